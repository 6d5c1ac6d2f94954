/** The words beside the points of a scatter plot. */
import type { JsonObject } from '../json.ts';
import { boxAround, placeWords } from './place-words.ts';
import type { Mark } from './scatter-points.ts';
import { ink } from './theme.ts';
import type { Point } from './thin.ts';
import { rangeOf } from './values.ts';

/** Pixels between the outermost points and the edge of the plot. */
export const axisPadding = 14;

const fontSize = 11;
/** Pixels from the middle of a point to a word on its right. */
const usual = 8;

/** Where the points stand. */
interface ScatterPlaces {
  /** The channels of the points. */
  readonly x: JsonObject;
  readonly y: JsonObject;
  readonly width: number;
  readonly height: number;
  /** Of the mark of a point, in pixels. */
  radius(mark: Mark): number;
}

/** A layer with the word of each point, on the side where it covers no point and no other word. */
export function wordsBeside(marks: readonly Mark[], { x, y, width, height, radius }: ScatterPlaces): JsonObject {
  const at = pixelsOf(marks, width, height);
  const points = marks.map((mark) => ({ ...at(mark), radius: radius(mark) }));
  const names = marks.map(({ label = '' }, i) => ({ ...points[i], word: label, distance: points[i].radius + 5 }));
  const obstacles = points.map((point) => boxAround(point, 2 * point.radius));
  const values = placeWords(names, { fontSize, frame: { width, height }, obstacles }).map(({ align, dx, dy }, i) => ({
    ...{ x: Number(marks[i].x.toPrecision(5)), y: Number(marks[i].y.toPrecision(5)), l: marks[i].label ?? '' },
    // What most words have is not repeated for each.
    ...(align !== 'left' && { a: align }),
    ...(dx !== usual && { dx }),
    ...(dy !== 0 && { dy }),
  }));
  return {
    data: { values },
    mark: {
      type: 'text',
      align: { expr: "datum.a || 'left'" },
      dx: { expr: `isValid(datum.dx) ? datum.dx : ${usual}` },
      dy: { expr: 'datum.dy || 0' },
      ...{ fontSize, color: ink.strong, aria: false },
    },
    encoding: { x, y, text: { field: 'l', type: 'nominal' } },
  };
}

/** From a point to its pixels; where all have the same coordinate, they stand in the middle. */
function pixelsOf(marks: readonly Mark[], width: number, height: number): (point: Point) => Point {
  const along = (values: readonly number[], pixels: number) => {
    const { low, high } = rangeOf(values);
    const room = pixels - 2 * axisPadding;
    return (value: number) => (high > low ? axisPadding + (room * (value - low)) / (high - low) : pixels / 2);
  };
  const [right, up] = [along(marks.map(({ x }) => x), width), along(marks.map(({ y }) => y), height)]; // prettier-ignore
  return ({ x, y }) => ({ x: right(x), y: height - up(y) });
}
