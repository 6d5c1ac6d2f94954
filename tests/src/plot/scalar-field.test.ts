import { expect, it } from 'vitest';
import { checkRange, extremesOf, fieldFrom, fieldOf, spaced, valueAt } from '../../../src/plot/scalar-field.ts';

it('spaces numbers evenly with exact ends', () => {
  expect(spaced([0, 0.3], 4)).toEqual([0, expect.closeTo(0.1, 12), expect.closeTo(0.2, 12), 0.3]);
});

it('reads a matrix from the bottom upwards', () => {
  const field = fieldFrom(
    'test',
    [
      [1, 2, 3],
      [4, 5, NaN],
    ],
    [0, 2],
    [0, 1],
  );
  expect([valueAt(field, 0, 0), valueAt(field, 2, 0), valueAt(field, 0, 1)]).toEqual([1, 3, 4]);
  expect(extremesOf(field)).toEqual({ low: { value: 1, x: 0, y: 0 }, high: { value: 5, x: 1, y: 1 } });
  expect(() => fieldFrom('test', [[1, 2]], [0, 1], [0, 1])).toThrow(
    'test: expected at least 2 rows of 2 values, received 1×2.',
  );
});

it('takes values between nodes from their neighbours, and none outside', () => {
  const plane = fieldOf((x, y) => 2 * x - 3 * y, [-1, 1], [-1, 1], 9);
  expect(valueAt(plane, 0.3, -0.4)).toBeCloseTo(1.8, 12);
  expect(valueAt(plane, 1, 1)).toBe(-1);
  expect(valueAt(plane, 1.01, 0)).toBeNaN();
});

it('has no extremes where no value is finite', () => {
  expect(extremesOf(fieldOf(() => NaN, [0, 1], [0, 1], 2))).toBeUndefined();
});

it('refuses ranges that are none', () => {
  checkRange('test', 'x', [0, 1]);
  expect(() => checkRange('test', 'x', [1, 1])).toThrow(
    'test: x: expected two finite numbers, the lower one first, received [1,1].',
  );
});
