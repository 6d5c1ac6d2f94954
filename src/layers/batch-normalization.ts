/** Batch normalisation: every channel is moved to mean 0 and variance 1 over the batch. */
import { checkPositive, checkShare } from '../checks.ts';
import { numberIn, optional } from '../config/field.ts';
import { composite } from '../ops/composite.ts';
import { ones, zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { fixed } from './layer-parameters.ts';
import type { SameShape } from './layer-types.ts';
import { checkAxis, momentsOfChannels, normalize } from './moments.ts';

/** How fast the moving averages follow, and what keeps the layer from dividing by 0. */
export interface BatchNormalizationOptions {
  /** How much of the moving mean and variance each training step keeps, 0 ≤ m < 1, 0.99 by default. */
  readonly momentum?: number;
  /** ε > 0, added to the variance, 1e-3 by default. */
  readonly epsilon?: number;
}

type Statistics = 'gamma' | 'beta' | 'movingMean' | 'movingVariance';

/**
 * Normalises each channel (the last axis) over all samples and places, then stretches and shifts by what it learns:
 *
 *     y = γ · (x − μ) / √(σ² + ε) + β
 *
 * In training μ and σ² (divided by n) are those of the batch, and are collected, v ← m·v + (1 − m)·new; otherwise they are
 * the collected ones, so that an answer does not depend on which samples are asked for together.
 *
 *     x, y: [batch, …, d]   gamma = γ: [d], starts at 1   beta = β: [d], starts at 0
 *     movingMean: [d], starts at 0   movingVariance: [d], starts at 1; no gradient flows to these two
 *
 * @throws ShapeError when a sample is one number; ArgumentError unless 0 ≤ m < 1 and ε > 0
 * Source: Ioffe and Szegedy, “Batch normalization”, ICML 2015.
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): Layer<SameShape> {
  const { momentum = 0.99, epsilon = 1e-3 } = options;
  checkPositive('batchNormalization', 'epsilon', epsilon);
  checkShare('batchNormalization', 'momentum', momentum, 'm');
  return layer<SameShape, { readonly [Name in Statistics]: Parameter }>({
    kind: 'batchNormalization',
    config: { momentum, epsilon },
    shape: (input) => checkAxis('batchNormalization', input),
    parameters(input) {
      const channels = input.slice(-1);
      const moving = { movingMean: fixed(zeros(channels)), movingVariance: fixed(ones(channels)) };
      return { gamma: ones(channels), beta: zeros(channels), ...moving };
    },
    call(x, { gamma, beta, movingMean, movingVariance }, { training = false }) {
      if (!training) {
        const y = normalize(x, { mean: movingMean, variance: movingVariance }, { gamma, beta, epsilon });
        return composite('batchNormalization', [x, gamma, beta, movingMean, movingVariance], { epsilon }, y);
      }
      const batch = momentsOfChannels(x);
      collect(movingMean, batch.mean, momentum);
      collect(movingVariance, batch.variance, momentum);
      return normalize(x, batch, { gamma, beta, epsilon });
    },
  });
}

/** v ← m·v + (1 − m)·value */
function collect(moving: Parameter, value: AnyTensor, momentum: number): void {
  const share = value
    .detach()
    .cast('float32')
    .reshape(moving.shape)
    .mul(1 - momentum);
  moving.assign(moving.mul(momentum).add(share));
}

layerKind(
  'batchNormalization',
  { momentum: optional(numberIn(0, 1)), epsilon: optional(numberIn(0)) },
  batchNormalization,
);
