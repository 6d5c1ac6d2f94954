import { describe, expect, it } from 'vitest';
import {
  broadcastShapes,
  broadcastStrides,
  resolveAxis,
  showShape,
  sizeOf,
  stridesOf,
} from '../../../src/tensor/shape.ts';
import { messageOf } from '../values.ts';

describe('shapes', () => {
  it('are written as a reader writes them', () => {
    expect([showShape([28, 28, 1]), showShape([3]), showShape([])]).toEqual(['28×28×1', '3', 'a scalar']);
  });

  it('have a size and row-major strides', () => {
    expect([sizeOf([]), sizeOf([2, 0]), sizeOf([2, 3])]).toEqual([1, 0, 6]);
    expect(stridesOf([2, 3, 4])).toEqual([12, 4, 1]);
    expect(broadcastStrides([3, 1], [2, 3, 4])).toEqual([0, 1, 0]);
  });

  it('broadcast three at a time', () => {
    expect(broadcastShapes('f', [[3], [2, 1], [4, 1, 1]])).toEqual([4, 2, 3]);
    expect(() => broadcastShapes('f', [[3], [2, 1], [4]])).toThrow(
      'received 3 and 2×1 and 4; lengths 3 and 4 disagree',
    );
  });

  it('count axes from either end', () => {
    expect([resolveAxis('f', 1, 3), resolveAxis('f', -1, 3), resolveAxis('f', -3, 3)]).toEqual([1, 2, 0]);
    expect(messageOf(() => resolveAxis('sum', 3, 3))).toBe('sum: expected an axis from -3 to 2, received 3.');
    expect(messageOf(() => resolveAxis('sum', 0, 0))).toBe(
      'sum: expected no axis (the tensor is a scalar), received 0.',
    );
    expect(() => resolveAxis('sum', 0.5, 3)).toThrow('received 0.5');
  });
});
