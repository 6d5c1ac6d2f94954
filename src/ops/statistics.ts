/** Means, spreads and other summaries, composed of sums. */
import type { Axes, Reduced } from '../tensor/axis-types.ts';
import type { DType } from '../tensor/dtype.ts';
import { resolveAxes, resolveAxis } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { concat } from './concat.ts';
import { arithmetic, floatOnly, method } from './define.ts';
import type { KeepDims, Reduction } from './reduce.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** The mean of all elements, or along axes; floats only. */
    readonly mean: Reduction<S, D>;
    /** The mean of (x − mean x)² over all elements, or along axes: the population's variance, divided by n. */
    readonly variance: Reduction<S, D>;
    /** The standard deviation, the root of the variance. */
    readonly std: Reduction<S, D>;
    /** The length √Σ x² of all elements as one vector, or along axes; its gradient at 0 counts as 0. */
    readonly norm: Reduction<S, D>;
    /** Π x along `axis`. The gradient is right where elements are 0, too. */
    prod<const A extends number, K extends boolean = false>(
      axis: A,
      options?: KeepDims<K>,
    ): Tensor<Reduced<S, A, K>, D>;
    /** Whether all elements hold, or all along axes; true of none. */
    all(this: Tensor<S, 'bool'>): Tensor<readonly [], 'bool'>;
    all<const A extends Axes, K extends boolean = false>(
      this: Tensor<S, 'bool'>,
      axis: A,
      options?: KeepDims<K>,
    ): Tensor<Reduced<S, A, K>, 'bool'>;
    /** Whether one element holds at least, or one along axes; false of none. */
    any(this: Tensor<S, 'bool'>): Tensor<readonly [], 'bool'>;
    any<const A extends Axes, K extends boolean = false>(
      this: Tensor<S, 'bool'>,
      axis: A,
      options?: KeepDims<K>,
    ): Tensor<Reduced<S, A, K>, 'bool'>;
  }
}

/** Σ x along the axes, or over all elements. */
function total(x: AnyTensor, axis?: Axes, options?: KeepDims): AnyTensor {
  return axis === undefined ? x.sum() : x.sum(axis, options);
}

function mean(what: string, x: AnyTensor, axis?: Axes, options?: KeepDims): AnyTensor {
  floatOnly(what, [x.dtype]);
  const count = resolveAxes(what, axis, x.rank).reduce((product, k) => product * x.shape[k], 1);
  return total(x, axis, options).mul(1 / count);
}

function variance(what: string, x: AnyTensor, axis?: Axes, options?: KeepDims): AnyTensor {
  const centre = mean(what, x, axis ?? x.shape.map((_, k) => k), { keepDims: true });
  return mean(what, x.sub(centre).square(), axis, options);
}

method('mean', function (axis?: Axes, options?: KeepDims) {
  return mean('mean', this, axis, options);
});

method('variance', function (axis?: Axes, options?: KeepDims) {
  return variance('variance', this, axis, options);
});

method('std', function (axis?: Axes, options?: KeepDims) {
  return variance('std', this, axis, options).sqrt();
});

method('norm', function (axis?: Axes, options?: KeepDims) {
  floatOnly('norm', [this.dtype]);
  const squares = total(this.square(), axis, options);
  // The root's slope at 0 is infinite; there the squares stand for it, whose slope is 0.
  const zero = squares.equal(0);
  return zero.where(squares, zero.where(squares.add(1), squares).sqrt());
});

method('prod', function (axis: number, { keepDims = false }: KeepDims = {}) {
  arithmetic('prod', [this.dtype]);
  const at = resolveAxis('prod', axis, this.rank);
  // The front half times the back half, until one is left: a quotient y/x for the gradient would fail where x is 0.
  let y: AnyTensor = this.shape[at] === 0 ? this.sum(at, { keepDims: true }).add(1) : this;
  for (let n = y.shape[at]; n > 1; n = y.shape[at]) {
    const half = Math.floor(n / 2);
    const [front, back, odd] = y.split([half, half, n - 2 * half], at);
    y = n % 2 === 0 ? front.mul(back) : concat([front.mul(back), odd], at);
  }
  return keepDims ? y : y.reshape(y.shape.toSpliced(at, 1));
});

method('all', function (axis?: Axes, options?: KeepDims) {
  return total(this.equal(0).cast('int32'), axis, options).equal(0);
});

method('any', function (axis?: Axes, options?: KeepDims) {
  return total(this.cast('int32'), axis, options).greater(0);
});
