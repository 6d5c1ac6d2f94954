/** The simplest recurrent layer: its last output is one more input. */
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { recurrent, recurrentFields, type RecurrentOptions, type RecurrentShape } from './recurrent.ts';

/**
 * A layer that reads a sequence step by step and remembers by its own output.
 *
 *     hₜ = tanh(xₜ·W + hₜ₋₁·U + b),  h₀ = 0
 *
 *     x: [batch, time, features]   W: [features, units]   U: [units, units]   b: [units]
 *     y: [batch, units], the last h, or [batch, time, units] with returnSequences
 *
 * @param units length of h
 * @param options `returnSequences`, `backwards`, another function in place of tanh, biases, initialisers, l1 and l2
 * @throws ShapeError when a sample is no sequence of vectors
 * Source: Elman, “Finding structure in time”, Cognitive Science 14 (1990).
 */
export function simpleRnn<const U extends number, const Q extends boolean = false>(
  units: U,
  options?: RecurrentOptions<Q>,
): Layer<RecurrentShape<'simpleRnn', U, Q>>;
export function simpleRnn(units: number, options: RecurrentOptions = {}): Layer {
  return recurrent('simpleRnn', units, options, {
    ...{ blocks: 1, states: 1 },
    next: (x, h, _, tanh) => [tanh(x.add(h))],
  });
}

layerKind('simpleRnn', recurrentFields, ({ units, ...options }) => simpleRnn(units, options));
