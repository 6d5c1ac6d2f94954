/** Operations composed of primitives: their gradients follow from the parts. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import type { DType } from '../tensor/dtype.ts';
import { range } from '../tensor/create.ts';
import { resolveAxis } from '../tensor/shape.ts';
import type { Reduced } from '../tensor/axis-types.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { whenKnown } from '../tensor/tracing.ts';
import { composite } from './composite.ts';
import { floatOnly, method } from './define.ts';
import { rememberLogits } from './logits.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** ln Σ eˣ along `axis` (−1 by default), without overflow. */
    logSumExp<const A extends number = -1>(axis?: A): Tensor<Reduced<S, A>, D>;
    /** x − ln Σ eˣ along the last axis: the logarithm of softmax, without overflow. */
    logSoftmax(): Tensor<S, D>;
    /** eˣ / Σ eˣ along the last axis, without overflow. */
    softmax(): Tensor<S, D>;
    /** Every element kept between low and high; the gradient is 0 outside. */
    clip(low: number, high: number): Tensor<S, D>;
    /**
     * Row k of the identity for every label k: `[…]` → `[…, classes]`.
     * @throws ArgumentError for a label that is no whole number from 0 to classes − 1
     */
    oneHot<N extends number>(this: Tensor<S, DType>, classes: N): Tensor<readonly [...S, N]>;
  }
}

/**
 * x − m with m = max x, a constant: no exponent is positive then, and m cancels in all that follows. It is taken off
 * before anything is added up, so that float32 keeps the digits by which large elements differ.
 */
function shifted(what: string, x: AnyTensor, axis: number): { readonly z: AnyTensor; readonly shift: AnyTensor } {
  if (x.rank === 0) throw new ShapeError({ what, expected: 'at least one axis', received: 'a scalar' });
  floatOnly(what, [x.dtype]);
  resolveAxis(what, axis, x.rank);
  // Where all elements are −∞ (or one is +∞) there is nothing to shift by.
  const largest = x.max(axis, { keepDims: true }).detach();
  const shift = largest.abs().less(Infinity).where(largest, 0);
  return { z: x.sub(shift), shift };
}

/** ln Σ eˣ = m + ln Σ e^(x−m) */
method('logSumExp', function (axis: number = -1) {
  const { z, shift } = shifted('logSumExp', this, axis);
  const kept = z.exp().sum(axis, { keepDims: true }).log().add(shift);
  return kept.reshape(this.shape.toSpliced(axis, 1));
});

method('logSoftmax', function () {
  const { z } = shifted('logSoftmax', this, -1);
  return composite('logSoftmax', [this], {}, z.sub(z.exp().sum(-1, { keepDims: true }).log()));
});

method('softmax', function () {
  const powers = shifted('softmax', this, -1).z.exp();
  const y = composite('softmax', [this], {}, powers.div(powers.sum(-1, { keepDims: true })));
  return rememberLogits('softmax', y, this);
});

method('clip', function (low: number, high: number) {
  if (!(low <= high)) {
    throw new ArgumentError({ what: 'clip', expected: 'bounds with low ≤ high', received: `${low} and ${high}` });
  }
  return this.maximum(low).minimum(high);
});

method('oneHot', function (classes: number) {
  checkWholeNumber('oneHot', 'classes', classes);
  const checked = whenKnown(this, ({ data }) => {
    const wrong = data.findIndex((label) => !Number.isInteger(label) || label < 0 || label >= classes);
    if (wrong === -1) return;
    throw new ArgumentError({
      what: 'oneHot',
      expected: `labels from 0 to ${classes - 1} for ${classes} classes`,
      received: `${data[wrong]} at position ${wrong}`,
      hint: 'check the labels, or ask for more classes',
    });
  });
  const y = this.cast('int32')
    .reshape([...this.shape, 1])
    .equal(range(classes))
    .cast('float32');
  // By name only where no other labels can come: rows of all zeros would be no one-hot vectors.
  return checked ? composite('oneHot', [this], { classes, one: 1 }, y) : y;
});
