/** Reads points with what they carry, and gathers many of them into fewer marks. */
import { ShapeError } from '../errors.ts';
import { isTensorLike, type TensorLike } from './array.ts';
import { type Point } from './thin.ts';
import { checkCount, numbersOf, rangeOf, type Values } from './values.ts';

/** Points of the plane: a tensor of shape [points, 2], or a list of pairs or of { x, y }. */
export type Points = TensorLike | readonly (Point | readonly [x: number, y: number])[];

/** What points may carry; a list with one entry for each point. */
export interface PointFacts {
  /** The class of each point, a number or a word: one colour and one shape for each class. */
  readonly classes?: Values | readonly string[];
  /** A number for each point, shown by its colour from light to dark. */
  readonly values?: Values;
  /** A number for each point, shown by its area. */
  readonly sizes?: Values;
  /** A word beside each point. */
  readonly labels?: readonly string[];
}

/** A point, or several that are close together. */
export interface Mark extends Point {
  readonly group?: string;
  readonly value?: number;
  readonly size?: number;
  readonly label?: string;
  /** How many points it stands for. */
  readonly count: number;
}

/** Points as marks, one each, in their order. @throws ShapeError for another shape, or lists of another length */
export function readMarks(who: string, points: Points, facts: PointFacts): readonly Mark[] {
  const pairs = pairsOf(who, points);
  const { classes, values, sizes, labels } = facts;
  const groups = classes && (isTensorLike(classes) ? classes.data : classes);
  const lists = {
    classes: groups,
    values: values && numbersOf(values),
    sizes: sizes && numbersOf(sizes),
    labels,
  };
  for (const [name, list] of Object.entries(lists)) if (list) checkCount(who, name, list.length, pairs.length);
  return pairs.map(([x, y], i) => ({
    x,
    y,
    ...(groups && { group: String(groups[i]) }),
    ...(lists.values && { value: lists.values[i] ?? NaN }),
    ...(lists.sizes && { size: lists.sizes[i] ?? NaN }),
    ...(labels && { label: labels[i] ?? '' }),
    count: 1,
  }));
}

function pairsOf(who: string, points: Points): readonly (readonly [number, number])[] {
  if (isTensorLike(points)) {
    const { shape, data } = points;
    if (shape.length !== 2 || shape[1] !== 2) {
      throw new ShapeError({
        what: who,
        expected: 'points of shape [points, 2]',
        received: `[${shape.join(', ')}]`,
        hint: 'choose two of the features',
      });
    }
    return Array.from({ length: shape[0] ?? 0 }, (_, i) => [data[2 * i] ?? NaN, data[2 * i + 1] ?? NaN]);
  }
  return points.map((point, i) => {
    const [x, y, ...rest] = 'x' in point ? [point.x, point.y] : point;
    if (typeof x === 'number' && typeof y === 'number' && rest.length === 0) return [x, y];
    throw new ShapeError({
      what: who,
      expected: 'points [x, y] or { x, y }',
      received: `${JSON.stringify(point)} at ${i}`,
    });
  });
}

/** Whether all that a mark carries can be drawn. */
export function isDrawable({ x, y, value = 0, size = 0 }: Mark): boolean {
  return [x, y, value, size].every(Number.isFinite) && size >= 0;
}

/** Marks, and into how many cells each axis was divided to gather them, if it was. */
export interface Gathered {
  readonly marks: readonly Mark[];
  readonly cells?: number;
}

/**
 * At most `limit` marks: points of one class in one cell of a grid become one mark at their mean. The grid is as fine as
 * the limit allows, so that points far from all others stay where they are.
 */
export function gather(marks: readonly Mark[], limit: number): Gathered {
  if (marks.length <= limit) return { marks };
  const [xs, ys] = [rangeOf(marks.map(({ x }) => x)), rangeOf(marks.map(({ y }) => y))];
  const place = (value: number, { low, high }: { low: number; high: number }, cells: number) =>
    high > low ? Math.min(cells - 1, Math.floor((cells * (value - low)) / (high - low))) : 0;
  for (let cells = 128; ; cells = Math.floor(cells * 0.85)) {
    const gathered = new Map<string, Mark[]>();
    for (const mark of marks) {
      const key = `${place(mark.x, xs, cells)},${place(mark.y, ys, cells)},${mark.group ?? ''}`;
      const cell = gathered.get(key);
      if (cell) cell.push(mark);
      else gathered.set(key, [mark]);
    }
    // With a single cell there is one mark for each class; there is nothing coarser.
    if (gathered.size <= limit || cells <= 1) return { marks: [...gathered.values()].map(merged), cells };
  }
}

function merged(marks: readonly Mark[]): Mark {
  const [first] = marks;
  const mean = (of: (mark: Mark) => number) => marks.reduce((sum, mark) => sum + of(mark), 0) / marks.length;
  return {
    x: mean(({ x }) => x),
    y: mean(({ y }) => y),
    ...(first?.group !== undefined && { group: first.group }),
    ...(first?.value !== undefined && { value: mean(({ value }) => value ?? 0) }),
    count: marks.length,
  };
}
