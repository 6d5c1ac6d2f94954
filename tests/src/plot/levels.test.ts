import { expect, it } from 'vitest';
import { levelsOf } from '../../../src/plot/levels.ts';
import { fieldOf } from '../../../src/plot/scalar-field.ts';

it('chooses round levels at even distances', () => {
  const plane = fieldOf((x, y) => x + y, [0, 0.5], [0, 0.5], 11);
  expect(levelsOf(plane)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  expect(
    levelsOf(
      fieldOf((x) => -x, [0, 4], [0, 1], 11),
      4,
    ),
  ).toEqual([-3, -2, -1]);
});

it('chooses 1, 2, 5, 10, … where most values lie in a ravine', () => {
  const ravine = fieldOf((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-2, 2], [-1, 3], 61);
  expect(levelsOf(ravine)).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]);
});

it('counts them from the lowest value where that is not near 0', () => {
  const high = fieldOf((x, y) => 1000 + (x * y) ** 4, [0, 10], [0, 1], 61);
  for (const level of levelsOf(high)) expect(level).toBeGreaterThan(1000);
});

it('finds none where all values are equal, or none is finite', () => {
  expect(levelsOf(fieldOf(() => 3, [0, 1], [0, 1], 3))).toEqual([]);
  expect(levelsOf(fieldOf(() => NaN, [0, 1], [0, 1], 3))).toEqual([]);
});
