/** A landscape in space: where its surface and the paths over it stand in the cube that the picture shows. */
import type { Place3 } from './camera.ts';
import type { ReadLandscape } from './landscape-source.ts';
import type { ReadPath } from './optimizer-paths.ts';
import { roundNumbers } from './round-numbers.ts';
import { extremesOf, type Range, type ScalarField } from './scalar-field.ts';
import type { SpaceAxis, SpaceScene } from './surface-picture.ts';
import { dashes } from './theme.ts';

/** A landscape that is drawn in space. */
export interface Surface extends ReadLandscape {
  /** Whether its heights are drawn on a logarithmic scale. */
  readonly logZ: boolean;
}

/** A path in parts that lie within the frame. */
export interface DrawnPath extends ReadPath {
  readonly color: string;
  /** The number of its dash pattern. */
  readonly dash: number;
  readonly parts: readonly (readonly Place3[])[];
  readonly start: Place3 | undefined;
  readonly end: Place3 | undefined;
}

/** The field at no more than `count` lines of the grid in each direction, the outer ones among them. */
export function coarse({ xs, ys, values }: ScalarField, count: number): ScalarField {
  const pick = (length: number) => {
    const kept = Math.min(length, count);
    return Array.from({ length: kept }, (_, i) => Math.round((i * (length - 1)) / (kept - 1)));
  };
  const [columns, rows] = [pick(xs.length), pick(ys.length)];
  return {
    xs: columns.map((i) => xs[i]),
    ys: rows.map((j) => ys[j]),
    values: rows.map((j) => columns.map((i) => values[j][i])),
  };
}

/** Where a value stands between the ends of a range, −1 … 1. */
function share([low, high]: Range, value: number): number {
  return (2 * (value - low)) / (high - low) - 1;
}

/** The heights that are drawn, or their powers of ten. */
export function heightRange({ field, logZ }: Surface): Range {
  const extremes = extremesOf(field);
  const height = (value: number) => (logZ ? Math.log10(value) : value);
  const [low, high] = extremes ? [height(extremes.low.value), height(extremes.high.value)] : [0, 1];
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

/** Where places stand in the cube that the picture shows. */
export function cubeOf(surface: Surface): (place: Place3) => Place3 {
  const { x, y, logZ } = surface;
  const z = heightRange(surface);
  return ([a, b, c]) => [share(x, a), share(y, b), share(z, logZ ? Math.log10(c) : c)];
}

/** The same in the cube −1 … 1. */
export function sceneOf(surface: Surface, paths: readonly DrawnPath[]): Omit<SpaceScene, 'notes'> {
  const { field, x, y, xLabel, yLabel, valueLabel, logZ } = surface;
  const { xs, ys, values } = coarse(field, 25);
  const z = heightRange(surface);
  const cube = cubeOf(surface);
  const axis = (label: string, range: Range, numbers = roundNumbers(range[0], range[1], 5)): SpaceAxis => {
    return { label, ticks: numbers.map((value) => ({ at: share(range, value), value })) };
  };
  const powers = axis(valueLabel, z, roundNumbers(z[0], z[1], 5).filter(Number.isInteger));
  const decades = { ...powers, ticks: powers.ticks.map(({ at, value }) => ({ at, value: Number(`1e${value}`) })) };
  return {
    xs: xs.map((value) => share(x, value)),
    ys: ys.map((value) => share(y, value)),
    heights: values.map((row, j) => row.map((value, i) => cube([xs[i], ys[j], value])[2])),
    axes: [axis(xLabel, x), axis(yLabel, y), logZ ? decades : axis(valueLabel, z)] as const,
    paths: paths.map(({ name, color, start, end, parts, dash }) => ({
      name,
      color,
      dash: dashes[dash % dashes.length],
      parts: parts.map((part) => part.map(cube)),
      start: start && cube(start),
      end: end && cube(end),
    })),
  };
}
