/** fit, evaluate and predict on small problems, from Python's weights and from our own. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  adam,
  type Context,
  dense,
  dropout,
  type EngineName,
  Model,
  type Optimizer,
  range,
  seed,
  sequential,
  sgd,
  type Tensor,
  tensor,
  use,
  zeros,
} from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, rejectionOf } from '../values.ts';
import { blobs, quiet, xorX, xorY } from './samples.ts';

afterEach(() => {
  seed(0);
  use('simd');
});

describe('a training trajectory', () => {
  const settings: readonly [string, () => Optimizer][] = [
    ['sgd', () => sgd({ learningRate: 0.5 })],
    ['momentum', () => sgd({ learningRate: 0.2, momentum: 0.9 })],
    ['adam', () => adam({ learningRate: 0.05, epsilon: 1e-12 })],
  ];
  const engines: readonly EngineName[] = ['plain', 'simd', 'onnx'];

  it.each(settings.flatMap(([name, make]) => engines.map((engine) => [name, engine, make] as const)))(
    'of three steps with %s on %s agrees with PyTorch to 1e-5, in losses and all weights',
    async (name, engine, make) => {
      use(engine);
      const model = sequential([4], dense(5, { activation: 'tanh' }), dense(3, { activation: 'softmax' }));
      model.parameters().forEach((p, i) => p.assign(reference('trajectory', 'initial', i)));
      const compiled = model.compile({ optimizer: make(), loss: 'sparseCategoricalCrossentropy' });
      const x = reference('trajectory', 'x').reshape([8, 4]);
      const y = reference('trajectory', 'labels').cast('int32').reshape([8]);
      for (let step = 0; step < 3; step++) {
        const { loss } = await compiled.fit(x, y, { batchSize: 8, shuffle: false, ...quiet });
        expect(loss[0]).toBeCloseTo(reference('trajectory', name, step, 'loss').data[0], 5);
        model.parameters().forEach((p, i) => {
          expectClose(p, reference('trajectory', name, step, 'weights', i), 1e-5, `${p.name} after step ${step + 1}`);
        });
      }
    },
  );
});

describe('fit', () => {
  it('learns XOR with one hidden layer', async () => {
    seed(1);
    const model = sequential([2], dense(8, { activation: 'tanh' }), dense(1, { activation: 'sigmoid' })).compile({
      optimizer: adam({ learningRate: 0.05 }),
      loss: 'binaryCrossentropy',
      metrics: ['accuracy'],
    });
    const { loss, accuracy } = await model.fit(xorX, xorY, { epochs: 200, batchSize: 4, ...quiet });
    expect(loss).toHaveLength(200);
    expect(loss[199]).toBeLessThan(0.1);
    expect(accuracy[199]).toBe(1);
    const p = await model.predict(xorX);
    expect(p.greater(0.5).cast('int32').toArray()).toEqual([[0], [1], [1], [0]]);
    expect(await model.evaluate(xorX, xorY)).toMatchObject({ accuracy: 1 });
  });

  it('tells three clouds apart, seen and unseen', async () => {
    const { x, y } = blobs(300);
    const model = sequential([2], dense(3, { activation: 'softmax' })).compile({
      optimizer: sgd({ learningRate: 0.5 }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    const history = await model.fit(x, y, { epochs: 10, validationSplit: 0.2, ...quiet });
    expect(Object.keys(history)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
    expect(history.accuracy[9]).toBeGreaterThan(0.95);
    expect(history.valAccuracy?.[9]).toBeGreaterThan(0.95);
    expect(history.loss[9]).toBeLessThan(history.loss[0]);
  });

  it('fits a line with a model of one’s own, whose layers are made by the first batch', async () => {
    class Line extends Model<[1], [1]> {
      readonly line = dense(1);
      call(x: Tensor<readonly [number, 1]>, context?: Context) {
        return this.line.call(x, context);
      }
    }
    const line = new Line();
    const x = range(-1, 1, 0.1).reshape([20, 1]);
    const model = line.compile({ optimizer: sgd({ learningRate: 0.3 }), loss: 'mse' });
    await model.fit(x, x.mul(3).sub(2), { epochs: 100, ...quiet });
    const [W, b] = line.parameters();
    expect(W.data[0]).toBeCloseTo(3, 3);
    expect(b.data[0]).toBeCloseTo(-2, 3);
  });

  it('validates on the last samples, which it does not train on', async () => {
    // The last two samples contradict the others: only a model that saw them could fit them.
    const x = tensor([[1], [1], [1], [1]]);
    const y = tensor([[0], [0], [5], [5]]);
    const model = sequential([1], dense(1)).compile({ optimizer: sgd({ learningRate: 0.2 }), loss: 'mse' });
    const history = await model.fit(x, y, { epochs: 50, validationSplit: 0.5, ...quiet });
    expect(history.loss[49]).toBeCloseTo(0, 4);
    expect(history.valLoss?.[49]).toBeCloseTo(25, 1);
  });

  it('validates on the samples it is given', async () => {
    const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    const history = await model.fit(xorX, xorY, { validationData: [xorX, xorY], ...quiet });
    expect(history.valLoss?.[0]).toBeCloseTo((await model.evaluate(xorX, xorY)).loss, 6);
    expect(Object.keys(history)).toEqual(['loss', 'valLoss']);
  });

  it('gives bit-equal weights for equal seeds, dropout and shuffling included', async () => {
    const run = async (first: number, second: number): Promise<unknown> => {
      seed(first);
      const model = sequential(
        [2],
        dense(8, { activation: 'relu' }),
        dropout(0.2),
        dense(3, { activation: 'softmax' }),
      );
      const { x, y } = blobs(40);
      const compiled = model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
      const { loss } = await compiled.fit(x, y, { epochs: 3, batchSize: 7, seed: second, ...quiet });
      return [loss, model.parameters().map((p) => p.toArray())];
    };
    expect(await run(1, 2)).toEqual(await run(1, 2));
    expect(await run(1, 2)).not.toEqual(await run(1, 3));
    expect(await run(1, 2)).not.toEqual(await run(2, 2));
  });

  it('goes on from where an earlier call ended', async () => {
    const make = () => {
      seed(5);
      return sequential([2], dense(1)).compile({ optimizer: adam(), loss: 'mse' });
    };
    const [once, twice] = [make(), make()];
    const options = { shuffle: false, ...quiet };
    const { loss } = await once.fit(xorX, xorY, { epochs: 4, ...options });
    const first = await twice.fit(xorX, xorY, { epochs: 2, ...options });
    const second = await twice.fit(xorX, xorY, { epochs: 2, ...options });
    expect([...first.loss, ...second.loss]).toEqual(loss);
  });

  it('with no epochs trains nothing', async () => {
    const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
    expect(await model.fit(xorX, xorY, { epochs: 0, ...quiet })).toEqual({ loss: [] });
    expect(model.optimizer.steps).toBe(0);
  });
});

describe('evaluate and predict', () => {
  const { x, y } = blobs(50);
  const model = sequential([2], dropout(0.5), dense(3, { activation: 'softmax' })).compile({
    optimizer: 'sgd',
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });

  it('give the same for batches of any size, the last smaller one counted by its samples', async () => {
    const whole = await model.evaluate(x, y, { batchSize: 50 });
    const parts = await model.evaluate(x, y, { batchSize: 7 });
    expect(parts.loss).toBeCloseTo(whole.loss, 6);
    expect(parts.accuracy).toBe(whole.accuracy);
    expectClose(await model.predict(x, { batchSize: 7 }), await model.predict(x), 1e-6);
  });

  it('train nothing, drop nothing and keep no way back', async () => {
    const before = model.model.parameters().map((p) => p.toArray());
    const first = await model.evaluate(x, y);
    expect(await model.evaluate(x, y)).toEqual(first);
    expect(model.model.parameters().map((p) => p.toArray())).toEqual(before);
    expect((await model.predict(x)).tracked).toBe(false);
  });

  it('can be interrupted by the host between batches, as fit can', async () => {
    const symbol = Symbol.for('tslate.interrupted');
    Reflect.set(globalThis, symbol, () => {
      throw new Error('interrupted');
    });
    try {
      expect(await rejectionOf(model.evaluate(x, y))).toBe('interrupted');
      expect(await rejectionOf(model.predict(x))).toBe('interrupted');
      expect(await rejectionOf(model.fit(x, y, quiet))).toBe('interrupted');
    } finally {
      Reflect.deleteProperty(globalThis, symbol);
    }
  });

  it('of no samples predict nothing, in the right shape', async () => {
    expect((await model.predict(zeros([0, 2]))).shape).toEqual([0, 3]);
  });
});
