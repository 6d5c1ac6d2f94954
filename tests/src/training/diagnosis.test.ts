/** What is said when a loss is not a number any more, and what becomes of the model. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  activation,
  type Context,
  dense,
  dropout,
  functional,
  input,
  type LossFunction,
  Model,
  seed,
  sequential,
  sgd,
  type Tensor,
  tensor,
  TrainingError,
} from 'tslate';
import { rejectionOf } from '../values.ts';
import { blobs, counting, quiet } from './samples.ts';

const symbol = Symbol.for('tslate.interrupted');
afterEach(() => {
  seed(0);
  Reflect.deleteProperty(globalThis, symbol);
});

const { x, y } = blobs(12);
const labels = y.oneHot(3);

/** The samples with one element replaced. */
function withOne<S extends Tensor<readonly [number, 2]>>(samples: S, at: number, value: number) {
  const data = samples.data.slice();
  data[at] = value;
  return tensor(data, [samples.shape[0], 2]);
}

describe('a loss that is not finite', () => {
  it('comes from a layer, which is named with epoch and step; the model stays as it was', async () => {
    const roots = sequential(
      [2],
      dropout(0.1),
      dense(4),
      counting((z) => z.sub(1e6).sqrt()),
      dense(3),
    );
    const before = [...roots.weights()].map(([path, p]) => [path, p.toArray()]);
    const model = roots.compile({ optimizer: 'sgd', loss: 'mse' });
    expect(await rejectionOf(model.fit(x, labels, { batchSize: 4, ...quiet }))).toBe(
      'fit, epoch 1, step 1: expected a finite loss, received NaN, first in the output of counting1; ' +
        'look for a logarithm or a root of 0, a division by 0, samples that are not scaled.',
    );
    expect([...roots.weights()].map(([path, p]) => [path, p.toArray()])).toEqual(before);
    const error: unknown = await model.fit(x, labels, quiet).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TrainingError);
    expect(error).toMatchObject({ epoch: 1, step: 1 });
  });

  it('comes from the loss itself, or from a penalty', async () => {
    const bad: LossFunction = (_, prediction) => prediction.mean(-1).mul(0).log().mul(0);
    const model = sequential([2], dense(3)).compile({ optimizer: 'sgd', loss: bad });
    expect(await rejectionOf(model.fit(x, labels, quiet))).toContain(
      'NaN, first in the loss itself, as all outputs are',
    );
    class Outside extends Model<[2], [3]> {
      readonly dense = dense(3);
      call(samples: Tensor<readonly [number, 2]>, context?: Context) {
        return this.dense.call(samples, context).sub(1e6).sqrt();
      }
    }
    const outside = new Outside().compile({ optimizer: 'sgd', loss: 'mse' });
    expect(await rejectionOf(outside.fit(x, labels, quiet))).toContain('NaN, first in what the model does outside its');
    const heavy = sequential([2], dense(3, { l2: 1 }));
    heavy.parameters()[0].assign(tensor(new Float32Array(6).fill(1e20), [2, 3]));
    const penalised = heavy.compile({ optimizer: 'sgd', loss: (_, prediction) => prediction.mul(0).mean(-1) });
    expect(await rejectionOf(penalised.fit(x, labels, quiet))).toBe(
      'fit, epoch 1, step 1: expected a finite loss, received ∞, first in the penalty on the weights; ' +
        'the weights dense1/W have grown too large: take a smaller learning rate than 0.01, or clip the gradients with clipNorm.',
    );
  });

  it('comes from exploding gradients: their norm is told, and when', async () => {
    const model = sequential([2], dense(8), dense(3)).compile({ optimizer: sgd({ learningRate: 10 }), loss: 'mse' });
    const message = await rejectionOf(model.fit(x, labels, { epochs: 50, batchSize: 6, ...quiet }));
    expect(message).toMatch(
      /^fit, epoch \d+, step [12]: expected a finite loss, received (∞|NaN), first in .*; the gradients exploded, their norm was \d\.\de\+\d+ in epoch \d+, step [12]: take a smaller learning rate than 10, or clip the gradients with clipNorm\.$/,
    );
    const clipped = sequential([2], dense(8), dense(3)).compile({
      optimizer: sgd({ learningRate: 0.1, clipNorm: 1 }),
      loss: 'mse',
    });
    expect((await clipped.fit(x, labels, { epochs: 5, batchSize: 6, ...quiet })).loss[4]).toBeLessThan(2);
  });

  it('comes from samples, labels or weights: the sample is named, though batches are shuffled', async () => {
    const model = () => sequential([2], dense(3)).compile({ optimizer: 'sgd', loss: 'mse' });
    const hint = 'fill in what is missing, or leave the sample out';
    const fit = (...told: Parameters<ReturnType<typeof model>['fit']>): Promise<string> => rejectionOf(model().fit(...told)); // prettier-ignore
    expect(await fit(withOne(x, 15, NaN), labels, { batchSize: 12, ...quiet })).toBe(
      `fit, epoch 1, step 1: expected finite samples, received NaN in sample 7 at [1]; ${hint}.`,
    );
    const infinite = tensor(
      Float32Array.from(labels.data, (value, i) => (i === 30 ? Infinity : value)),
      [12, 3],
    );
    expect(await fit(x, infinite, { batchSize: 12, ...quiet })).toContain(
      'finite labels, received ∞ in sample 10 at [0]',
    );
    expect(await rejectionOf(model().fitBatches([[withOne(x, 0, NaN), labels]], quiet))).toContain(
      'received NaN in sample 0 of the batch at [0]',
    );
    const [a, b] = [input([2]), input([2])];
    const two = functional([a, b], [a.to(dense(3)), b.to(dense(3))]).compile({
      optimizer: 'sgd',
      loss: ['mse', 'mse'],
    });
    expect(
      await rejectionOf(two.fit([x, withOne(x, 2, NaN)], [labels, labels], { batchSize: 12, ...quiet })),
    ).toContain('expected finite samples, received NaN in sample 1 (input 2) at [0]');
    expect(await rejectionOf(model().evaluate(withOne(x, 3, NaN), labels))).toBe(
      `evaluate: expected finite samples, received NaN in sample 1 at [1]; ${hint}.`,
    );
    const validationData = [withOne(x, 4, -Infinity), labels] as const;
    expect(await fit(x, labels, { validationData, ...quiet })).toContain(
      'fit, validation: expected finite samples, received −∞ in sample 2 at [0]',
    );
  });

  it('comes from gradients where the loss is finite: the weights stay as they were', async () => {
    const model = sequential(
      [2],
      dense(3),
      activation('relu'),
      counting((z) => z.mul(0).sqrt()),
    );
    const before = model.parameters().map((p) => p.toArray());
    const compiled = model.compile({ optimizer: 'adam', loss: 'mse' });
    expect(await rejectionOf(compiled.fit(x, labels, quiet))).toMatch(
      /^fit, epoch 1, step 1: expected finite gradients, received NaN in the gradient of dense1\/W, with a loss of 0\.3333\d*; look for a root, a power or a logarithm at 0, where its slope is infinite\.$/,
    );
    expect(model.parameters().map((p) => p.toArray())).toEqual(before);
    expect([...model.weights().values()].at(-1)?.item()).toBe(0);
    expect(compiled.optimizer.steps).toBe(0);
  });

  it('comes from weights that were so before', async () => {
    const model = sequential([2], dense(3), dense(3));
    model.parameters()[2].assign(tensor(new Float32Array(9).fill(NaN), [3, 3]));
    const compiled = model.compile({ optimizer: 'sgd', loss: 'mse' });
    expect(await rejectionOf(compiled.fit(x, labels, quiet))).toContain('NaN, first in the weights dense2/W');
  });
});

