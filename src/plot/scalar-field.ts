/** A number for every point of a grid over the plane: what contours and surfaces are drawn of. */
import { ArgumentError, ShapeError, written } from '../errors.ts';
import { readMatrix, type TensorLike } from './array.ts';

/** Values over a grid whose lines stand at even distances. */
export interface ScalarField {
  /** From left to right. */
  readonly xs: readonly number[];
  /** From the bottom upwards. */
  readonly ys: readonly number[];
  /** `values[j][i]` belongs to `xs[i]`, `ys[j]`. */
  readonly values: readonly (readonly number[])[];
}

/** The two ends of an axis. */
export type Range = readonly [low: number, high: number];

/** `count` numbers at even distances, the two ends among them. */
export function spaced([low, high]: Range, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + ((high - low) * i) / (count - 1)));
}

/** The field of a function of two numbers. */
export function fieldOf(f: (x: number, y: number) => number, x: Range, y: Range, count: number): ScalarField {
  const [xs, ys] = [spaced(x, count), spaced(y, count)];
  return { xs, ys, values: ys.map((b) => xs.map((a) => f(a, b))) };
}

/** The field of a matrix whose first row is the lowest, the corners of the grid at the ends of the ranges. */
export function fieldFrom(
  who: string,
  matrix: TensorLike | readonly ArrayLike<number>[],
  x: Range,
  y: Range,
): ScalarField {
  const values = readMatrix(who, matrix);
  const [rows, columns] = [values.length, values[0]?.length ?? 0];
  if (rows < 2 || columns < 2) {
    throw new ShapeError({ what: who, expected: 'at least 2 rows of 2 values', received: `${rows}×${columns}` });
  }
  return { xs: spaced(x, columns), ys: spaced(y, rows), values };
}

/** @throws ArgumentError unless `range` goes from a finite number to a greater one */
export function checkRange(who: string, name: string, range: Range): void {
  const [low, high] = range;
  if (Number.isFinite(low) && Number.isFinite(high) && low < high) return;
  throw new ArgumentError({
    what: `${who}: ${name}`,
    expected: 'two finite numbers, the lower one first',
    received: written(range),
  });
}

/** The value at a point of the field, between four neighbours in proportion to their distance; NaN outside. */
export function valueAt({ xs, ys, values }: ScalarField, x: number, y: number): number {
  const place = (axis: readonly number[], at: number) =>
    ((at - axis[0]) / (axis[axis.length - 1] - axis[0])) * (axis.length - 1);
  const [u, v] = [place(xs, x), place(ys, y)];
  if (!(u >= 0 && u <= xs.length - 1 && v >= 0 && v <= ys.length - 1)) return NaN;
  const [i, j] = [Math.min(Math.floor(u), xs.length - 2), Math.min(Math.floor(v), ys.length - 2)];
  const mix = (a: number, b: number, share: number) => (share === 0 ? a : share === 1 ? b : a + (b - a) * share);
  return mix(mix(values[j][i], values[j][i + 1], u - i), mix(values[j + 1][i], values[j + 1][i + 1], u - i), v - j);
}

/** The lowest and the highest finite value with their places; undefined where there is none. */
export function extremesOf({ xs, ys, values }: ScalarField): { readonly low: Place; readonly high: Place } | undefined {
  let low: Place | undefined;
  let high: Place | undefined;
  values.forEach((row, j) =>
    row.forEach((value, i) => {
      if (!Number.isFinite(value)) return;
      if (low === undefined || value < low.value) low = { value, x: xs[i], y: ys[j] };
      if (high === undefined || value > high.value) high = { value, x: xs[i], y: ys[j] };
    }),
  );
  return low && high && { low, high };
}

/** A value and where it is. */
export interface Place {
  readonly value: number;
  readonly x: number;
  readonly y: number;
}
