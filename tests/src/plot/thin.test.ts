import { expect, it } from 'vitest';
import { thin } from '../../../src/plot/thin.ts';
import { listOf } from './look.ts';

const points = listOf(1000, (x) => ({ x, y: x === 333 ? 50 : x === 666 ? -50 : Math.sin(x) }));

it('keeps order, ends, extremes and the limit', () => {
  const kept = thin(points, 100);
  expect(kept.length).toBeLessThanOrEqual(100);
  expect(kept.length).toBeGreaterThan(90);
  const xs = kept.map(({ x }) => x);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  expect(xs).toEqual(expect.arrayContaining([0, 333, 666, 999]));
});

it('leaves a short series alone', () => {
  expect(thin(points, 1000)).toBe(points);
});
