/** The same elements seen otherwise: in another shape, as another element type, as a constant. */
import { ShapeError } from '../errors.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import type { Axes, Inserted, Reduced, Squeezed } from '../tensor/axis-types.ts';
import { resolveAxes, resolveAxis, sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { SameSize, Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** The same elements in another shape of the same size; one length may be −1 and is then computed. */
    reshape<const T extends Shape>(
      shape: T & SameSize<S, T>,
    ): Tensor<-1 extends T[number] ? { [I in keyof T]: T[I] extends -1 ? number : T[I] } : T, D>;
    /** Without the axis, or axes, of length 1: all of them where none is named. */
    squeeze(): Tensor<Squeezed<S>, D>;
    squeeze<const A extends Axes>(axis: A): Tensor<Reduced<S, A>, D>;
    /** With a new axis of length 1 at the place `axis`; −1 puts it last. */
    expandDims<const A extends number>(axis: A): Tensor<Inserted<S, A, 1>, D>;
    /** The same values as another element type; for whole numbers fractions are cut off, a bool is true unless 0. */
    cast<E extends DType>(dtype: E): Tensor<S, E>;
    /** The same values as a constant: no gradient flows through. */
    detach(): Tensor<S, D>;
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

method('reshape', function (shape: Shape) {
  return sameShape(shape, this.shape) ? this : apply(reshape, [this], { shape });
});

method('squeeze', function (axis?: Axes) {
  if (axis === undefined) return this.reshape(this.shape.filter((length) => length !== 1));
  const axes = resolveAxes('squeeze', axis, this.rank);
  const long = axes.find((k) => this.shape[k] !== 1);
  if (long !== undefined) {
    throw new ShapeError({
      what: `squeeze of ${showShape(this.shape)}`,
      expected: 'axes of length 1',
      received: `axis ${long} of length ${this.shape[long]}`,
    });
  }
  return this.reshape(this.shape.filter((_, k) => !axes.includes(k)));
});

method('expandDims', function (axis: number) {
  return this.reshape(this.shape.toSpliced(resolveAxis('expandDims', axis, this.rank + 1), 0, 1));
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

method('cast', function (dtype: DType): AnyTensor {
  return dtype === this.dtype ? this : apply(cast, [this], { dtype });
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

method('detach', function () {
  return this.tracked ? apply(detach, [this]) : this;
});

/** `to` with its length −1, if it has one, computed from the number of elements. */
function resolveShape(from: Shape, to: Shape): Shape {
  const size = sizeOf(from);
  const known = to.filter((length) => length !== -1).reduce((product, length) => product * length, 1);
  const unknown = to.length - to.filter((length) => length !== -1).length;
  const resolved = to.map((length) => (length === -1 ? size / known : length));
  if (unknown > 1 || sizeOf(resolved) !== size || resolved.some((length) => !Number.isInteger(length) || length < 0)) {
    throw new ShapeError({
      what: 'reshape',
      expected: `a shape of ${size} elements, as ${showShape(from)} has`,
      received: showShape(to),
      ...(unknown > 1 && { hint: 'only one length can be computed: one −1' }),
    });
  }
  return resolved;
}
