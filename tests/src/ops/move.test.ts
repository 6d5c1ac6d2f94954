import { describe, expect, it } from 'vitest';
import { tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
const any: AnyTensor = x;

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
    expect(() => tensor(1).transpose([0])).toThrow('expected no axis (the tensor is a scalar), received [0].');
  });
});

describe('slice', () => {
  it('takes a window; a negative number counts from the end', () => {
    expect(x.slice([0, 1], [1, 3]).toArray()).toEqual([[2, 3]]);
    expect(x.slice([-1]).toArray()).toEqual([[4, 5, 6]]);
    expect(x.slice([0, 0], [2, -1]).shape).toEqual([2, 2]);
    expect(x.slice([2]).shape).toEqual([0, 3]);
  });

  it('takes every step-th element of the window, from its end for a negative step', () => {
    const y = tensor([[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]); // prettier-ignore
    expect(y.slice([0, 1], [2, 6], [1, 2]).toArray()).toEqual([[1, 3, 5], [7, 9, 11]]); // prettier-ignore
    expect(y.slice([0, 1], [2, 6], [-1, -3]).toArray()).toEqual([[11, 8], [5, 2]]); // prettier-ignore
  });

  it('refuses a window outside', () => {
    expect(messageOf(() => x.slice([0, 2], [2, 4]))).toBe(
      'slice of 2×3: expected whole numbers with 0 ≤ begin ≤ end ≤ 3 along axis 1, received 2 to 4.',
    );
    expect(() => x.slice([0.5])).toThrow('received 0.5 to 2');
    expect(messageOf(() => x.slice([0, 0, 1]))).toBe(
      'slice of 2×3: expected positions along 2 axes at most, received [0, 0, 1] and [].',
    );
  });
});

describe('pad', () => {
  it('puts zeros around', () => {
    expect(tensor([[1]]).pad([1, 0], [0, 2]).toArray()).toEqual([[0, 0, 0], [1, 0, 0]]); // prettier-ignore
  });

  it('wants a margin for every axis', () => {
    expect(messageOf(() => tensor([[1]]).pad([0, 0, 0], [0, 0, 0]))).toBe(
      'pad of 1×1: expected one margin in front of and one behind each axis, whole numbers ≥ 0, received [0, 0, 0] and [0, 0, 0].',
    );
    expect(() => tensor([[1]]).pad([0], [0, 0])).toThrow('one margin in front');
    expect(() => tensor([[1]]).pad([-1, 0], [1, 0])).toThrow('whole numbers ≥ 0');
  });
});

describe('broadcastTo', () => {
  it('repeats along axes of length 1', () => {
    expect(tensor([[1], [2]]).broadcastTo([2, 2]).toArray()).toEqual([[1, 1], [2, 2]]); // prettier-ignore
  });

  it('does not shrink', () => {
    expect(messageOf(() => any.broadcastTo([1, 3]))).toBe('broadcastTo: expected 1×3, received 2×3.');
    expect(() => tensor([1]).broadcastTo([-1])).toThrow('whole numbers ≥ 0');
  });
});
