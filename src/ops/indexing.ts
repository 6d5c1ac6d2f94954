/** Indexing: elements and windows of a tensor by their places along each axis. */
import { ArgumentError, ShapeError } from '../errors.ts';
import type { DType } from '../tensor/dtype.ts';
import { resolveAxis, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { method } from './define.ts';

/** A place or window: begin and end (exclusive; `null` is as far as it goes), and a step, which may be negative. */
export type Range = readonly [number | null, (number | null)?, number?];

/** An entry of an axis (it goes away), a range of it, all of it; or a new axis of length 1. */
export type Index = number | Range | 'all' | null;

/** The shape of `x.at(…)`. */
type Indexed<S extends Shape, I extends readonly Index[], Result extends number[] = []> = number extends
  S['length'] | I['length']
  ? Shape
  : I extends readonly [infer First, ...infer Rest extends readonly Index[]]
    ? First extends null
      ? Indexed<S, Rest, [...Result, 1]>
      : S extends readonly [infer H extends number, ...infer T extends number[]]
        ? Indexed<T, Rest, [...Result, ...(First extends number ? [] : First extends 'all' ? [H] : [number])]>
        : Shape
    : readonly [...Result, ...S];

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * Elements by their places, one index for each axis from the first on; axes without one are taken whole.
     *
     *     x.at(0)                    // the first entry, one axis less
     *     x.at(-1, [2, 5])           // of the last entry the elements 2, 3 and 4
     *     x.at('all', [null, null, -1])  // every row backwards
     *     x.at('all', null)          // a new axis of length 1 behind the first
     *
     * A range that reaches beyond an end stops there, as in NumPy and in JavaScript's own `slice`.
     * @throws ShapeError for an entry that is not there and for more indices than axes, ArgumentError for a step of 0
     */
    at<const I extends readonly Index[]>(...indices: I): Tensor<Indexed<S, I>, D>;
    /** The entries of an axis in reverse order. */
    flip(axis: number): Tensor<S, D>;
  }
}

/** Some entries of an axis: the first, how many, and how far apart. */
interface Places {
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

method('at', function (...indices: Index[]) {
  const what = `at of ${showShape(this.shape)}`;
  const used = indices.filter((index) => index !== null).length;
  if (used > this.rank) {
    throw new ShapeError({ what, expected: `as many indices as axes, ${this.rank}, or fewer`, received: String(used) });
  }
  const shape: number[] = [];
  const places: Places[] = [];
  for (const index of [...indices, ...new Array<'all'>(this.rank - used).fill('all')]) {
    if (index === null) {
      shape.push(1);
      continue;
    }
    const axis = places.length;
    const found = placesOf(what, index, axis, this.shape[axis]);
    places.push(found);
    if (typeof index !== 'number') shape.push(found.count);
  }
  return pick(this, places).reshape(shape);
});

method('flip', function (axis: number) {
  const before = new Array<Index>(resolveAxis('flip', axis, this.rank)).fill('all');
  return this.at(...before, [null, null, -1]);
});

/** What an index names of an axis of that length. */
function placesOf(what: string, index: number | Range | 'all', axis: number, length: number): Places {
  if (index === 'all') return { first: 0, count: length, step: 1 };
  if (typeof index === 'number') {
    const first = index < 0 ? index + length : index;
    if (Number.isInteger(index) && first >= 0 && first < length) return { first, count: 1, step: 1 };
    throw new ShapeError({
      what,
      expected: length === 0 ? `no index along axis ${axis}, which is empty` : `an index from ${-length} to ${length - 1} along axis ${axis}`, // prettier-ignore
      received: String(index),
    });
  }
  const [begin, end = null, step = 1] = index;
  if (step === 0 || [begin ?? 0, end ?? 0, step].some((number) => !Number.isInteger(number))) {
    throw new ArgumentError({
      what,
      expected: `whole numbers begin, end and step, the step not 0, along axis ${axis}`,
      received: `[${index.map(String).join(', ')}]`,
    });
  }
  // The entries that a walk in this direction can start from, or stop in front of.
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const within = (place: number): number => Math.max(low, Math.min(high, place < 0 ? place + length : place));
  const first = begin === null ? (step > 0 ? low : high) : within(begin);
  const last = end === null ? (step > 0 ? high : low) : within(end);
  return { first, count: Math.max(0, Math.ceil((last - first) / step)), step };
}

/** A window around all places first; then, along axes with a step, those of it that are meant. */
function pick(x: AnyTensor, places: readonly Places[]): AnyTensor {
  const ends = places.map(({ first, count, step }) => [first, first + (count - 1) * step]);
  const begin = ends.map((pair, axis) => (places[axis].count === 0 ? 0 : Math.min(...pair)));
  const end = ends.map((pair, axis) => (places[axis].count === 0 ? 0 : Math.max(...pair) + 1));
  const whole = x.shape.every((length, axis) => begin[axis] === 0 && end[axis] === length);
  return places.reduce((y, { count, step }, axis) => {
    if (step === 1 || count <= 1) return y;
    const order = Int32Array.from({ length: count }, (_, k) => (step > 0 ? k : k - count + 1) * step);
    return y.take(new Tensor(order, [count], 'int32'), axis);
  }, whole ? x : x.slice(begin, end)); // prettier-ignore
}
