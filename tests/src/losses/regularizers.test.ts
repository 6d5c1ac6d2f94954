import { describe, expect, it } from 'vitest';
import { conv2d, dense, depthwiseConv2d, full, grad, l1, l2, sequential, sgd, type Tensor, tensor } from 'tslate';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { expectClose, messageOf } from '../values.ts';

const quiet = { progress: false, shuffle: false, batchSize: 2 } as const;

describe('a penalty', () => {
  const W = tensor([[1, -2], [0, 0.5]]); // prettier-ignore

  it('is λ Σ |W| or λ Σ W², with gradients λ sign W and 2 λ W', () => {
    expect([l1(0.5)(W).data[0], l2(0.5)(W).data[0]]).toEqual([1.75, 2.625]);
    const slope = (f: typeof l1) => grad((x: Tensor<Shape>) => f(0.5)(x).cast('float32').reshape([]))(W)[0];
    expectClose(slope(l1), tensor([[0.5, -0.5], [0, 0.5]])); // prettier-ignore
    expectClose(slope(l2), tensor([[1, -2], [0, 0.5]])); // prettier-ignore
    expect(messageOf(() => dense(1, { l2: -1 }))).toBe('l2: expected a lambda ≥ 0, received -1.');
  });
});

describe('a regularised layer', () => {
  it('adds its penalty to the loss, and to the gradient of W but not of b', async () => {
    const model = sequential([2], dense(1, { l1: 0.1, l2: 0.25 }));
    const [W, b] = model.parameters();
    W.assign(tensor([[2], [-1]]));
    b.assign(tensor([3]));
    const compiled = model.compile({ optimizer: sgd({ learningRate: 1 }), loss: 'mse' });
    // Labels that are predicted exactly: what moves is the penalty's doing alone.
    const [x, y] = [tensor([[1, 0], [0, 1]]), tensor([[5], [2]])]; // prettier-ignore
    expect((await compiled.evaluate(x, y)).loss).toBeCloseTo(0.1 * 3 + 0.25 * 5, 6);
    const { loss } = await compiled.fit(x, y, quiet);
    expect(loss[0]).toBeCloseTo(1.55, 6);
    expectClose(W, tensor([[2 - 0.1 - 0.5 * 2], [-1 + 0.1 + 0.5]]), 1e-6); // prettier-ignore
    expect(b.toArray()).toEqual([3]);
  });

  it('keeps the strengths in its configuration; others know nothing of them', () => {
    const linear = { activation: 'linear', useBias: true, initializer: 'glorotUniform' };
    expect(dense(2, { l2: 1e-4 }).config).toEqual({ units: 2, ...linear, l2: 1e-4 });
    expect(sequential([2], dense(2)).penalty()).toBeUndefined();
  });

  it('may be a convolution', () => {
    for (const layer of [conv2d(2, 2, { l1: 0.5 }), depthwiseConv2d(2, { l1: 0.5, multiplier: 2 })]) {
      layer.build([3, 3, 1]);
      layer.parameters['W'].assign(full([2, 2, 1, 2], -3));
      expect(layer.penalty()?.data[0]).toBe(0.5 * 8 * 3);
      expect(layer.config).toMatchObject({ l1: 0.5 });
    }
  });
});
