import { describe, expect, it } from 'vitest';
import { concat, grad, range, stack, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const a = tensor([[1, 2], [3, 4]]); // prettier-ignore
const b = tensor([[5, 6]]);
const anyOf = (...tensors: AnyTensor[]): readonly AnyTensor[] => tensors;

describe('concat', () => {
  it('puts tensors one behind the other along an axis', () => {
    expect(concat([a, b]).toArray()).toEqual([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
    expect(concat([a, a, a], -1).toArray()).toEqual([[1, 2, 1, 2, 1, 2], [3, 4, 3, 4, 3, 4]]); // prettier-ignore
    expect(concat([range(2), range(1)]).toArray()).toEqual([0, 1, 0]);
    expect(concat([b]).toArray()).toEqual([[5, 6]]);
    expect(concat([zeros([0, 2]), b]).toArray()).toEqual([[5, 6]]);
  });

  it('gives each tensor its part of the gradient, also the same tensor twice', () => {
    const weights = tensor([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]); // prettier-ignore
    const [da, db] = grad((s: typeof a, t: typeof b) => concat([s, t, s]).mul(weights).sum())(a, b);
    expect(da.toArray()).toEqual([[8, 10], [12, 14]]); // prettier-ignore
    expect(db.toArray()).toEqual([[5, 6]]);
  });

  it('says which shapes, types or axes do not fit', () => {
    expect(messageOf(() => concat(anyOf(a, b), 1))).toBe(
      'concat along axis 1: expected shapes that agree but for that axis (the first is 2×2), received 1×2.',
    );
    expect(() => concat(anyOf(a, zeros([2])))).toThrow('received 2.');
    expect(() => concat([a], 2)).toThrow('concat: expected an axis from -2 to 1, received 2.');
    expect(() => concat(anyOf(zeros([])))).toThrow('no axis (the tensor is a scalar)');
    expect(messageOf(() => concat([]))).toBe('concat: expected at least one tensor, received none.');
    expect(() => concat([a, zeros([1, 2], 'int32')])).toThrow('received float32 and int32');
  });
});

describe('stack', () => {
  it('puts tensors side by side along a new axis', () => {
    expect(stack([range(3), range(3)]).toArray()).toEqual([[0, 1, 2], [0, 1, 2]]); // prettier-ignore
    expect(stack([range(3), range(3)], -1).toArray()).toEqual([[0, 0], [1, 1], [2, 2]]); // prettier-ignore
    expect(stack([tensor(1), tensor(2)]).toArray()).toEqual([1, 2]);
    expect(stack([a, a, a], 1).shape).toEqual([2, 3, 2]);
  });

  it('wants tensors of one shape', () => {
    expect(messageOf(() => stack(anyOf(a, b)))).toBe(
      'stack: expected tensors of one shape (the first is 2×2), received 1×2.',
    );
    expect(messageOf(() => stack([]))).toBe('stack: expected at least one tensor, received none.');
    expect(() => stack([a], 3)).toThrow('stack: expected an axis from -3 to 2, received 3.');
  });
});

describe('split', () => {
  it('parts an axis into equal parts, or parts of the lengths given', () => {
    const x = tensor([[1, 2, 3, 4], [5, 6, 7, 8]]); // prettier-ignore
    expect(x.split(2, 1).map((y) => y.toArray())).toEqual([[[1, 2], [5, 6]], [[3, 4], [7, 8]]]); // prettier-ignore
    expect(x.split(2).map((y) => y.shape)).toEqual([[1, 4], [1, 4]]); // prettier-ignore
    expect(x.split([1, 0, 3], -1).map((y) => y.toArray())).toEqual([[[1], [5]], [[], []], [[2, 3, 4], [6, 7, 8]]]); // prettier-ignore
    expect(concat(x.split(4, 1), 1).toArray()).toEqual(x.toArray());
  });

  it('refuses parts that do not make up the axis', () => {
    const x = zeros([2, 4]);
    expect(messageOf(() => x.split(3, 1))).toBe(
      'split of 2×4 along axis 1: expected a number of parts that divides 4, received 3.',
    );
    expect(messageOf(() => x.split([1, 2], 1))).toBe(
      'split of 2×4 along axis 1: expected lengths that add up to 4, received [1, 2].',
    );
    expect(() => x.split([5, -1], 1)).toThrow('received [5, -1]');
    expect(messageOf(() => x.split(0))).toBe('split: expected parts: a whole number ≥ 1, received 0.');
  });
});
