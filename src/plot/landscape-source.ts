/** Reads the landscape that is drawn: a function of two numbers, a grid of values, or a model's loss along two directions. */
import { text } from '../display/language.ts';
import { ArgumentError } from '../errors.ts';
import type { TensorLike } from './array.ts';
import { checkRange, fieldFrom, fieldOf, type Range, type ScalarField, valueAt } from './scalar-field.ts';

/** A loss over a plane, computed: what `landscapeOf` gives for a model. */
export interface Landscape extends ScalarField {
  /** What the first axis is. */
  readonly xLabel: string;
  /** What the second axis is. */
  readonly yLabel: string;
}

/** A function of two numbers, rows of values from the lowest y upwards, or a landscape. */
export type LandscapeSource =
  ((x: number, y: number) => number) | TensorLike | readonly ArrayLike<number>[] | Landscape;

/** Where a landscape lies, and what its axes are. */
export interface LandscapeAxes {
  /** The part of the first axis that is drawn, −1 … 1 by default; that of a `Landscape` is its own. */
  readonly x?: Range;
  /** The part of the second axis. */
  readonly y?: Range;
  /** What the first axis is; x by default. */
  readonly xLabel?: string;
  /** What the second axis is; y by default. */
  readonly yLabel?: string;
  /** What the height is; the loss by default. */
  readonly valueLabel?: string;
}

/** A landscape ready to be drawn. */
export interface ReadLandscape {
  readonly field: ScalarField;
  readonly x: Range;
  readonly y: Range;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly valueLabel: string;
  /** The height at any point. */
  valueOf(x: number, y: number): number;
}

/** Reads the source; `count` points of a function in each direction. */
export function readLandscape(who: string, source: LandscapeSource, axes: LandscapeAxes, count: number): ReadLandscape {
  const valueLabel = axes.valueLabel ?? text({ en: 'loss', zh: '损失' });
  if (isLandscape(source)) {
    if (axes.x !== undefined || axes.y !== undefined) {
      throw new ArgumentError({
        what: who,
        expected: 'no ranges x and y beside a landscape that has its own',
        received: 'some',
        hint: 'give landscapeOf the ranges',
      });
    }
    const { xs, ys, xLabel, yLabel } = source;
    const ends = (axis: readonly number[]): Range => [axis[0], axis[axis.length - 1]];
    const [x, y] = [ends(xs), ends(ys)];
    const labels = { xLabel: axes.xLabel ?? xLabel, yLabel: axes.yLabel ?? yLabel, valueLabel };
    return { field: source, x, y, ...labels, valueOf: (a, b) => valueAt(source, a, b) };
  }
  const { x = [-1, 1], y = [-1, 1], xLabel = 'x', yLabel = 'y' } = axes;
  checkRange(who, 'x', x);
  checkRange(who, 'y', y);
  const frame = { x, y, xLabel, yLabel, valueLabel };
  if (typeof source === 'function') return { ...frame, field: fieldOf(source, x, y, count), valueOf: source };
  const field = fieldFrom(who, source, x, y);
  return { ...frame, field, valueOf: (a, b) => valueAt(field, a, b) };
}

function isLandscape(source: LandscapeSource): source is Landscape {
  return typeof source === 'object' && 'xs' in source;
}
