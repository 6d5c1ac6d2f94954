/** Operations that move elements without computing: transpose, broadcast, slice, pad. */
import { ShapeError } from '../errors.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Values } from '../tensor/primitive.ts';
import { broadcastShapes, broadcastStrides, checkShape, sameShape, showShape, stridesOf } from '../tensor/shape.ts';
import type { Shape, Transposed } from '../tensor/shape-types.ts';
import { copyStrided, type Path } from '../tensor/strided.ts';
import { apply } from './apply.ts';
import { method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** The transpose: axes in reverse order, or in the order given. */
    transpose(): Tensor<Transposed<S>, D>;
    transpose(order: readonly number[]): Tensor<Shape, D>;
    /** Stretched to `shape` by repeating along axes of length 1. */
    broadcastTo<const T extends Shape>(shape: T): Tensor<T, D>;
    /**
     * Elements `begin[axis]` to `end[axis]` (exclusive) along every axis named; negative counts from the end.
     * @param step of this window every `step[axis]`-th element, from its last one for a negative step; 1 by default
     * @throws ShapeError when a position lies outside, or there are more positions than axes
     */
    slice(begin: readonly number[], end?: readonly number[], step?: readonly number[]): Tensor<Shape, D>;
    /**
     * Zeros around: `before[axis]` in front, `after[axis]` behind.
     * @throws ShapeError unless there is a whole number ≥ 0 for each axis
     */
    pad(before: readonly number[], after: readonly number[]): Tensor<Shape, D>;
  }
}

/** y[…, j, i] = x[i, j, …]   dx = dy with the inverse order */
const transpose = primitive<{ readonly order: readonly number[] }>({
  name: 'transpose',
  formula: 'yⱼᵢ = xᵢⱼ',
  output: ([x], { order }) => ({ shape: order.map((axis) => x.shape[axis]), dtype: x.dtype }),
  kernel: ([x], y, { order }) => {
    const strides = stridesOf(x.shape);
    gatherStrided(
      x,
      y,
      order.map((axis) => strides[axis]),
    );
  },
  gradient: [(dy, { attributes: { order } }) => dy.transpose(order.map((_, axis) => order.indexOf(axis)))],
  samples: [
    { shapes: [[2, 3]], attributes: { order: [1, 0] } },
    { shapes: [[2, 3, 4]], attributes: { order: [1, 2, 0] } },
  ],
});

method('transpose', function (given?: readonly number[]) {
  const order = given ?? this.shape.map((_, axis) => this.rank - 1 - axis);
  if (order.toSorted((a, b) => a - b).some((axis, i) => axis !== i) || order.length !== this.rank) {
    throw new ShapeError({
      what: 'transpose',
      expected: this.rank === 0 ? 'no axis (the tensor is a scalar)' : `each axis from 0 to ${this.rank - 1} once`,
      received: `[${order.join(', ')}]`,
    });
  }
  return apply(transpose, [this], { order });
});

/** y = x, repeated           dx = Σ dy over the repeated axes (taken where gradients are collected) */
const broadcastTo = primitive<{ readonly shape: Shape }>({
  name: 'broadcastTo',
  formula: 'y = x, stretched',
  output: ([x], { shape }) => {
    checkShape('broadcastTo', shape);
    if (!sameShape(broadcastShapes('broadcastTo', [x.shape, shape]), shape)) {
      throw new ShapeError({ what: 'broadcastTo', expected: showShape(shape), received: showShape(x.shape) });
    }
    return { shape, dtype: x.dtype };
  },
  kernel: ([x], y) => gatherStrided(x, y, broadcastStrides(x.shape, y.shape)),
  gradient: [(dy) => dy],
  samples: [{ shapes: [[3, 1]], attributes: { shape: [2, 3, 4] } }],
});

method('broadcastTo', function (shape: Shape) {
  return sameShape(shape, this.shape) ? this : apply(broadcastTo, [this], { shape });
});

type Window = { readonly begin: readonly number[]; readonly end: readonly number[] };

