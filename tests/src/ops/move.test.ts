import { describe, expect, it } from 'vitest';
import { grad, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
const any: AnyTensor = x;

describe('reshape', () => {
  it('keeps the elements in their order, and computes one length', () => {
    expect(x.reshape([3, 2]).toArray()).toEqual([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
    expect(x.reshape([-1]).shape).toEqual([6]);
    expect(x.reshape([3, -1]).shape).toEqual([3, 2]);
    expect(tensor([7]).reshape([]).item()).toBe(7);
    expect(zeros([0, 3]).reshape([3, 0]).shape).toEqual([3, 0]);
  });

  it('refuses another number of elements, and more than one unknown length', () => {
    expect(messageOf(() => any.reshape([4]))).toBe('reshape: expected a shape of 6 elements, as 2×3 has, received 4.');
    for (const shape of [
      [-1, -1],
      [4, -1],
      [-2, -3],
      [1.5, 4],
    ]) {
      expect(() => any.reshape(shape), shape.join()).toThrow('a shape of 6 elements'); // prettier-ignore
    }
  });
});

describe('transpose', () => {
  it('reverses the axes, or puts them in the order given', () => {
    expect(x.transpose().toArray()).toEqual([[1, 4], [2, 5], [3, 6]]); // prettier-ignore
    expect(zeros([2, 3, 4]).transpose([1, 2, 0]).shape).toEqual([3, 4, 2]);
    expect(zeros([2, 3, 4]).transpose().shape).toEqual([4, 3, 2]);
    expect(tensor(1).transpose().shape).toEqual([]);
  });

  it('wants every axis once', () => {
    const message = 'transpose: expected each axis from 0 to 1 once, received [0, 0].';
    expect(messageOf(() => any.transpose([0, 0]))).toBe(message);
    expect(() => any.transpose([1])).toThrow('once');
  });
});

describe('slice', () => {
  it('takes a window; a negative number counts from the end', () => {
    expect(x.slice([0, 1], [1, 3]).toArray()).toEqual([[2, 3]]);
    expect(x.slice([-1]).toArray()).toEqual([[4, 5, 6]]);
    expect(x.slice([0, 0], [2, -1]).shape).toEqual([2, 2]);
    expect(x.slice([2]).shape).toEqual([0, 3]);
  });

  it('refuses a window outside', () => {
    expect(messageOf(() => x.slice([0, 2], [2, 4]))).toBe(
      'slice of 2×3: expected 0 ≤ begin ≤ end ≤ 3 along axis 1, received 2 to 4.',
    );
  });
});

describe('pad', () => {
  it('puts zeros around', () => {
    expect(tensor([[1]]).pad([1, 0], [0, 2]).toArray()).toEqual([[0, 0, 0], [1, 0, 0]]); // prettier-ignore
  });
});

describe('broadcastTo', () => {
  it('repeats along axes of length 1', () => {
    expect(tensor([[1], [2]]).broadcastTo([2, 2]).toArray()).toEqual([[1, 1], [2, 2]]); // prettier-ignore
  });

  it('does not shrink', () => {
    expect(messageOf(() => any.broadcastTo([1, 3]))).toBe('broadcastTo: expected 1×3, received 2×3.');
  });
});

describe('cast', () => {
  it('changes the type, towards zero for whole numbers', () => {
    expect(tensor([1.9, -1.9, 0]).cast('int32').toArray()).toEqual([1, -1, 0]);
    expect(tensor([1.9, -1.9, 0]).cast('bool').toArray()).toEqual([1, 1, 0]);
    expect(tensor([1.5]).cast('float64').dtype).toBe('float64');
  });

  it('passes gradients between floats, and none through whole numbers', () => {
    const p = tensor([1.5, 2.5]);
    expect(grad((t: typeof p) => t.cast('float64').square().sum().cast('float32'))(p)[0].toArray()).toEqual([3, 5]);
    expect(grad((t: typeof p) => t.cast('int32').cast('float32').sum())(p)[0].toArray()).toEqual([0, 0]);
  });
});
