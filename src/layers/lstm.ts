/** Long short-term memory: a recurrent layer with a memory that gates write to, keep and read. */
import { concat } from '../ops/concat.ts';
import { full, zeros } from '../tensor/create.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { recurrent, recurrentFields, type RecurrentOptions, type RecurrentShape } from './recurrent.ts';

/**
 * A recurrent layer that can remember over many steps: nothing but a gate stands between the memory c and the one before.
 *
 *     i, f, o = sigmoid(xₜ·W + hₜ₋₁·U + b)     input, forget and output gate, each with its columns of W, U, b
 *     c̃       =    tanh(xₜ·W + hₜ₋₁·U + b)     what might be written, likewise
 *     cₜ = f ⊙ cₜ₋₁ + i ⊙ c̃                     hₜ = o ⊙ tanh(cₜ)
 *
 *     x: [batch, time, features]   W: [features, 4·units]   U: [units, 4·units]   b: [4·units], columns i, f, c̃, o as in Keras
 *     y: [batch, units], the last h, or [batch, time, units] with returnSequences
 *
 * The biases of the forget gate start at 1, so that the memory is kept at first; the others at 0.
 *
 * @param units length of h and of c
 * @param options `returnSequences`, `backwards`, another function in place of tanh, biases, initialisers, l1 and l2
 * @throws ShapeError when a sample is no sequence of vectors
 * Source: Hochreiter and Schmidhuber, “Long short-term memory”, Neural Computation 9 (1997); forget gate: Gers,
 * Schmidhuber and Cummins, 2000; its bias: Jozefowicz, Zaremba and Sutskever, ICML 2015.
 */
export function lstm<const U extends number, const Q extends boolean = false>(
  units: U,
  options?: RecurrentOptions<Q>,
): Layer<RecurrentShape<'lstm', U, Q>>;
export function lstm(units: number, options: RecurrentOptions = {}): Layer {
  return recurrent('lstm', units, options, {
    ...{ blocks: 4, states: 2 },
    bias: () => concat([zeros([units]), full([units], 1), zeros([2 * units])]),
    next(x, h, [, c], tanh) {
      const [i, f, candidate, o] = x.add(h).split(4, -1);
      const [kept, written] = [f.sigmoid().mul(c), i.sigmoid().mul(tanh(candidate))];
      const memory = kept.add(written);
      return [o.sigmoid().mul(tanh(memory)), memory];
    },
  });
}

layerKind('lstm', recurrentFields, ({ units, ...options }) => lstm(units, options));