describe('a training that is broken off', () => {
  const train = () => {
    seed(4);
    return sequential([2], dense(4), dense(3)).compile({ optimizer: 'adam', loss: 'mse' });
  };
  const options = { epochs: 2, batchSize: 3, shuffle: false, ...quiet };

  it.each(['a callback', 'the host'])('by %s in mid-epoch leaves a model that goes on', async (who) => {
    const whole = train();
    await whole.fit(x, labels, { ...options, epochs: 1 });
    const broken = train();
    let batches = 0;
    const stop = (): void => {
      if (++batches === 2) throw new Error('stop');
    };
    if (who === 'the host') Reflect.set(globalThis, symbol, stop);
    const callbacks = who === 'a callback' ? [{ onBatchEnd: stop }] : [];
    expect(await rejectionOf(broken.fit(x, labels, { ...options, callbacks }))).toBe('stop');
    Reflect.deleteProperty(globalThis, symbol);
    expect(broken.optimizer.steps).toBe(2);
    // The third and the fourth batch: then it is where the other is.
    const rest = [x.slice([6]), labels.slice([6])] as const;
    await broken.fit(rest[0].reshape([6, 2]), rest[1].reshape([6, 3]), { ...options, epochs: 1 });
    expect(broken.model.parameters().map((p) => p.toArray())).toEqual(whole.model.parameters().map((p) => p.toArray()));
  });

  it('concerns no other: models that train in turn or at the same time do not disturb each other', async () => {
    const alone = train();
    const seeded = { ...options, shuffle: true, seed: 3 };
    const wanted = await alone.fit(x, labels, { ...seeded, epochs: 4 });
    const [a, b, c] = [train(), train(), train()];
    const together = await Promise.all([
      a.fit(x, labels, { ...seeded, epochs: 4 }),
      b.fit(x, labels, { ...seeded, epochs: 4 }),
    ]);
    expect(together).toEqual([wanted, wanted]);
    const turns: number[] = [];
    for (let epoch = 0; epoch < 2; epoch++) {
      turns.push((await c.fit(x, labels, { ...options, epochs: 1 })).loss[0]);
      await a.fit(x, labels, { ...options, epochs: 1 });
    }
    const { loss } = await train().fit(x, labels, options);
    expect(turns).toEqual(loss);
  });
});
