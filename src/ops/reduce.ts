/** Reductions over all elements or along axes: sums and extremes. */
import { ShapeError } from '../errors.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import type { Primitive, Values } from '../tensor/primitive.ts';
import { resolveAxes, resolveAxis, showShape, sizeOf } from '../tensor/shape.ts';
import type { Axes, Reduced } from '../tensor/axis-types.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { arithmetic, method, primitive } from './define.ts';

export interface KeepDims<K extends boolean = boolean> {
  /** Whether the axes stay, with length 1, so that the result broadcasts against the input. */
  readonly keepDims?: K;
}

/** Over all elements, or along one axis or several (−1 is the last). */
export interface Reduction<S extends Shape, D extends DType> {
  (): Tensor<readonly [], D>;
  <const A extends Axes, K extends boolean = false>(axis: A, options?: KeepDims<K>): Tensor<Reduced<S, A, K>, D>;
}

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** Σ x over all elements, or along axes. Whole numbers stay int32, and wrap beyond ±2³¹. */
    readonly sum: Reduction<S, D>;
    /** The largest element, or that along axes; equal ones share its gradient. */
    readonly max: Reduction<S, D>;
    /** The smallest element, or that along axes; equal ones share its gradient. */
    readonly min: Reduction<S, D>;
    /** The index of the first largest element along `axis`, −1 by default. */
    argmax<const A extends number = -1>(axis?: A): Tensor<Reduced<S, A>, 'int32'>;
    /** The index of the first smallest element along `axis`, −1 by default. */
    argmin<const A extends number = -1>(axis?: A): Tensor<Reduced<S, A>, 'int32'>;
  }
}

/** One axis of length n between `outer` and `inner` elements: element (o, k, i) lies at (o·n + k)·inner + i. */
interface Run {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

type AxisOptions = { readonly axis: number };

function runOf(shape: Shape, axis: number): Run {
  return { outer: sizeOf(shape.slice(0, axis)), n: shape[axis], inner: sizeOf(shape.slice(axis + 1)) };
}

/** The axis stays with length 1, so that the result broadcasts against the input. */
const keepAxis = (name: string, shape: Shape, axis: number): Shape => {
  resolveAxis(name, axis, shape.length);
  return shape.with(axis, 1);
};

function ofNothing(what: string, shape: Shape): ShapeError {
  return new ShapeError({
    what,
    expected: 'at least one element',
    received: `an empty axis (shape ${showShape(shape)})`,
  });
}

/** y = Σₖ xₖ         ∂y/∂xₖ = 1 */
const sumEntry: Primitive = primitive<AxisOptions>({
  name: 'sum',
  formula: 'y = Σₖ xₖ',
  output: ([x], { axis }) => ({ shape: keepAxis('sum', x.shape, axis), dtype: arithmetic('sum', [x.dtype]) }),
  kernel: ([x], y, { axis }) => sumKernel(x, y, runOf(x.shape, axis)),
  gradient: [(dy, { inputs: [x] }) => dy.broadcastTo(x.shape)],
  samples: [
    { shapes: [[2, 3, 2]], attributes: { axis: 1 } },
    { shapes: [[4]], attributes: { axis: 0 } },
  ],
});

function sumKernel(x: Values, y: Values, { outer, n, inner }: Run): void {
  // Partial sums are kept in float64, whatever the tensor holds.
  if (inner === 1) {
    for (let o = 0; o < outer; o++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += x.data[o * n + k];
      y.data[o] = sum;
    }
    return;
  }
  const total = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    total.fill(0);
    for (let k = 0; k < n; k++) {
      const row = (o * n + k) * inner;
      for (let i = 0; i < inner; i++) total[i] += x.data[row + i];
    }
    y.data.set(total, o * inner);
  }
}

