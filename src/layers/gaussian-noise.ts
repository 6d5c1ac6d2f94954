/** Noise on what a layer sees, so that it does not rely on every detail. */
import { checkAtLeast } from '../checks.ts';
import { numberIn } from '../config/field.ts';
import { sharedRng } from '../random/rng.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { SameShape } from './layer-types.ts';

/**
 * Adds normal numbers while training:
 *
 *     y = x + n,   n ~ N(0, std²)        (training)
 *     y = x                              (otherwise)
 *
 * @param std standard deviation of the noise, ≥ 0
 * @throws ArgumentError for a negative one
 * Source: Bishop, “Training with noise is equivalent to Tikhonov regularization”, Neural Computation 7 (1995).
 */
export function gaussianNoise(std: number): Layer<SameShape> {
  checkAtLeast('gaussianNoise', 'std', std);
  return layer<SameShape>({
    kind: 'gaussianNoise',
    config: { std },
    shape: (input) => input,
    call: (x, _, { training = false, rng = sharedRng() }) =>
      training && std > 0 ? x.add(rng.normal(x.shape, { std })) : x,
  });
}

layerKind('gaussianNoise', { std: numberIn(0) }, ({ std }) => gaussianNoise(std));