/** y = x[begin … end)        dx = dy with zeros around */
const slice = primitive<Window>({
  name: 'slice',
  formula: 'y = x[begin … end)',
  output: ([x], { begin, end }) => ({ shape: end.map((stop, axis) => stop - begin[axis]), dtype: x.dtype }),
  kernel: ([x], y, { begin }) => copyStrided(y.shape, x.data, pathFrom(begin, x.shape), y.data, pathFrom([], y.shape)),
  gradient: [
    (dy, { inputs: [x], attributes: { begin, end } }) =>
      dy.pad(
        begin,
        x.shape.map((length, axis) => length - end[axis]),
      ),
  ],
  samples: [{ shapes: [[4, 3]], attributes: { begin: [1, 0], end: [3, 2] } }],
});

method('slice', function (begin: readonly number[], end: readonly number[] = [], step: readonly number[] = []) {
  if (begin.length > this.rank || end.length > this.rank) {
    throw new ShapeError({
      what: `slice of ${showShape(this.shape)}`,
      expected: `positions along ${this.rank} axes at most`,
      received: `[${begin.join(', ')}] and [${end.join(', ')}]`,
    });
  }
  const resolve = (position: number, length: number): number => (position < 0 ? position + length : position);
  const first = this.shape.map((length, axis) => resolve(begin[axis] ?? 0, length));
  const last = this.shape.map((length, axis) => resolve(end[axis] ?? length, length));
  this.shape.forEach((length, axis) => {
    const whole = Number.isInteger(first[axis]) && Number.isInteger(last[axis]);
    if (whole && first[axis] >= 0 && first[axis] <= last[axis] && last[axis] <= length) return;
    throw new ShapeError({
      what: `slice of ${showShape(this.shape)}`,
      expected: `whole numbers with 0 ≤ begin ≤ end ≤ ${length} along axis ${axis}`,
      received: `${first[axis]} to ${last[axis]}`,
    });
  });
  const window = apply(slice, [this], { begin: first, end: last });
  return step.length === 0 ? window : window.at(...step.map((n) => [null, null, n] as const));
});

type Margins = { readonly before: readonly number[]; readonly after: readonly number[] };

/** y = x with zeros around   dx = dy[window] */
const pad = primitive<Margins>({
  name: 'pad',
  formula: 'y = x with zeros around',
  output: ([x], { before, after }) => {
    const counts = [before, after].every((margins) => margins.length === x.shape.length);
    if (!counts || [...before, ...after].some((margin) => !Number.isInteger(margin) || margin < 0)) {
      throw new ShapeError({
        what: `pad of ${showShape(x.shape)}`,
        expected: 'one margin in front of and one behind each axis, whole numbers ≥ 0',
        received: `[${before.join(', ')}] and [${after.join(', ')}]`,
      });
    }
    return { shape: x.shape.map((length, axis) => before[axis] + length + after[axis]), dtype: x.dtype };
  },
  kernel: ([x], y, { before }) =>
    copyStrided(x.shape, x.data, pathFrom([], x.shape), y.data, pathFrom(before, y.shape)),
  gradient: [
    (dy, { inputs: [x], attributes: { before } }) =>
      dy.slice(
        before,
        before.map((margin, axis) => margin + x.shape[axis]),
      ),
  ],
  samples: [{ shapes: [[2, 3]], attributes: { before: [1, 0], after: [0, 2] } }],
});

method('pad', function (before: readonly number[], after: readonly number[]) {
  return apply(pad, [this], { before, after });
});

/** The path through an array of that shape, from the element at `first` on. */
function pathFrom(first: readonly number[], shape: Shape): Path {
  const strides = stridesOf(shape);
  return { offset: first.reduce((offset, position, axis) => offset + position * strides[axis], 0), strides };
}

/** Reads x with `strides` and writes y in order. */
function gatherStrided(x: Values, y: Values, strides: readonly number[]): void {
  copyStrided(y.shape, x.data, { offset: 0, strides }, y.data, { offset: 0, strides: stridesOf(y.shape) });
}