/** y = maxₖ xₖ       ∂y/∂xₖ = [xₖ = y] / number of such k */
const maxEntry: Primitive = primitive<AxisOptions>({
  name: 'max',
  formula: 'y = maxₖ xₖ',
  output: ([x], { axis }) => {
    const shape = keepAxis('max', x.shape, axis);
    const dtype = arithmetic('max', [x.dtype]);
    // Floats have −∞ for the maximum of nothing, whole numbers have no such number.
    if (x.shape[axis] === 0 && !isFloat(dtype)) throw ofNothing('max', x.shape);
    return { shape, dtype };
  },
  kernel: ([x], y, { axis }) => maxKernel(x, y, runOf(x.shape, axis)),
  gradient: [
    (dy, { inputs: [x], output: y, attributes: { axis } }) => {
      const largest = x.equal(y).cast(x.dtype);
      return largest.mul(dy.div(largest.sum(axis, { keepDims: true })));
    },
  ],
  samples: [
    { shapes: [[2, 3, 2]], attributes: { axis: 1 } },
    { shapes: [[4]], attributes: { axis: 0 } },
  ],
});

function maxKernel(x: Values, y: Values, { outer, n, inner }: Run): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let largest = -Infinity;
      for (let k = 0; k < n; k++) largest = Math.max(largest, x.data[(o * n + k) * inner + i]);
      y.data[o * inner + i] = largest;
    }
  }
}

/** y = first k with xₖ = max x    (no gradient; a NaN counts as the largest) */
const argmaxEntry: Primitive = primitive<AxisOptions>({
  name: 'argmax',
  formula: 'y = min {k : xₖ = maxⱼ xⱼ}',
  output: ([x], { axis }) => {
    const shape = keepAxis('argmax', x.shape, axis);
    if (x.shape[axis] === 0) throw ofNothing('argmax', x.shape);
    return { shape, dtype: 'int32' };
  },
  kernel: ([x], y, { axis }) => {
    const { outer, n, inner } = runOf(x.shape, axis);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const first = o * n * inner + i;
        let [best, largest] = [0, x.data[first]];
        for (let k = 1; k < n; k++) {
          const value = x.data[first + k * inner];
          if (value > largest || (Number.isNaN(value) && !Number.isNaN(largest))) [best, largest] = [k, value];
        }
        y.data[o * inner + i] = best;
      }
    }
  },
  gradient: [null],
  samples: [{ shapes: [[2, 3]], attributes: { axis: 1 } }],
});

/** `entry` over the axes named, or over all. Neighbouring axes count as one: a sum over them is one sum. */
function reduce(entry: Primitive, x: AnyTensor, axis?: Axes, { keepDims = false }: KeepDims = {}): AnyTensor {
  const axes = resolveAxes(entry.name, axis, x.rank);
  let [y, shape] = [x, x.shape];
  for (let last = axes.length - 1; last >= 0;) {
    let first = last;
    while (first > 0 && axes[first - 1] === axes[first] - 1) first--;
    const [at, count] = [axes[first], last - first + 1];
    const length = sizeOf(shape.slice(at, at + count));
    y = apply(entry, [y.reshape(shape.toSpliced(at, count, length))], { axis: at });
    shape = shape.toSpliced(at, count, ...new Array<number>(count).fill(1));
    last = first - 1;
  }
  // Of a scalar, too, a sum is refused for bools.
  if (x.rank === 0) y = apply(entry, [x.reshape([1])], { axis: 0 });
  return y.reshape(keepDims ? shape : shape.filter((_, k) => !axes.includes(k)));
}

method('sum', function (axis?: Axes, options?: KeepDims) {
  return reduce(sumEntry, this, axis, options);
});
method('max', function (axis?: Axes, options?: KeepDims) {
  return reduce(maxEntry, this, axis, options);
});
method('argmax', function (axis: number = -1) {
  return reduce(argmaxEntry, this, axis);
});
method('min', function (axis?: Axes, options?: KeepDims) {
  return reversed(reduce(maxEntry, reversed(this), axis, options));
});
method('argmin', function (axis: number = -1) {
  return reduce(argmaxEntry, reversed(this), axis);
});

/** Numbers in reverse order: −x, and −1 − x among whole numbers, whose least has no opposite. */
function reversed(x: AnyTensor): AnyTensor {
  return isFloat(x.dtype) ? x.neg() : x.neg().sub(1);
}
