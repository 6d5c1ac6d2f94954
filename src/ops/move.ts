/** Operations that move elements without computing: reshape, transpose, broadcast, slice, pad, cast. */
import { ShapeError } from '../errors.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import type { Values } from '../tensor/primitive.ts';
import {
  broadcastShapes,
  broadcastStrides,
  checkShape,
  sameShape,
  showShape,
  sizeOf,
  stridesOf,
} from '../tensor/shape.ts';
import type { SameSize, Shape, Transposed } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** The same elements in another shape of the same size; one length may be −1 and is then computed. */
    reshape<const T extends Shape>(
      shape: T & SameSize<S, T>,
    ): Tensor<-1 extends T[number] ? { [I in keyof T]: T[I] extends -1 ? number : T[I] } : T, D>;
    /** The transpose: axes in reverse order, or in the order given. */
    transpose(): Tensor<Transposed<S>, D>;
    transpose(order: readonly number[]): Tensor<Shape, D>;
    /** Stretched to `shape` by repeating along axes of length 1. */
    broadcastTo<const T extends Shape>(shape: T): Tensor<T, D>;
    /** Elements `begin[axis]` to `end[axis]` (exclusive) along every axis named; negative counts from the end. */
    slice(begin: readonly number[], end?: readonly number[]): Tensor<Shape, D>;
    /** Zeros around: `before[axis]` in front, `after[axis]` behind. */
    pad(before: readonly number[], after: readonly number[]): Tensor<Shape, D>;
    /** The same values as a constant: no gradient flows through. */
    detach(): Tensor<S, D>;
    /** The same values as another element type. */
    cast<E extends DType>(dtype: E): Tensor<S, E>;
  }
}

/** y = x in another shape    dx = dy in the old one */
const reshape = primitive<{ readonly shape: Shape }>({
  name: 'reshape',
  formula: 'y = x, reshaped',
  view: true,
  output: ([x], { shape }) => ({ shape: resolveShape(x.shape, shape), dtype: x.dtype }),
  kernel: ([x], y) => y.data.set(x.data),
  gradient: [(dy, { inputs: [x] }) => dy.reshape(x.shape)],
  samples: [{ shapes: [[2, 3]], attributes: { shape: [3, 2] } }],
});

function resolveShape(from: Shape, to: Shape): Shape {
  const size = sizeOf(from);
  const known = to.filter((length) => length !== -1).reduce((product, length) => product * length, 1);
  const unknown = to.length - to.filter((length) => length !== -1).length;
  const resolved = to.map((length) => (length === -1 ? size / known : length));
  if (unknown > 1 || sizeOf(resolved) !== size || resolved.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new ShapeError({
      what: 'reshape',
      expected: `a shape of ${size} elements, as ${showShape(from)} has`,
      received: `${showShape(to)}`,
    });
  }
  return resolved;
}

/** y[…, j, i] = x[i, j, …]   dx = dy with the inverse order */
const transpose = primitive<{ readonly order: readonly number[] }>({
  name: 'transpose',
  formula: 'yⱼᵢ = xᵢⱼ',
  output: ([x], { order }) => ({ shape: order.map((axis) => x.shape[axis]), dtype: x.dtype }),
  kernel: ([x], y, { order }) => {
    const strides = stridesOf(x.shape);
    copyStrided(
      x,
      y,
      order.map((axis) => strides[axis]),
      0,
    );
  },
  gradient: [(dy, { attributes: { order } }) => dy.transpose(order.map((_, axis) => order.indexOf(axis)))],
  samples: [
    { shapes: [[2, 3]], attributes: { order: [1, 0] } },
    { shapes: [[2, 3, 4]], attributes: { order: [1, 2, 0] } },
  ],
});

/** y = x, repeated           dx = Σ dy over the repeated axes (taken where gradients are collected) */
const broadcastTo = primitive<{ readonly shape: Shape }>({
  name: 'broadcastTo',
  formula: 'y = x, stretched',
  output: ([x], { shape }) => {
    if (!sameShape(broadcastShapes('broadcastTo', [x.shape, shape]), shape)) {
      throw new ShapeError({ what: 'broadcastTo', expected: showShape(shape), received: showShape(x.shape) });
    }
    return { shape, dtype: x.dtype };
  },
  kernel: ([x], y) => copyStrided(x, y, broadcastStrides(x.shape, y.shape), 0),
  gradient: [(dy) => dy],
  samples: [{ shapes: [[3, 1]], attributes: { shape: [2, 3, 4] } }],
});

type Window = { readonly begin: readonly number[]; readonly end: readonly number[] };

/** y = x[begin … end)        dx = dy with zeros around */
const slice = primitive<Window>({
  name: 'slice',
  formula: 'y = x[begin … end)',
  output: ([x], { begin, end }) => ({ shape: end.map((stop, axis) => stop - begin[axis]), dtype: x.dtype }),
  kernel: ([x], y, { begin }) => {
    const strides = stridesOf(x.shape);
    copyStrided(
      x,
      y,
      strides,
      begin.reduce((offset, start, axis) => offset + start * strides[axis], 0),
    );
  },
  gradient: [
    (dy, { inputs: [x], attributes: { begin, end } }) =>
      dy.pad(
        begin,
        x.shape.map((length, axis) => length - end[axis]),
      ),
  ],
  samples: [{ shapes: [[4, 3]], attributes: { begin: [1, 0], end: [3, 2] } }],
});

