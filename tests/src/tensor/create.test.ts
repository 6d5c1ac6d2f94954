import { describe, expect, it } from 'vitest';
import { eye, full, ones, range, tensor, zeros } from 'tslate';
import { messageOf } from '../values.ts';

describe('tensor', () => {
  it('reads the shape off nested arrays', () => {
    expect(tensor(3).shape).toEqual([]);
    expect(tensor([1, 2]).shape).toEqual([2]);
    expect(tensor([[1], [2]]).shape).toEqual([2, 1]);
    expect(tensor([]).shape).toEqual([0]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
  });

  it('takes flat numbers in a shape', () => {
    expect(tensor([1, 2, 3, 4], [2, 2]).toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('takes the type of a typed array, or the one it is told', () => {
    expect(tensor(new Float64Array(2), [2]).dtype).toBe('float64');
    expect(tensor(new Int32Array(2), [2]).dtype).toBe('int32');
    expect(tensor(new Float32Array(2), [2]).dtype).toBe('float32');
    const whole = tensor([1.7, -1.7], [2], 'int32');
    expect([whole.dtype, ...whole.data]).toEqual(['int32', 1, -1]);
    expect(Array.from(tensor([0, 2, -1, 0.5], [4], 'bool').data)).toEqual([0, 1, 1, 1]);
  });

  it('names the row that differs from the first', () => {
    expect(messageOf(() => tensor([[1, 2], [3]]))).toBe(
      'tensor: expected rows of the same shape (row 0 is 2), received row 1 of shape 1.',
    );
    expect(messageOf(() => tensor([[1, 2], 3]))).toBe(
      'tensor: expected rows of the same shape (row 0 is 2), received row 1 of shape a scalar.',
    );
  });

  it('counts the numbers for a shape', () => {
    expect(messageOf(() => tensor([1, 2, 3], [2, 2]))).toBe(
      'tensor: expected 4 numbers for the shape 2×2, received 3.',
    );
    expect(messageOf(() => tensor([1], [-1]))).toBe(
      'tensor: expected lengths that are whole numbers ≥ 0, received [-1].',
    );
  });
});

describe('tensors of one value', () => {
  it('are zeros, ones, or whatever is asked for, in any type', () => {
    expect(zeros([2]).toArray()).toEqual([0, 0]);
    expect(ones([2], 'int32').dtype).toBe('int32');
    expect(full([2, 1], 7).toArray()).toEqual([[7], [7]]);
    expect(zeros([]).item()).toBe(0);
    expect(eye(2).toArray()).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('hold bools as 0 and 1, from whatever number', () => {
    expect(full([2], 5, 'bool').toArray()).toEqual([1, 1]);
    const bytes = Uint8Array.of(0, 7);
    expect(tensor(bytes, [2], 'bool').toArray()).toEqual([0, 1]);
    expect(Array.from(bytes)).toEqual([0, 7]);
  });

  it('want lengths that are whole numbers', () => {
    expect(messageOf(() => zeros([2.5]))).toBe('zeros: expected lengths that are whole numbers ≥ 0, received [2.5].');
    expect(() => full([-2], 1)).toThrow('full: expected lengths');
    expect(() => eye(1.5)).toThrow('eye: expected lengths');
  });
});

describe('range', () => {
  it('counts from 0 in whole numbers, or from and by what it is told', () => {
    expect([range(3).dtype, range(3).toArray()]).toEqual(['int32', [0, 1, 2]]);
    expect(range(1, 2, 0.25).toArray()).toEqual([1, 1.25, 1.5, 1.75]);
    expect(range(3, 0, -1).toArray()).toEqual([3, 2, 1]);
    expect(messageOf(() => range(0, 3, 0))).toBe(
      'range: expected a finite number of steps, received from 0 to 3 by 0.',
    );
    expect(() => range(0, NaN)).toThrow('received from 0 to NaN by 1');
    expect(range(3, 3).size + range(0).size).toBe(0);
  });
});
