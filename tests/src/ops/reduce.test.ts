import { describe, expect, it } from 'vitest';
import { full, grad, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[1, 5, 3], [4, 5, -6]]); // prettier-ignore
const any: AnyTensor = x;

describe('reductions', () => {
  it('take all elements, or one axis', () => {
    expect([x.sum().item(), x.mean().item(), x.max().item()]).toEqual([12, 2, 5]);
    expect(x.sum(0).toArray()).toEqual([5, 10, -3]);
    expect(x.sum(-1).toArray()).toEqual([9, 3]);
    expect(x.mean(1).toArray()).toEqual([3, 1]);
    expect(x.max(0).toArray()).toEqual([4, 5, 3]);
    expect(x.max(1, { keepDims: true }).toArray()).toEqual([[5], [5]]);
    expect(tensor(3).sum().item()).toBe(3);
  });

  it('take several axes at once, neighbours or not', () => {
    const y = tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]); // prettier-ignore
    expect(y.sum([0, 1]).toArray()).toEqual([16, 20]);
    expect(y.sum([-1, 0]).toArray()).toEqual([14, 22]);
    expect(y.max([0, 2], { keepDims: true }).toArray()).toEqual([[[6], [8]]]);
    expect(y.min([0, 1, 2]).item()).toBe(1);
    expect(y.sum([]).toArray()).toEqual(y.toArray());
    expect(messageOf(() => any.sum([1, -1]))).toBe('sum: expected each axis once, received [1, -1].');
  });

  it('find the smallest, also of whole numbers without an opposite', () => {
    expect(x.min().item()).toBe(-6);
    expect(x.min(1).toArray()).toEqual([1, -6]);
    expect(x.argmin().toArray()).toEqual([0, 2]);
    const whole = tensor(Int32Array.of(5, -(2 ** 31), 2 ** 31 - 1), [3]);
    expect([whole.min().item(), whole.argmin().item(), whole.max().item()]).toEqual([-(2 ** 31), 1, 2 ** 31 - 1]);
    expect(tensor([1, NaN]).min().item()).toBeNaN();
  });

  it('wrap sums of whole numbers beyond int32', () => {
    expect(
      tensor(Int32Array.of(2 ** 31 - 1, 1), [2])
        .sum()
        .item(),
    ).toBe(-(2 ** 31));
  });

  it('say which of the largest comes first', () => {
    expect(x.argmax().toArray()).toEqual([1, 1]);
    expect(x.argmax(0).toArray()).toEqual([1, 0, 0]);
    expect(x.argmax().dtype).toBe('int32');
    expect(tensor([1, NaN, 3, NaN]).argmax().item()).toBe(1);
  });

  it('add up many small numbers without losing them', () => {
    // In float32 a running sum of 0.1 is off by about 1 after a million.
    expect(full([1_000_000], 0.1).sum().item()).toBeCloseTo(100_000, 1);
  });

  it('pass NaN on', () => {
    expect(tensor([1, NaN, 3]).max().item()).toBeNaN();
    expect(tensor([1, NaN, 3]).sum().item()).toBeNaN();
  });

  it('of nothing are 0 for a sum and −∞ for a maximum', () => {
    expect(zeros([0]).sum().item()).toBe(0);
    expect(zeros([0, 2]).sum(0).toArray()).toEqual([0, 0]);
    expect(zeros([0]).max().item()).toBe(-Infinity);
  });

  it('of nothing have no place of the largest, and no largest whole number', () => {
    expect(messageOf(() => zeros([2, 0]).argmax())).toBe(
      'argmax: expected at least one element, received an empty axis (shape 2×0).',
    );
    expect(() => zeros([0], 'int32').max()).toThrow('max: expected at least one element');
  });

  it('refuse the mean of whole numbers, which would have to be rounded', () => {
    expect(messageOf(() => tensor(Int32Array.of(1, 2), [2]).mean())).toBe(
      "mean: expected float32 or float64, received int32; cast('float32') first.",
    );
  });

  it('share the gradient of a maximum among equal elements', () => {
    const tied = tensor([2, 7, 7]);
    expect(grad((t: typeof tied) => t.max())(tied)[0].toArray()).toEqual([0, 0.5, 0.5]);
  });

  it('refuse an axis that is not there, and bools', () => {
    expect(messageOf(() => any.sum(2))).toBe('sum: expected an axis from -2 to 1, received 2.');
    expect(messageOf(() => any.mean(-3))).toBe('mean: expected an axis from -2 to 1, received -3.');
    expect(() => tensor(1).greater(0).sum()).toThrow('sum: expected numbers, received bool');
    expect(messageOf(() => x.greater(1).sum())).toBe("sum: expected numbers, received bool; cast('float32') first.");
  });
});
