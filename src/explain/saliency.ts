/** Saliency: how a class score answers to each pixel. */
import type { SamplesFit } from '../training/fit-types.ts';
import { tensor } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Explained, type ScoreOptions, scoreOf } from './score.ts';

/**
 * The gradient of a class score by every element of the sample: where a small change would change the score most.
 *
 *     M = ∂S_c / ∂x        x, M: [samples, …sample]
 *
 *     imageGrid(saliency(model, x, { target: 7 }).abs())
 *
 * The sign is kept: positive where a larger x raises the score. The map of the paper is its magnitude, `M.abs()`, and for
 * colours the largest over the channels, `M.abs().max(-1)`.
 * @param model any model, compiled or not
 * @param options `target`: the class c; `score`: S, as in the paper before softmax ('logit', the default), or 'output'
 * @throws ShapeError for outputs that are not one vector a sample, ArgumentError for a class that there is not
 * Source: Simonyan, Vedaldi and Zisserman, “Deep inside convolutional networks”, ICLR 2014 workshop, section 3.
 */
export function saliency<I extends Shape, O extends Shape, X extends Shape>(
  model: Explained<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
  options: ScoreOptions = {},
): Tensor<X> {
  return scoreOf<I, O, X>('saliency', model, x, options).gradient(1, () => x);
}

/**
 * What each element adds to a class score, to first order: x ⊙ ∂S_c/∂x. It is 0 where x is 0, as in the background of
 * MNIST. For a linear score without bias the sum over a sample is the score itself.
 *
 * Options and errors are those of `saliency`.
 * @param model any model, compiled or not
 * Source: Shrikumar et al., “Not just a black box”, arXiv:1605.01713 (2016).
 */
export function gradientTimesInput<I extends Shape, O extends Shape, X extends Shape>(
  model: Explained<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
  options: ScoreOptions = {},
): Tensor<X> {
  const slope = scoreOf<I, O, X>('gradientTimesInput', model, x, options).gradient(1, () => x);
  return tensor(
    x.data.map((value, i) => value * slope.data[i]),
    x.shape,
  );
}
