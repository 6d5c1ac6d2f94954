/** Dropout: noise that keeps units from relying on each other. */
import { numberIn } from '../config/field.ts';
import { layerKind } from '../config/layer-kind.ts';
import { ArgumentError } from '../errors.ts';
import { sharedRng } from '../random/rng.ts';
import { layer, type Layer } from './layer.ts';
import type { SameShape } from './layer-types.ts';

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
  if (!(rate >= 0 && rate < 1)) {
    throw new ArgumentError({ what: 'dropout', expected: 'a rate with 0 ≤ rate < 1', received: String(rate) });
  }
  return layer<SameShape>({
    kind: 'dropout',
    config: { rate },
    shape: (input) => input,
    call: (x, _, { training = false, rng = sharedRng() }) =>
      training && rate > 0 ? x.mul(rng.bernoulli(x.shape, 1 - rate).mul(1 / (1 - rate))) : x,
  });
}

layerKind('dropout', { rate: numberIn(0, 1) }, ({ rate }) => dropout(rate));
