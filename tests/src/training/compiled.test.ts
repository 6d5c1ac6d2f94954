/** Trainings that run as compiled programs give what they give operation by operation, whatever else is asked of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  adam,
  add,
  batches,
  batchNormalization,
  type Callback,
  checkpoint,
  type Context,
  dense,
  dropout,
  earlyStopping,
  exponentialDecay,
  type EngineName,
  functional,
  input,
  layer,
  Model,
  rng,
  seed,
  sequential,
  sgd,
  type Shape,
  type Tensor,
  tensor,
  TrainingError,
  use,
} from 'tslate';
import type { SameShape } from '../../../src/layers/layer-types.ts';
import { expectClose, rejectionOf } from '../values.ts';
import { blobs, quiet } from './samples.ts';

afterEach(() => {
  use('simd');
  seed(0);
});

type Numbers = Readonly<Record<string, readonly number[]>>;

/** What `train` gives on two engines is the same to rounding. */
async function expectSame(train: () => Promise<Numbers>): Promise<Numbers> {
  const on = async (engine: EngineName): Promise<Numbers> => {
    use(engine, engine === 'onnx' ? { threads: 1 } : {});
    seed(3);
    return train();
  };
  const [wanted, found] = [await on('simd'), await on('onnx')];
  expect(Object.keys(found)).toEqual(Object.keys(wanted));
  for (const [name, numbers] of Object.entries(wanted)) expectClose(tensor([...found[name]]), tensor([...numbers]), 1e-5, name); // prettier-ignore
  return found;
}

