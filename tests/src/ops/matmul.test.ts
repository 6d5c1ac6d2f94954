import { describe, expect, it } from 'vitest';
import { tensor, zeros } from 'tslate';
import { matrixProduct } from '../../../src/ops/matmul.ts';
import { messageOf } from '../values.ts';

describe('matmul', () => {
  it('multiplies matrices', () => {
    const a = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
    const b = tensor([[1, 0], [0, 1], [1, 1]]); // prettier-ignore
    expect(matrixProduct(a, b).toArray()).toEqual([[4, 5], [10, 11]]); // prettier-ignore
  });

  it('gives zeros where there is nothing to add', () => {
    expect(zeros([2, 0]).matmul(zeros([0, 2])).toArray()).toEqual([[0, 0], [0, 0]]); // prettier-ignore
    expect(zeros([0, 2]).matmul(zeros([2, 3])).shape).toEqual([0, 3]);
  });

  it('multiplies every matrix of a stack with its partner, or with the only one there is', () => {
    const stacks = tensor([[[1, 2], [3, 4]], [[0, 1], [1, 0]]]); // prettier-ignore
    expect(stacks.matmul(stacks).toArray()).toEqual([[[7, 10], [15, 22]], [[1, 0], [0, 1]]]); // prettier-ignore
    expect(stacks.matmul(tensor([[1], [10]])).toArray()).toEqual([[[21], [43]], [[10], [1]]]); // prettier-ignore
    expect(tensor([[1, 10]]).matmul(stacks).toArray()).toEqual([[[31, 42]], [[10, 1]]]); // prettier-ignore
    expect(zeros([5, 1, 2, 3]).matmul(zeros([4, 3, 7])).shape).toEqual([5, 4, 2, 7]);
    expect(zeros([0, 2, 3]).matmul(zeros([3, 4])).shape).toEqual([0, 2, 4]);
  });

  it('says which leading axes or inner lengths of stacks do not meet', () => {
    expect(messageOf(() => matrixProduct(zeros([2, 3, 4]), zeros([3, 4, 5])))).toBe(
      'the leading axes of matmul: expected shapes that broadcast (aligned at the right, each pair of lengths equal or one ' +
        'of them 1), received 2 and 3; lengths 2 and 3 disagree, reshape or expand one side.',
    );
    expect(messageOf(() => matrixProduct(zeros([2, 3, 4]), zeros([5, 6])))).toBe(
      'matmul: expected inner lengths that agree, m×k · k×n, received 2×3×4 · 5×6; ' +
        '4 columns meet 5 rows, transpose or reshape one side.',
    );
  });

  it('says which inner lengths do not meet', () => {
    expect(messageOf(() => matrixProduct(zeros([32, 784]), zeros([10, 64])))).toBe(
      'matmul: expected inner lengths that agree, m×k · k×n, received 32×784 · 10×64; ' +
        '784 columns meet 10 rows, transpose or reshape one side.',
    );
    expect(messageOf(() => matrixProduct(zeros([3]), zeros([3, 2])))).toBe(
      'matmul: expected two matrices or stacks of them, received 3 and 3×2; reshape a vector to one row or one column.',
    );
    expect(messageOf(() => matrixProduct(zeros([1, 1]), zeros([1, 1], 'float64')))).toBe(
      "matmul: expected inputs of one element type, received float32 and float64; cast one of them, for example .cast('float32').",
    );
    expect(messageOf(() => matrixProduct(zeros([1, 1], 'int32'), zeros([1, 1], 'int32')))).toBe(
      "matmul: expected float32 or float64, received int32; cast('float32') first.",
    );
  });
});
