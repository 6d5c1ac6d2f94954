import { expect, it } from 'vitest';
import type { Vertex } from '../../../src/plot/contours.ts';
import { simplify } from '../../../src/plot/simplify.ts';
import { listOf } from './look.ts';

it('keeps the corners of a curve and drops what lies on straight stretches', () => {
  const bend: Vertex[] = [...listOf(11, (i): Vertex => [i, 0]), ...listOf(10, (i): Vertex => [10, i + 1])];
  expect(simplify(bend, 0.01, (point) => point)).toEqual([
    [0, 0],
    [10, 0],
    [10, 10],
  ]);
});

it('keeps a closed ring closed and round within the tolerance', () => {
  const circle = listOf(721, (i): Vertex => [
    Math.cos(((i % 720) * Math.PI) / 360),
    Math.sin(((i % 720) * Math.PI) / 360),
  ]);
  const kept = simplify(circle, 0.3, ([x, y]) => [100 * x, 100 * y]);
  expect(kept[0]).toEqual(kept.at(-1));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.length).toBeLessThan(80);
});

it('measures distances on the page', () => {
  const bump: Vertex[] = [
    [0, 0],
    [1, 0.001],
    [2, 0],
  ];
  expect(simplify(bump, 0.5, (point) => point)).toHaveLength(2);
  expect(simplify(bump, 0.5, ([x, y]) => [x, 1000 * y])).toHaveLength(3);
});

it('keeps what rises and falls above a straight line', () => {
  const hill = listOf(5, (i) => [i, 0, i === 2 ? 1 : 0] as const);
  expect(simplify(hill, 0.1, (point) => point)).toHaveLength(5);
  expect(simplify(hill, 0.1, ([x, y]) => [x, y])).toHaveLength(2);
});
