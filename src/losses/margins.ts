/** Losses of the margin y·f, for two classes that are told apart by the sign of the output f. */
import type { AnyTensor } from '../tensor/tensor.ts';
import { checkSame, perSample } from './loss.ts';

/**
 * Hinge loss:  L = (1/d) Σⱼ max(0, 1 − yⱼ fⱼ),  for labels y = ±1; labels 0 count as −1, as in Keras.
 *
 * @param y labels, [batch, …]
 * @param prediction f, of the same shape
 * @throws ShapeError when the shapes differ
 * Source: Cortes and Vapnik, “Support-vector networks”, Machine Learning 20 (1995).
 */
export function hinge(y: AnyTensor, prediction: AnyTensor): AnyTensor {
  return perSample(margin('hinge', y, prediction).neg().add(1).relu());
}

/**
 * Exponential loss:  L = (1/d) Σⱼ e^(−yⱼ fⱼ),  for labels y = ±1; labels 0 count as −1.
 *
 * @param y labels, [batch, …]
 * @param prediction f, of the same shape
 * @throws ShapeError when the shapes differ
 * Source: Friedman, Hastie and Tibshirani, “Additive logistic regression”, Annals of Statistics 28 (2000): AdaBoost's.
 */
export function exponential(y: AnyTensor, prediction: AnyTensor): AnyTensor {
  return perSample(margin('exponential', y, prediction).neg().exp());
}

function margin(what: string, y: AnyTensor, prediction: AnyTensor): AnyTensor {
  checkSame(what, y, prediction);
  const sign = y.cast(prediction.dtype).greater(0).cast(prediction.dtype).mul(2).sub(1);
  return sign.mul(prediction);
}
