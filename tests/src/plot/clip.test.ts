import { expect, it } from 'vitest';
import { clip, within } from '../../../src/plot/clip.ts';
import type { Vertex } from '../../../src/plot/contours.ts';

const window = { x: [0, 2], y: [0, 1] } as const;

it('keeps what lies inside as one curve', () => {
  const curve: Vertex[] = [
    [0, 0],
    [1, 1],
    [2, 0.5],
  ];
  expect(clip(curve, window)).toEqual([curve]);
});

it('cuts a curve at the edges, and into parts where it comes back', () => {
  const curve: Vertex[] = [
    [1, 0.5],
    [1, 2],
    [1.5, 2],
    [1.5, -1e9],
    [1.8, 0.5],
  ];
  const parts = clip(curve, window);
  expect(parts[0]).toEqual([
    [1, 0.5],
    [1, 1],
  ]);
  expect(parts[1][0]).toEqual([1.5, 1]);
  expect(parts[1][1][1]).toBeCloseTo(0, 5);
  expect(parts[2].at(-1)).toEqual([1.8, 0.5]);
  expect(parts).toHaveLength(3);
});

it('drops what passes by', () => {
  expect(
    clip(
      [
        [-1, 2],
        [5, 2],
      ],
      window,
    ),
  ).toEqual([]);
  expect(
    clip(
      [
        [-1, 0.5],
        [-1, 0.7],
      ],
      window,
    ),
  ).toEqual([]);
  expect([within([2, 1], window), within([2, 1.1], window)]).toEqual([true, false]);
});
