/** Reductions: sums, maxima and what is composed of them, over all elements or along axes. */
import { ShapeError } from '../errors.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import type { Values } from '../tensor/primitive.ts';
import { resolveAxis, showShape, sizeOf } from '../tensor/shape.ts';
import type { Reduced } from '../tensor/axis-types.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { arithmetic, floatOnly, method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** Σ x over all elements. */
    sum(): Tensor<readonly [], D>;
    /** Σ x along `axis` (−1 is the last). With `keepDims` the axis stays, with length 1. */
    sum<const A extends number, K extends boolean = false>(
      axis: A,
      options?: { readonly keepDims?: K },
    ): Tensor<Reduced<S, A, K>, D>;
    /** The mean of all elements, floats only. */
    mean(): Tensor<readonly [], D>;
    /** The mean along `axis`. */
    mean<const A extends number, K extends boolean = false>(
      axis: A,
      options?: { readonly keepDims?: K },
    ): Tensor<Reduced<S, A, K>, D>;
    /** The largest element; equal ones share its gradient. */
    max(): Tensor<readonly [], D>;
    /** The largest element along `axis`. */
    max<const A extends number, K extends boolean = false>(
      axis: A,
      options?: { readonly keepDims?: K },
    ): Tensor<Reduced<S, A, K>, D>;
    /** The index of the first largest element along `axis`, −1 by default. */
    argmax<const A extends number = -1>(axis?: A): Tensor<Reduced<S, A>, 'int32'>;
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
const sumEntry = primitive<AxisOptions>({
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
const maxEntry = primitive<AxisOptions>({
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
const argmaxEntry = primitive<AxisOptions>({
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
        const at = (k: number): number => x.data[(o * n + k) * inner + i];
        let best = 0;
        for (let k = 1; k < n; k++) if (at(k) > at(best) || (Number.isNaN(at(k)) && !Number.isNaN(at(best)))) best = k;
        y.data[o * inner + i] = best;
      }
    }
  },
  gradient: [null],
  samples: [{ shapes: [[2, 3]], attributes: { axis: 1 } }],
});

interface Options {
  readonly keepDims?: boolean;
}

/** Along one axis, or over all elements, which then count as one axis. */
function reduceWith(entry: typeof sumEntry) {
  return function (this: AnyTensor, axis?: number, { keepDims = false }: Options = {}): AnyTensor {
    if (axis === undefined) return apply(entry, [this.reshape([this.size])], { axis: 0 }).reshape([]);
    const resolved = resolveAxis(entry.name, axis, this.rank);
    const result = apply<Shape, DType>(entry, [this], { axis: resolved });
    return keepDims ? result : result.reshape(this.shape.toSpliced(resolved, 1));
  };
}

method('sum', reduceWith(sumEntry));
method('max', reduceWith(maxEntry));
method('argmax', function (axis: number = -1) {
  return reduceWith(argmaxEntry).call(this, axis);
});
method('mean', function (axis?: number, options: Options = {}) {
  floatOnly('mean', [this.dtype]);
  const count = axis === undefined ? this.size : this.shape[resolveAxis('mean', axis, this.rank)];
  return (axis === undefined ? this.sum() : this.sum(axis, options)).mul(1 / count);
});
