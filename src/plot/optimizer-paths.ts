/** Reads the ways that optimisers took over a landscape, and says them in words. */
import { joined, text } from '../display/language.ts';
import { brief, written } from '../display/names.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { isTensorLike, readMatrix, type TensorLike } from './array.ts';
import { within } from './clip.ts';
import type { Vertex } from './contours.ts';
import type { ReadLandscape } from './landscape-source.ts';

/** Places that an optimiser came by, the start first: pairs of numbers, or a tensor [places, 2]. */
export type OptimizerPath = TensorLike | readonly ArrayLike<number>[];

/** Paths by name: `{ SGD: […], Adam: […] }`. */
export interface OptimizerPaths {
  /** The places of one path. */
  readonly [name: string]: OptimizerPath;
}

/** A path ready to be drawn. */
export interface ReadPath {
  readonly name: string;
  /** Up to the first place that is not finite. */
  readonly points: readonly Vertex[];
  /** How many steps lead to the last of them. */
  readonly steps: number;
  /** The height at each of them. */
  readonly values: readonly number[];
  /** The step that led to numbers that are not finite, counted from 1. */
  readonly diverged?: number;
  /** The first step that led out of the frame. */
  readonly left?: number;
}

/** @throws ShapeError for places that are no pairs, ArgumentError for a path that has no place to start from */
export function readPaths(who: string, paths: OptimizerPaths, { x, y, valueOf }: ReadLandscape): readonly ReadPath[] {
  return Object.entries(paths).map(([name, path]) => {
    const rows = isTensorLike(path) ? readMatrix(who, path) : path;
    const wrong = rows.findIndex((row) => row.length !== 2);
    if (wrong >= 0) {
      throw new ShapeError({
        what: `${who}: path '${name}'`,
        expected: 'two numbers for each place',
        received: `${rows[wrong].length} in place ${wrong}`,
      });
    }
    const places = rows.map((row): Vertex => [row[0], row[1]]);
    const end = places.findIndex((place) => !place.every(Number.isFinite));
    const points = end < 0 ? places : places.slice(0, end);
    if (points.length === 0) {
      const received = places.length === 0 ? 'none' : `a start at (${written(places[0][0])}, ${written(places[0][1])})`;
      throw new ArgumentError({ what: `${who}: path '${name}'`, expected: 'at least one finite place', received });
    }
    const out = points.findIndex((place) => !within(place, { x, y }));
    const values = points.map(([a, b]) => valueOf(a, b));
    return {
      name,
      points,
      steps: points.length - 1,
      values,
      ...(end >= 0 && { diverged: end }),
      ...(out >= 0 && { left: out }),
    };
  });
}

/** The paths with at most `limit` places in all, at even distances in time, the ends among them. */
export function thinPaths(paths: readonly ReadPath[], limit: number): readonly ReadPath[] {
  return paths.map((path) => {
    const indices = keptOf(path, limit / paths.length);
    const pick = <T>(list: readonly T[]) => indices.map((i) => list[i]);
    return { ...path, points: pick(path.points), values: pick(path.values) };
  });
}

function keptOf({ points }: ReadPath, limit: number): readonly number[] {
  const count = Math.min(points.length, Math.floor(limit));
  if (count < 2) return points.slice(0, 1).map(() => 0);
  return Array.from({ length: count }, (_, i) => Math.round((i * (points.length - 1)) / (count - 1)));
}

/** Each path in one sentence: its steps, its ends, and where it went astray. */
export function describePaths(paths: readonly ReadPath[], valueLabel: string): readonly string[] {
  return paths.map(({ name, points, steps, values, diverged, left }) => {
    const place = (i: number) => {
      const at = `(${brief(points[i][0])}, ${brief(points[i][1])})`;
      if (Number.isNaN(values[i])) return at;
      return text({
        en: `${at}, ${valueLabel} ${written(values[i])},`,
        zh: `${at}（${valueLabel} ${written(values[i])}）`,
      });
    };
    const way =
      steps === 0
        ? text({ en: `starts at ${place(0)} and takes no step`, zh: `从 ${place(0)}出发，没有走步` })
        : text({
            en: `${steps} step${steps === 1 ? '' : 's'} from ${place(0)} to ${place(steps).replace(/,$/, '')}`,
            zh: `${steps} 步，从 ${place(0)}到 ${place(steps)}`,
          });
    const astray = [
      ...(left === undefined ? [] : [leaving(left)]),
      ...(diverged === undefined
        ? []
        : [text({ en: `not finite after step ${diverged}`, zh: `第 ${diverged} 步后不再是有限数` })]),
    ];
    return text({ en: `${name}: ${joined([way, ...astray])}.`, zh: `${name}：${joined([way, ...astray])}。` });
  });
}

/** What a reader has to be told under the title. */
export function pathNotes(paths: readonly ReadPath[], limit: number): readonly string[] {
  return paths.flatMap((path) => {
    const { name, points, left, diverged } = path;
    const kept = keptOf(path, limit / paths.length).length;
    return [
      ...(kept === points.length
        ? []
        : [
            text({
              en: `${name}: ${kept} of ${points.length} places drawn`,
              zh: `${name}：${points.length} 处中画出 ${kept} 处`,
            }),
          ]),
      ...(left === undefined ? [] : [`${name}${text({ en: ': ', zh: '：' })}${leaving(left)}`]),
      ...(diverged === undefined
        ? []
        : [text({ en: `${name}: not finite after step ${diverged}`, zh: `${name}：第 ${diverged} 步后不再是有限数` })]),
    ];
  });
}

function leaving(step: number): string {
  if (step === 0) return text({ en: 'starts outside the frame', zh: '起点在画面之外' });
  return text({ en: `leaves the frame with step ${step}`, zh: `第 ${step} 步离开画面` });
}
