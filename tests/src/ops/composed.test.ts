import { describe, expect, it } from 'vitest';
import { checkGradients, grad, tensor } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';

type Rows = Tensor<Shape>;

describe('logSumExp, softmax and logSoftmax', () => {
  const rows = reference('functions', 'rows');
  const weights = reference('functions', 'weights');

  it('agree with PyTorch on rows of ±1000, gradients too', () => {
    expectClose(rows.logSumExp(), reference('functions', 'logSumExp', 'y'), 1e-6);
    expectClose(grad((x: Rows) => x.logSumExp().sum())(rows)[0], reference('functions', 'logSumExp', 'dx'), 1e-6);
    expectClose(rows.softmax(), reference('functions', 'softmax', 'y'), 1e-6);
    expectClose(
      grad((x: Rows) => x.softmax().mul(weights).sum())(rows)[0],
      reference('functions', 'softmax', 'dx'),
      1e-5,
    );
    expectClose(rows.logSoftmax(), reference('functions', 'logSoftmax', 'y'), 1e-6);
    expectClose(
      grad((x: Rows) => x.logSoftmax().mul(weights).sum())(rows)[0],
      reference('functions', 'logSoftmax', 'dx'),
      1e-5,
    );
  });

  it('take the gradient that differences find, along any axis', () => {
    const x = new RandomTensors(1).tensor([2, 3, 2], 'float64');
    const w = new RandomTensors(2).tensor([2, 3, 2], 'float64');
    for (const axis of [0, 1, 2, -1, -2]) {
      expect(checkGradients((t) => t.logSumExp(axis).square().sum(), [x]).error).toBeLessThan(1e-8);
    }
    expect(checkGradients((t) => t.softmax().mul(w).sum(), [x]).error).toBeLessThan(1e-8);
    expect(checkGradients((t) => t.logSoftmax().mul(w).sum(), [x]).error).toBeLessThan(1e-8);
  });

  it('reduce the axis they are asked for', () => {
    const x = new RandomTensors(1).tensor([2, 3, 4], 'float64');
    expect([x.logSumExp().shape, x.logSumExp(0).shape, x.logSumExp(1).shape, x.logSumExp(-2).shape]).toEqual([
      [2, 3],
      [3, 4],
      [2, 4],
      [2, 4],
    ]);
    expectClose(x.logSumExp(1), x.exp().sum(1).log(), 1e-12);
    expectClose(x.softmax().sum(-1), tensor(new Float64Array(6).fill(1), [2, 3]), 1e-12);
  });

  it('know what ln Σ eˣ is where there are only infinities', () => {
    expect(tensor([-Infinity, -Infinity]).logSumExp().item()).toBe(-Infinity);
    expect(tensor([Infinity, 0]).logSumExp().item()).toBe(Infinity);
    expect(tensor([-Infinity, 3]).logSumExp().item()).toBe(3);
    expect(tensor([-Infinity, 3]).softmax().toArray()).toEqual([0, 1]);
  });
});

describe('clip', () => {
  it('keeps elements between two bounds, and passes gradients inside only', () => {
    const x = tensor([-3, 0.5, 3]);
    expect(x.clip(-1, 1).toArray()).toEqual([-1, 0.5, 1]);
    expect(grad((t: typeof x) => t.clip(-1, 1).sum())(x)[0].toArray()).toEqual([0, 1, 0]);
  });
});

describe('softmax and its kin', () => {
  it('say under their own name what they cannot take', () => {
    expect(messageOf(() => tensor(3).softmax())).toBe('softmax: expected at least one axis, received a scalar.');
    expect(messageOf(() => tensor(Int32Array.of(1, 2), [2]).logSoftmax())).toBe(
      "logSoftmax: expected float32 or float64, received int32; cast('float32') first.",
    );
    const any: AnyTensor = tensor([1, 2]);
    expect(messageOf(() => any.logSumExp(1))).toBe('logSumExp: expected an axis from -1 to 0, received 1.');
  });
});

describe('oneHot', () => {
  it('gives a row of the identity for each label, of floats or whole numbers', () => {
    expect(
      tensor(new Int32Array([2, 0]), [2])
        .oneHot(3)
        .toArray(),
    ).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(tensor([0, 1], [2], 'bool').oneHot(3).toArray()).toEqual([[1, 0, 0], [0, 1, 0]]); // prettier-ignore
    expect(tensor([1, 1]).oneHot(2).shape).toEqual([2, 2]);
    expect(tensor([[1], [0]]).oneHot(2).shape).toEqual([2, 1, 2]);
  });

  it('names the label that is no class, and its place', () => {
    expect(messageOf(() => tensor([0, 3, 1]).oneHot(3))).toBe(
      'oneHot: expected labels from 0 to 2 for 3 classes, received 3 at position 1; check the labels, or ask for more classes.',
    );
    const labels: AnyTensor = tensor([0.5, 1]);
    expect(messageOf(() => labels.oneHot(3))).toContain('received 0.5 at position 0');
    expect(messageOf(() => tensor([0]).oneHot(2.5))).toBe(
      'oneHot: expected classes: a whole number ≥ 1, received 2.5.',
    );
    expect(messageOf(() => tensor([-1]).oneHot(3))).toContain('received -1 at position 0');
  });
});
