/** Layer normalisation: every vector by itself is moved to mean 0 and variance 1. */
import { checkPositive } from '../checks.ts';
import { numberIn, optional } from '../config/field.ts';
import { composite } from '../ops/composite.ts';
import { ones, zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { SameShape } from './layer-types.ts';
import { checkAxis, momentsOf, normalize } from './moments.ts';

/** What keeps a layer from dividing by 0. */
export interface LayerNormalizationOptions {
  /** ε > 0, added to the variance, 1e-3 by default. */
  readonly epsilon?: number;
}

/**
 * Normalises along the last axis, then stretches and shifts by what it learns:
 *
 *     y = γ · (x − μ) / √(σ² + ε) + β        μ, σ²: mean and variance of the last axis, of length d
 *
 *     x, y: [batch, …, d]   gamma = γ: [d], starts at 1   beta = β: [d], starts at 0
 *
 * @throws ShapeError when a sample is one number; ArgumentError unless ε > 0
 * Source: Ba, Kiros and Hinton, “Layer normalization”, 2016.
 */
export function layerNormalization({ epsilon = 1e-3 }: LayerNormalizationOptions = {}): Layer<SameShape> {
  checkPositive('layerNormalization', 'epsilon', epsilon);
  return layer<SameShape, { gamma: Parameter; beta: Parameter }>({
    kind: 'layerNormalization',
    config: { epsilon },
    shape: (input) => checkAxis('layerNormalization', input),
    parameters: (input) => ({ gamma: ones(input.slice(-1)), beta: zeros(input.slice(-1)) }),
    call(x, { gamma, beta }) {
      const y = normalize(x, momentsOf(x, -1), { gamma, beta, epsilon });
      return composite('layerNormalization', [x, gamma, beta], { epsilon }, y);
    },
  });
}

layerKind('layerNormalization', { epsilon: optional(numberIn(0)) }, layerNormalization);
