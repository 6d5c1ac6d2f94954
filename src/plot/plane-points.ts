/** Reads points of the plane with their classes. */
import { ArgumentError, ShapeError, written } from '../errors.ts';
import { isTensorLike, readMatrix, type TensorLike } from './array.ts';
import type { Vertex } from './contours.ts';
import type { Range } from './scalar-field.ts';

/** Points of the plane, one a row: a tensor [points, 2], or pairs. */
export type PlanePoints = TensorLike | readonly ArrayLike<number>[];

/** The label of each point. */
export type PlaneLabels = TensorLike | ArrayLike<number>;

/** A point with its label. */
export interface LabelledPoint {
  readonly at: Vertex;
  readonly label: number;
}

/** The points that are finite, and how many there were. */
export function readPlanePoints(
  who: string,
  points: PlanePoints,
  labels: PlaneLabels,
): { readonly points: readonly LabelledPoint[]; readonly total: number } {
  const rows = isTensorLike(points) ? (points.data.length === 0 ? [] : readMatrix(who, points)) : points;
  const wrong = rows.findIndex((row) => row.length !== 2);
  if (wrong >= 0) {
    throw new ShapeError({
      what: who,
      expected: 'points of the plane, two numbers each',
      received: `${rows[wrong].length} numbers in point ${wrong}`,
      hint: 'choose two columns',
    });
  }
  const list = isTensorLike(labels) ? labels.data : labels;
  if (list.length !== rows.length) {
    throw new ShapeError({
      what: who,
      expected: `${rows.length} labels, one for each point`,
      received: String(list.length),
    });
  }
  const odd = Array.from(list).find((label) => !Number.isInteger(label));
  if (odd !== undefined)
    throw new ArgumentError({ what: who, expected: 'whole numbers as labels', received: written(odd) });
  const all = rows.map((row, i): LabelledPoint => ({ at: [row[0], row[1]], label: list[i] }));
  return { points: all.filter(({ at }) => at.every(Number.isFinite)), total: all.length };
}

/** The range of one coordinate of the points with a margin around them; −1 … 1 without points. */
export function rangeOf(points: readonly LabelledPoint[], axis: 0 | 1): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const { at } of points) [low, high] = [Math.min(low, at[axis]), Math.max(high, at[axis])];
  if (low > high) return [-1, 1];
  const margin = (high - low) * 0.12 || 1;
  return [low - margin, high + margin];
}

/** About `limit` items at even distances in their order. */
export function someOf<T>(items: readonly T[], limit: number): readonly T[] {
  if (items.length <= limit) return items;
  return Array.from({ length: limit }, (_, i) => items[Math.floor((i * items.length) / limit)]);
}
