/** Losses of the difference e = ŷ − y, for predictions that are quantities. */
import { described } from '../config/described.ts';
import { checkPositive } from '../checks.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { checkSame, type LossFunction, perSample } from './loss.ts';

/**
 * Mean squared error:  L = (1/d) Σⱼ (yⱼ − ŷⱼ)²
 * @param y labels, [batch, …]
 * @param prediction ŷ, of the same shape
 * @throws ShapeError when the shapes differ
 */
export function meanSquaredError(y: AnyTensor, prediction: AnyTensor): AnyTensor {
  checkSame('meanSquaredError', y, prediction);
  return perSample(prediction.sub(y.cast(prediction.dtype)).square());
}

/**
 * Mean absolute error:  L = (1/d) Σⱼ |yⱼ − ŷⱼ|; its gradient is 0 where they are equal.
 * @param y labels, [batch, …]
 * @param prediction ŷ, of the same shape
 * @throws ShapeError when the shapes differ
 */
export function meanAbsoluteError(y: AnyTensor, prediction: AnyTensor): AnyTensor {
  checkSame('meanAbsoluteError', y, prediction);
  return perSample(prediction.sub(y.cast(prediction.dtype)).abs());
}

/**
 * Huber's loss: squared where the difference e is small, absolute where it is large, so that outliers pull less.
 *
 *     L = (1/d) Σⱼ { ½ eⱼ²  for |eⱼ| ≤ δ;   δ (|eⱼ| − ½ δ)  beyond }
 *
 * @param options `delta`: δ, 1 by default
 * @throws ArgumentError unless δ > 0
 * Source: Huber, “Robust estimation of a location parameter”, Annals of Mathematical Statistics 35 (1964).
 */
export function huber({ delta = 1 }: { readonly delta?: number } = {}): LossFunction {
  checkPositive('huber', 'delta', delta);
  return described({ kind: 'huber', delta }, (y: AnyTensor, prediction: AnyTensor) => {
    checkSame('huber', y, prediction);
    const e = prediction.sub(y.cast(prediction.dtype)).abs();
    // q (e − ½ q) with q = min(e, δ) is both branches in one.
    const q = e.minimum(delta);
    return perSample(q.mul(e.sub(q.mul(0.5))));
  });
}
