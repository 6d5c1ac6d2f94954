/** The gated recurrent unit: a recurrent layer whose gates choose between the old output and a new one. */
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { recurrent, recurrentFields, type RecurrentOptions, type RecurrentShape } from './recurrent.ts';

/**
 * A recurrent layer that remembers over many steps, with fewer weights than `lstm`.
 *
 *     z, r = sigmoid(xₜ·W + b + hₜ₋₁·U + b′)        update and reset gate, each with its columns of W, U, b, b′
 *     h̃    = tanh(xₜ·W + b + r ⊙ (hₜ₋₁·U + b′))     what might be new, likewise
 *     hₜ   = z ⊙ hₜ₋₁ + (1 − z) ⊙ h̃
 *
 *     x: [batch, time, features]   W: [features, 3·units]   U: [units, 3·units], columns z, r, h̃ as in Keras
 *     b, bRecurrent = b′: [3·units], the two rows of Keras' bias
 *     y: [batch, units], the last h, or [batch, time, units] with returnSequences
 *
 * The reset gate acts after the product with U, as in Keras and PyTorch (`reset_after`).
 *
 * @param units length of h
 * @param options `returnSequences`, `backwards`, another function in place of tanh, biases, initialisers, l1 and l2
 * @throws ShapeError when a sample is no sequence of vectors
 * Source: Cho et al., “Learning phrase representations using RNN encoder–decoder”, EMNLP 2014.
 */
export function gru<const U extends number, const Q extends boolean = false>(
  units: U,
  options?: RecurrentOptions<Q>,
): Layer<RecurrentShape<'gru', U, Q>>;
export function gru(units: number, options: RecurrentOptions = {}): Layer {
  return recurrent('gru', units, options, {
    ...{ blocks: 3, states: 1, recurrentBias: true },
    next(x, h, [last], tanh) {
      const [xz, xr, xh] = x.split(3, -1);
      const [hz, hr, hh] = h.split(3, -1);
      const z = xz.add(hz).sigmoid();
      const candidate = tanh(xh.add(xr.add(hr).sigmoid().mul(hh)));
      // z ⊙ last + (1 − z) ⊙ candidate
      return [candidate.add(z.mul(last.sub(candidate)))];
    },
  });
}

layerKind('gru', recurrentFields, ({ units, ...options }) => gru(units, options));