type Margins = { readonly before: readonly number[]; readonly after: readonly number[] };

/** y = x with zeros around   dx = dy[window] */
const pad = primitive<Margins>({
  name: 'pad',
  formula: 'y = x with zeros around',
  output: ([x], { before, after }) => {
    const shape = x.shape.map((length, axis) => before[axis] + length + after[axis]);
    checkShape('pad', [...before, ...after, ...shape]);
    return { shape, dtype: x.dtype };
  },
  kernel: ([x], y, { before }) => {
    const strides = stridesOf(y.shape);
    const offset = before.reduce((sum, margin, axis) => sum + margin * strides[axis], 0);
    visit(x.shape, strides, offset, (to, from) => (y.data[to] = x.data[from]));
  },
  gradient: [
    (dy, { inputs: [x], attributes: { before } }) =>
      dy.slice(
        before,
        before.map((margin, axis) => margin + x.shape[axis]),
      ),
  ],
  samples: [{ shapes: [[2, 3]], attributes: { before: [1, 0], after: [0, 2] } }],
});

/** y = x as another type     dx = dy as x's type; whole numbers pass no gradient */
const cast = primitive<{ readonly dtype: DType }>({
  name: 'cast',
  formula: 'y = x as another type',
  output: ([x], { dtype }) => ({ shape: x.shape, dtype }),
  kernel: ([x], y, { dtype }) => {
    for (let i = 0; i < y.data.length; i++) y.data[i] = dtype === 'bool' ? (x.data[i] !== 0 ? 1 : 0) : x.data[i];
  },
  gradient: [
    (dy, { inputs: [x] }) =>
      isFloat(dy.dtype) && isFloat(x.dtype) ? dy.cast(x.dtype) : dy.cast('float64').mul(0).cast(x.dtype),
  ],
  samples: [{ shapes: [[2, 3]], attributes: { dtype: 'float64' } }],
});

/** y = x                     as a constant */
const detach = primitive({
  name: 'detach',
  formula: 'y = x, a constant',
  view: true,
  output: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
  kernel: ([x], y) => y.data.set(x.data),
  gradient: [null],
  samples: [{ shapes: [[2]], attributes: {} }],
});

/** Reads x with `strides` and writes y in order. */
function copyStrided(x: Values, y: Values, strides: readonly number[], offset: number): void {
  visit(y.shape, strides, offset, (from, to) => (y.data[to] = x.data[from]));
}

/** Calls `f(strided position, row-major position)` for every index of `shape`. */
function visit(
  shape: Shape,
  strides: readonly number[],
  offset: number,
  f: (strided: number, i: number) => void,
): void {
  const size = sizeOf(shape);
  const index = new Array<number>(shape.length).fill(0);
  let position = offset;
  for (let i = 0; i < size; i++) {
    f(position, i);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += strides[axis];
      if (++index[axis] < shape[axis]) break;
      position -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
}

method('reshape', function (shape: Shape) {
  return sameShape(shape, this.shape) ? this : apply(reshape, [this], { shape });
});

method('transpose', function (given?: readonly number[]) {
  const order = given ?? this.shape.map((_, axis) => this.rank - 1 - axis);
  if (order.toSorted((a, b) => a - b).some((axis, i) => axis !== i) || order.length !== this.rank) {
    throw new ShapeError({
      what: 'transpose',
      expected: `each axis from 0 to ${this.rank - 1} once`,
      received: `[${order.join(', ')}]`,
    });
  }
  return apply(transpose, [this], { order });
});

method('broadcastTo', function (shape: Shape) {
  return sameShape(shape, this.shape) ? this : apply(broadcastTo, [this], { shape });
});

method('slice', function (begin: readonly number[], end: readonly number[] = []) {
  const resolve = (position: number, length: number): number => (position < 0 ? position + length : position);
  const first = this.shape.map((length, axis) => resolve(begin[axis] ?? 0, length));
  const last = this.shape.map((length, axis) => resolve(end[axis] ?? length, length));
  this.shape.forEach((length, axis) => {
    if (first[axis] >= 0 && first[axis] <= last[axis] && last[axis] <= length) return;
    throw new ShapeError({
      what: `slice of ${showShape(this.shape)}`,
      expected: `0 ≤ begin ≤ end ≤ ${length} along axis ${axis}`,
      received: `${first[axis]} to ${last[axis]}`,
    });
  });
  return apply(slice, [this], { begin: first, end: last });
});

method('pad', function (before: readonly number[], after: readonly number[]) {
  return apply(pad, [this], { before, after });
});

method('detach', function () {
  return this.tracked ? apply(detach, [this]) : this;
});

method('cast', function (dtype: DType): AnyTensor {
  return dtype === this.dtype ? this : apply(cast, [this], { dtype });
});
