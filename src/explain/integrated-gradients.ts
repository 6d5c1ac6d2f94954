/** Integrated gradients: what each element contributes to the score on the way from nothing to the sample. */
import { ShapeError } from '../errors.ts';
import type { SamplesFit } from '../training/fit-types.ts';
import { full, tensor } from '../tensor/create.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { type Explained, type ScoreOptions, scoreOf } from './score.ts';

/** Where the way begins, and in how many steps it is gone. */
export interface IntegratedGradientsOptions extends ScoreOptions {
  /** x′, where the way begins: a value for all elements (0 by default), one sample, or one for each. */
  readonly baseline?: number | AnyTensor;
  /** m, the points on the way, 50 by default; the paper finds 20 to 300 enough. */
  readonly steps?: number;
}

/**
 * The gradients on the straight way from a baseline x′ to x, added up.
 *
 *     M = (x − x′) ⊙ ∫₀¹ ∂S_c/∂x (x′ + α (x − x′)) dα  ≈  (x − x′) ⊙ 1/m Σₖ ∂S_c/∂x (x′ + αₖ (x − x′)),   αₖ = (k − ½)/m
 *
 * Nothing gets lost (“completeness”): ΣM = S_c(x) − S_c(x′) for each sample, up to the error of the sum, which falls with
 * 1/m² where the score is smooth. The midpoints αₖ are more exact than the paper's right ends.
 * The class is chosen once, at x itself. Other options and errors are those of `saliency`.
 * @param model any model, compiled or not
 * @throws ArgumentError unless steps is a whole number ≥ 1, ShapeError for a baseline of another shape
 * Source: Sundararajan, Taly and Yan, “Axiomatic attribution for deep networks”, ICML 2017.
 */
export function integratedGradients<I extends Shape, O extends Shape, X extends Shape>(
  model: Explained<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
  { baseline = 0, steps = 50, ...options }: IntegratedGradientsOptions = {},
): Tensor<X> {
  const score = scoreOf<I, O, X>('integratedGradients', model, x, options);
  const start = typeof baseline === 'number' ? full([1], baseline) : checkBaseline(baseline, x.shape);
  const from = (i: number): number => start.data[i % start.size];
  const slope = score.gradient(steps, (k) =>
    tensor(
      x.data.map((value, i) => from(i) + ((k + 0.5) / steps) * (value - from(i))),
      x.shape,
    ),
  );
  return tensor(
    x.data.map((value, i) => (value - from(i)) * slope.data[i]),
    x.shape,
  );
}

function checkBaseline(baseline: AnyTensor, shape: Shape): AnyTensor {
  if (sameShape(baseline.shape, shape) || sameShape(baseline.shape, shape.slice(1))) return baseline;
  throw new ShapeError({
    what: 'integratedGradients',
    expected: `a baseline of the shape of a sample, ${showShape(shape.slice(1))}, or of all, ${showShape(shape)}`,
    received: showShape(baseline.shape),
  });
}
