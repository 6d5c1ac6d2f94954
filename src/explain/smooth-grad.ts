/** SmoothGrad: saliency without its speckle. */
import { checkAtLeast } from '../checks.ts';
import { generatorOf, type Seed } from '../data/seed.ts';
import type { SamplesFit } from '../training/fit-types.ts';
import { tensor } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Explained, type ScoreOptions, scoreOf } from './score.ts';

/** How many noisy copies are looked at, and how noisy. */
export interface SmoothGradOptions extends ScoreOptions {
  /** m, how many noisy copies of x are looked at, 50 by default. */
  readonly steps?: number;
  /** Standard deviation of the noise as a share of each sample's range max x − min x, 0.15 by default. */
  readonly noise?: number;
  /** A whole number, or a generator; the shared generator by default. */
  readonly seed?: Seed;
}

/**
 * The mean saliency of noisy copies of x: gradients change from pixel to pixel by chance, and chance averages out.
 *
 *     M = 1/m Σₖ ∂S_c/∂x (x + εₖ),   εₖ ~ N(0, σ²),   σ = noise · (max x − min x)
 *
 * The class is chosen once, at x itself. Other options and errors are those of `saliency`.
 * @param model any model, compiled or not
 * @throws ArgumentError unless steps is a whole number ≥ 1 and noise a number ≥ 0
 * Source: Smilkov et al., “SmoothGrad: removing noise by adding noise”, arXiv:1706.03825 (2017), who recommend 10–20 %
 * of noise and m = 50.
 */
export function smoothGrad<I extends Shape, O extends Shape, X extends Shape>(
  model: Explained<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
  { steps = 50, noise = 0.15, seed, ...options }: SmoothGradOptions = {},
): Tensor<X> {
  checkAtLeast('smoothGrad', 'noise', noise);
  const score = scoreOf<I, O, X>('smoothGrad', model, x, options);
  const random = generatorOf(seed);
  const length = x.size / x.shape[0];
  const deviations = Array.from({ length: x.shape[0] }, (_, i) => {
    const sample = x.data.subarray(i * length, (i + 1) * length);
    return noise * (sample.reduce((a, b) => Math.max(a, b)) - sample.reduce((a, b) => Math.min(a, b)));
  });
  return score.gradient(steps, () => {
    const { data } = random.normal(x.shape);
    return tensor(
      data.map((value, i) => x.data[i] + deviations[Math.floor(i / length)] * value),
      x.shape,
    );
  });
}
