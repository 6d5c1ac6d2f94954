/** Dropout: noise that keeps units from relying on each other. */
import { checkShare } from '../checks.ts';
import { numberIn } from '../config/field.ts';
import { sharedRng } from '../random/rng.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { imageOf } from '../tensor/windows.ts';
import { type Context, layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ImageShape, SameShape } from './layer-types.ts';

/**
 * Sets each element to 0 with probability `rate` while training, and scales the others so that the mean stays:
 *
 *     y = x · m / (1 − rate),   m ~ Bernoulli(1 − rate)        (training)
 *     y = x                                                    (otherwise)
 *
 * @param rate probability of dropping, 0 ≤ rate < 1
 * Source: Srivastava et al., “Dropout: a simple way to prevent neural networks from overfitting”, JMLR 15 (2014).
 */
export function dropout(rate: number): Layer<SameShape> {
  checkShare('dropout', 'rate', rate);
  return layer<SameShape>({
    kind: 'dropout',
    config: { rate },
    shape: (input) => input,
    call: (x, _, context) => inTraining(x, rate, x.shape, context),
  });
}

/**
 * The same for whole channels of images, whose neighbouring elements tell nearly the same: m is drawn once for each channel.
 *
 * @param rate probability of dropping, 0 ≤ rate < 1
 * @throws ShapeError when a sample is no image
 * Source: Tompson et al., “Efficient object localization using convolutional networks”, CVPR 2015.
 */
export function spatialDropout2d(rate: number): Layer<ImageShape<'spatialDropout2d'>> {
  checkShare('spatialDropout2d', 'rate', rate);
  return layer<ImageShape<'spatialDropout2d'>>({
    kind: 'spatialDropout2d',
    config: { rate },
    shape: (input) => imageOf('spatialDropout2d', input),
    call: (x, _, context) => inTraining(x, rate, [x.shape[0], 1, 1, x.shape[3]], context),
  });
}

/** x · m / (1 − rate), with m of the shape `drawn`. */
function inTraining(x: AnyTensor, rate: number, drawn: Shape, { training = false, rng }: Context): AnyTensor {
  if (!training || rate === 0) return x;
  return x.mul((rng ?? sharedRng()).bernoulli(drawn, 1 - rate).mul(1 / (1 - rate)));
}

layerKind('dropout', { rate: numberIn(0, 1) }, ({ rate }) => dropout(rate));
layerKind('spatialDropout2d', { rate: numberIn(0, 1) }, ({ rate }) => spatialDropout2d(rate));
