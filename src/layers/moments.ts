/** Mean and variance, which normalising layers take away and divide by. */
import { ShapeError } from '../errors.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** Mean μ and variance σ² along one axis, which stays with length 1. */
export interface Moments {
  readonly mean: AnyTensor;
  readonly variance: AnyTensor;
}

/** μ = Σ x / n and σ² = Σ (x − μ)² / n along `axis`. */
export function momentsOf(x: AnyTensor, axis: number): Moments {
  const mean = x.mean(axis, { keepDims: true });
  return { mean, variance: x.sub(mean).square().mean(axis, { keepDims: true }) };
}

/** The same of each channel over all samples and places, as [1, channels]; images stay images, whatever order they lie in. */
export function momentsOfChannels(x: AnyTensor): Moments {
  const meanOf = (values: AnyTensor): AnyTensor =>
    values.reshape([-1, x.shape[x.rank - 1]]).mean(0, { keepDims: true });
  const mean = meanOf(x);
  return { mean, variance: meanOf(x.sub(mean).square()) };
}

/** γ · (x − μ) / √(σ² + ε) + β */
export function normalize(
  x: AnyTensor,
  { mean, variance }: Moments,
  { gamma, beta, epsilon }: { readonly gamma: AnyTensor; readonly beta: AnyTensor; readonly epsilon: number },
): AnyTensor {
  return x.sub(mean).div(variance.add(epsilon).sqrt()).mul(gamma).add(beta);
}

/** @throws ShapeError where a sample has no axis to normalise */
export function checkAxis(what: string, sample: Shape): Shape {
  if (sample.length > 0) return sample;
  throw new ShapeError(`${what}: expects at least one axis per sample, got a scalar.`);
}
