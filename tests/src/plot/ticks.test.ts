import { expect, it } from 'vitest';
import { ticks } from '../../../src/plot/ticks.ts';

it('are round numbers within the span', () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(0.011, 0.33, 4)).toEqual([0.1, 0.2, 0.3]);
  expect(ticks(-3, 1000, 5)).toEqual([0, 500, 1000]);
  expect(ticks(2, 2, 5)).toEqual([2]);
});
