import { describe, expect, it } from 'vitest';
import { grad, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[1, 2], [3, 4]]); // prettier-ignore

describe('tile', () => {
  it('repeats the whole along each axis', () => {
    expect(x.tile([1, 3]).toArray()).toEqual([[1, 2, 1, 2, 1, 2], [3, 4, 3, 4, 3, 4]]); // prettier-ignore
    expect(x.tile([2, 1]).toArray()).toEqual([[1, 2], [3, 4], [1, 2], [3, 4]]); // prettier-ignore
    expect(x.tile([2, 0]).shape).toEqual([4, 0]);
  });

  it('adds up the gradients of the copies', () => {
    expect(grad((t: typeof x) => t.tile([2, 3]).sum())(x)[0].toArray()).toEqual([[6, 6], [6, 6]]); // prettier-ignore
  });

  it('wants one whole number for each axis', () => {
    const any: AnyTensor = x;
    expect(messageOf(() => any.tile([2]))).toBe('tile of 2×2: expected one number for each axis, 2, received [2].');
    expect(messageOf(() => x.tile([2, -1]))).toBe('tile: expected whole numbers of copies ≥ 0, received -1.');
  });
});

describe('repeat', () => {
  it('repeats each entry of an axis', () => {
    expect(x.repeat(2, 1).toArray()).toEqual([[1, 1, 2, 2], [3, 3, 4, 4]]); // prettier-ignore
    expect(x.repeat(2, 0).toArray()).toEqual([[1, 2], [1, 2], [3, 4], [3, 4]]); // prettier-ignore
    expect(zeros([2, 3]).repeat(0, -1).shape).toEqual([2, 0]);
    expect(() => x.repeat(1.5, 0)).toThrow('received 1.5');
  });
});