const classifier = () =>
  sequential(
    [2],
    dense(8, { activation: 'relu', l2: 0.01 }),
    batchNormalization(),
    dropout(0.2),
    dense(3, { activation: 'softmax' }),
  ).compile({
    optimizer: sgd({ learningRate: exponentialDecay({ initial: 0.1, factor: 0.5, steps: 20 }), momentum: 0.9 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy', 'f1'],
  });

const { x, y } = blobs(50);
const weightsOf = (model: { weights(): ReadonlyMap<string, { readonly data: ArrayLike<number> }> }): Numbers =>
  Object.fromEntries([...model.weights()].map(([path, { data }]) => [path, Array.from(data)]));

describe('a compiled training', () => {
  it('has the losses, metrics and weights of an eager one: dropout, moving averages, penalties, a rest of a batch', () =>
    expectSame(async () => {
      const model = classifier();
      const history = await model.fit(x, y, { epochs: 3, batchSize: 16, validationSplit: 0.2, seed: 4, ...quiet });
      const measured = Object.entries(await model.evaluate(x, y)).map(([name, value]) => [
        `evaluated ${name}`,
        [value],
      ]);
      const predicted = [...(await model.predict(x)).data];
      return { ...history, ...Object.fromEntries(measured), predicted, ...weightsOf(model.model) };
    }));

  it('weighs samples and classes', () =>
    expectSame(async () => {
      const sampleWeight = tensor(
        Float32Array.from({ length: 50 }, (_, i) => i / 25),
        [50],
      );
      const model = classifier();
      const options = { epochs: 2, batchSize: 16, sampleWeight, classWeight: { 1: 3 }, ...quiet };
      const history = await model.fit(x, y, options);
      return { ...history, ...weightsOf(model.model) };
    }));

  it('takes several inputs and outputs', () =>
    expectSame(async () => {
      const [a, b] = [input([2]), input([2])];
      const hidden = a.to(dense(4, { activation: 'tanh' })).to(add(), b.to(dense(4, { activation: 'tanh' })));
      const model = functional([a, b], [hidden.to(dense(1)), hidden.to(dense(3, { activation: 'softmax' }))]).compile({
        optimizer: 'adam',
        loss: { size: 'mse', kind: 'sparseCategoricalCrossentropy' },
        lossWeights: { kind: 0.5 },
        metrics: { kind: ['accuracy'] },
      });
      return { ...(await model.fit([x, x], { size: x.slice([0, 0], [50, 1]), kind: y }, { epochs: 2, ...quiet })) };
    }));

  it('takes batches as they come, for a model of one’s own that makes its layers when it sees the first', () =>
    expectSame(async () => {
      class Line extends Model<[2], [1]> {
        readonly line = dense(1, { useBias: false });
        call(t: Tensor<readonly [number, 2]>, context?: Context) {
          return this.line.call(t, context);
        }
      }
      const model = new Line().compile({ optimizer: adam({ clipNorm: 0.5 }), loss: 'mse' });
      const stream = batches(x, x.slice([0, 0], [50, 1]).reshape([50, 1]), { size: 20, shuffle: rng(2) });
      const history = await model.fitBatches(stream, { epochs: 3, ...quiet });
      return { ...history, ...weightsOf(model.model) };
    }));

  it('stops early and restores its best weights', () =>
    expectSame(async () => {
      const model = classifier();
      const stop = earlyStopping({ monitor: 'loss', minDelta: 0.5, patience: 1, restoreBest: true });
      const history = await model.fit(x, y, { epochs: 9, batchSize: 16, callbacks: [stop], ...quiet });
      expect(history.loss.length).toBeLessThan(9);
      return { ...history, ...weightsOf(model.model) };
    }));

  it('goes on from a checkpoint as if there had been no break', () =>
    expectSame(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tslate-compiled-'));
      try {
        const path = join(folder, 'run.safetensors');
        const options = { batchSize: 16, seed: 6, ...quiet };
        await classifier().fit(x, y, { epochs: 2, callbacks: [checkpoint({ path })], ...options });
        const [resumed, whole] = [classifier(), (seed(3), classifier())];
        const history = await resumed.fit(x, y, { epochs: 4, resume: path, ...options });
        await whole.fit(x, y, { epochs: 4, ...options });
        expect(weightsOf(resumed.model)).toEqual(weightsOf(whole.model));
        return { ...history, ...weightsOf(resumed.model) };
      } finally {
        rmSync(folder, { recursive: true });
      }
    }));

  it('gives callbacks the weights after each step, which stay as they were', () =>
    expectSame(async () => {
      const model = classifier();
      const kept: ArrayLike<number>[] = [];
      const watch: Callback = { onBatchEnd: () => void kept.push(model.model.parameters()[0].data) };
      await model.fit(x, y, { batchSize: 10, callbacks: [watch], ...quiet });
      return Object.fromEntries(kept.map((data, i) => [`step ${i}`, Array.from(data)]));
    }));

  it('is stopped within a step by an interruption, and keeps its weights', async () => {
    use('onnx', { threads: 1 });
    const model = classifier();
    let asked = 0;
    const symbol = Symbol.for('tslate.interrupted');
    Reflect.set(globalThis, symbol, () => {
      if (++asked === 3) throw Object.assign(new Error('stop'), { name: 'KeyboardInterrupt' });
    });
    try {
      const steps: number[] = [];
      const fit = model.fit(x, y, {
        batchSize: 5,
        callbacks: [{ onBatchEnd: (step) => void steps.push(step) }],
        ...quiet,
      });
      expect(await rejectionOf(fit)).toBe('stop');
      expect(steps).toEqual([1, 2, 3]);
      expect(model.model.parameters().every(({ data }) => data.every(Number.isFinite))).toBe(true);
    } finally {
      Reflect.deleteProperty(globalThis, symbol);
    }
  });

  it('leaves the model as it was where the loss is not finite, and names the layer', async () => {
    use('onnx', { threads: 1 });
    const root = layer<SameShape>({ kind: 'root', config: {}, shape: (s: Shape) => s, call: (t) => t.sub(5).sqrt() });
    const model = sequential([2], batchNormalization(), root, dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const before = weightsOf(model.model);
    const error: unknown = await model.fit(x, x.slice([0, 0], [50, 1]), quiet).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TrainingError);
    expect(String(error)).toContain('first in the output of root1');
    expect(weightsOf(model.model)).toEqual(before);
  });

  it('is computed operation by operation, with one line that says why, where a layer looks at values', async () => {
    use('onnx', { threads: 1 });
    const said = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    try {
      const looks = layer<SameShape>({ kind: 'looks', config: {}, shape: (s: Shape) => s, call: (t) => (t.sum().item() > 1e9 ? t.neg() : t) }); // prettier-ignore
      const model = sequential([2], looks, dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
      const { loss } = await model.fit(x, x.slice([0, 0], [50, 1]), { epochs: 2, ...quiet });
      expect(loss[1]).toBeLessThan(loss[0]);
      expect(said.mock.calls).toEqual([[expect.stringMatching(/^fit computes operation by operation, which is slower: .* at .*compiled\.test\.ts:\d+/)]]); // prettier-ignore
    } finally {
      said.mockRestore();
    }
  });

  it('gives bit-equal weights for equal seeds', async () => {
    use('onnx', { threads: 2 });
    const run = async (): Promise<Numbers> => {
      seed(1);
      const model = classifier();
      await model.fit(x, y, { epochs: 3, batchSize: 16, seed: 2, ...quiet });
      return weightsOf(model.model);
    };
    expect(await run()).toEqual(await run());
  });
});
