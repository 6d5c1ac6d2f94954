import { describe, expect, it } from 'vitest';
import { reshape, tensor } from 'tslate';
import { messageOf } from '../values.ts';

describe('reshape', () => {
  it('keeps the elements of each sample in their order', () => {
    const x = tensor([[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]]); // prettier-ignore
    expect(reshape([3, 2]).call(x).toArray()).toEqual([[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]); // prettier-ignore
    expect(reshape([2, 3, 1]).build([6])).toEqual([2, 3, 1]);
  });

  it('wants as many elements', () => {
    const layer = reshape([4, 2]);
    expect(messageOf(() => layer.build([2, 3]))).toBe(
      'reshape: expected a shape of 6 elements, as 2×3 has, received 4×2.',
    );
    expect(messageOf(() => reshape([2, -1]))).toBe(
      'reshape: expected lengths that are whole numbers ≥ 0, received [2, -1].',
    );
  });
});
