/** A training that is broken off and resumed gives the numbers of one that was not, to the bit. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  adam,
  type Callback,
  checkpoint,
  type Context,
  cosineDecay,
  dense,
  dropout,
  earlyStopping,
  loadWeights,
  Model,
  type Optimizer,
  readSafetensors,
  reduceOnPlateau,
  rmsprop,
  saveWeights,
  seed,
  sequential,
  sgd,
  stopAt,
  type Tensor,
  writeSafetensors,
} from 'tslate';
import { messageOf, rejectionOf } from '../values.ts';
import { blobs, counting, quiet } from '../training/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'tslate-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { x, y } = blobs(60);

function network(optimizer: Optimizer, from = 1, units = 8) {
  seed(from);
  return sequential(
    [2],
    dense(units, { activation: 'relu' }),
    counting(),
    dropout(0.3),
    dense(3, { activation: 'softmax' }),
  ).compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
}

/** Throws in the middle of the epoch after so many whole ones, of six batches each. */
function breakingOff(epochs: number): Callback {
  let batches = 0;
  return {
    onBatchEnd() {
      if (++batches === 6 * epochs + 3) throw new Error('broken off');
    },
  };
}

describe('a checkpoint', () => {
  const optimizers: readonly [string, () => Optimizer][] = [
    ['adam', () => adam({ learningRate: 0.01 })],
    ['momentum on a schedule', () => sgd({ learningRate: cosineDecay({ initial: 0.1, steps: 40 }), momentum: 0.9 })],
    ['rmsprop', () => rmsprop()],
  ];

  it.each(optimizers)(
    'resumes to the bit with %s, dropout, shuffling, callbacks and fixed weights',
    async (name, make) => {
      const path = join(folder, `${name}.safetensors`);
      const options = { epochs: 7, batchSize: 10, validationSplit: 0.1, ...quiet };
      const callbacks = () => [
        checkpoint({ path }),
        earlyStopping({ monitor: 'loss', mode: 'max', patience: 5, restoreBest: true }),
        reduceOnPlateau({ monitor: 'valLoss', patience: 2, factor: 0.5, minDelta: 10 }),
      ];
      const whole = network(make());
      const wanted = await whole.fit(x, y, { ...options, callbacks: callbacks().slice(1) });

      const broken = network(make());
      const run = broken.fit(x, y, { ...options, callbacks: [...callbacks(), breakingOff(4)] });
      expect(await rejectionOf(run)).toBe('broken off');

      const resumed = network(make(), 99);
      const found = await resumed.fit(x, y, { ...options, callbacks: callbacks(), resume: path });
      expect(found).toEqual(wanted);
      expect(found.loss).toHaveLength(wanted.loss.length);
      expect(found.learningRate?.at(-1)).toBeLessThan(found.learningRate?.[0] ?? 0);
      const weights = ({ model }: typeof whole) => [...model.weights()].map(([path, p]) => [path, p.toArray()]);
      expect(weights(resumed)).toEqual(weights(whole));
      expect(weights(resumed).map(([path]) => path)).toContain('counting1/count');
      expect(resumed.optimizer.learningRate).toBe(whole.optimizer.learningRate);
    },
  );

  it('resumes a model of one’s own, whose layers are made by the first batch', async () => {
    class Own extends Model<[2], [3]> {
      readonly hidden = dense(4, { activation: 'tanh' });
      readonly last = dense(3);
      call(batch: Tensor<readonly [number, 2]>, context?: Context) {
        return this.last.call(this.hidden.call(batch, context), context);
      }
    }
    const path = join(folder, 'own.safetensors');
    const train = (epochs: number, from: number, options: { readonly resume?: string }) => {
      seed(from);
      const model = new Own().compile({ optimizer: adam(), loss: 'mse' });
      return model.fit(x, y.oneHot(3), { epochs, callbacks: [checkpoint({ path })], ...options, ...quiet });
    };
    const wanted = await train(4, 1, {});
    await train(2, 1, {});
    expect(await train(4, 2, { resume: path })).toEqual(wanted);
  });

  it('resumes with a seed of one’s own, and has nothing to do where all epochs are done or a callback stopped', async () => {
    const path = join(folder, 'seeded.safetensors');
    const options = { batchSize: 10, seed: 5, callbacks: [checkpoint({ path })], ...quiet };
    const wanted = await network(adam()).fit(x, y, { epochs: 4, ...options });
    await network(adam()).fit(x, y, { epochs: 2, ...options });
    const resumed = network(adam(), 7);
    expect(await resumed.fit(x, y, { epochs: 4, ...options, resume: path })).toEqual(wanted);
    expect(await resumed.fit(x, y, { epochs: 4, ...options, resume: path })).toEqual(wanted);
    const stopping = { ...options, callbacks: [checkpoint({ path }), stopAt({ monitor: 'accuracy', threshold: 0 })] };
    const stopped = await network(adam()).fit(x, y, { epochs: 4, ...stopping });
    expect(stopped.loss).toHaveLength(1);
    expect(await network(adam()).fit(x, y, { epochs: 4, ...stopping, resume: path })).toEqual(stopped);
  });

  it('is written every so many epochs, or for the best, and leaves nothing else behind', async () => {
    const [second, best] = [join(folder, 'one', 'second.safetensors'), join(folder, 'one', 'best.safetensors')];
    const losses: number[] = [];
    const epochs = (path: string): number => readSafetensors(readFileSync(path)).tensors.get('training/progress')?.data[0] ?? NaN; // prettier-ignore
    const watching: Callback = {
      afterEpoch: (epoch, { loss }) => {
        losses.push(loss);
        if (epoch === 0) expect(existsSync(second)).toBe(false);
      },
    };
    // A loss that grows: the first epoch is the best, and the fourth the second to be written.
    const callbacks = [
      watching,
      checkpoint({ path: second, every: 2 }),
      checkpoint({ path: best, saveBest: true, monitor: 'loss' }),
    ];
    await network(sgd({ learningRate: 60 })).fit(x, y, { epochs: 5, batchSize: 60, callbacks, ...quiet });
    expect(epochs(second)).toBe(4);
    expect(epochs(best)).toBe(1 + losses.indexOf(Math.min(...losses)));
    expect(readdirSync(join(folder, 'one')).sort()).toEqual(['best.safetensors', 'second.safetensors']);
    const model = network(sgd(), 3).model;
    await loadWeights(model, best);
    const stored = readSafetensors(readFileSync(best)).tensors;
    expect([...model.weights()].map(([path, p]) => [path, p.toArray()])).toEqual(
      [...model.weights().keys()].map((path) => [path, stored.get(path)?.toArray()]),
    );
    expect(messageOf(() => checkpoint({ path: second, every: 0 }))).toBe(
      'checkpoint: expected every: a whole number ≥ 1, received 0.',
    );
  });

  it('is refused by another model or optimiser, and where it is none', async () => {
    const path = join(folder, 'refused.safetensors');
    await network(adam()).fit(x, y, { callbacks: [checkpoint({ path })], ...quiet });
    const resuming = (model: ReturnType<typeof network>, resume = path): Promise<string> =>
      rejectionOf(model.fit(x, y, { epochs: 2, resume, ...quiet }));
    expect(await resuming(network(sgd()))).toBe(
      `${path}: expected a checkpoint of a training with sgd, received one with adam; ` +
        'compile the model with the same optimiser.',
    );
    expect(await resuming(network(adam(), 1, 9))).toContain(`${path}: dense1/W: expected the shape 2×9, as the model`);
    const smaller = sequential([2], dense(3)).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
    expect(await rejectionOf(smaller.fit(x, y, { resume: path, ...quiet }))).toContain(
      `${path}: expected the weights of the model, 2, received 5, counting1/count, dense2/W, dense2/b not in the model`,
    );
    const nothing = join(folder, 'nothing.safetensors');
    expect(await resuming(network(adam()), nothing)).toContain(
      `${nothing}: expected a file that can be read, received none`,
    );
    const weights = join(folder, 'weights.safetensors');
    await saveWeights(network(adam()).model, weights);
    expect(await resuming(network(adam()), weights)).toBe(
      `${weights}: expected a checkpoint of a training, received a file of another kind (tslate weights); ` +
        'if it holds weights only, use loadWeights.',
    );
    const cut = join(folder, 'cut.safetensors');
    writeFileSync(cut, readFileSync(path).subarray(0, -9));
    expect(await resuming(network(adam()), cut)).toContain('the file is cut off');
    const { tensors, metadata } = readSafetensors(readFileSync(path));
    const without = new Map([...tensors].filter(([name]) => name !== 'training/random'));
    writeFileSync(cut, writeSafetensors(without, metadata));
    expect(await resuming(network(adam()), cut)).toBe(
      `${cut}: expected training/random in the checkpoint, received none.`,
    );
  });
});
