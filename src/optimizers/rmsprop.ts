/** Steps divided by the size that gradients have had lately. */
import { checkAtLeast, checkShare } from '../checks.ts';
import { numberIn, optional } from '../config/field.ts';
import { optimizer, type Optimizer, optimizerFields, type OptimizerOptions, optimizers } from './optimizer.ts';
import { checkRate } from './schedule.ts';

/** Settings of `rmsprop`. */
export interface RmspropOptions extends OptimizerOptions {
  /** ρ, 0.9 by default: what remains of the mean square after a step (PyTorch: 0.99). */
  readonly rho?: number;
  /** β, 0 by default. */
  readonly momentum?: number;
  /** ε, 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * RMSProp: each parameter moves by its gradient over the root of its mean squared gradient.
 *
 *     v ← ρ v + (1 − ρ) g²
 *     θ ← θ − α g / √(v + ε)          with momentum:  m ← β m + α g / √(v + ε),  θ ← θ − m
 *
 * ε stands under the root, as in Keras; in PyTorch beside it. The learning rate is 0.001 by default.
 * @throws ArgumentError for a learning rate that is not positive, ρ or β outside 0 ≤ β < 1, or an ε < 0
 * Source: Tieleman and Hinton, “Lecture 6.5: rmsprop”, Neural Networks for Machine Learning, 2012.
 */
export function rmsprop({
  learningRate = 0.001,
  rho = 0.9,
  momentum = 0,
  epsilon = 1e-7,
  ...clipping
}: RmspropOptions = {}): Optimizer {
  checkRate('rmsprop', learningRate);
  checkShare('rmsprop', 'rho', rho, 'β');
  checkShare('rmsprop', 'momentum', momentum, 'β');
  checkAtLeast('rmsprop', 'epsilon', epsilon);
  return optimizer({
    name: 'rmsprop',
    learningRate,
    clipping,
    settings: { rho, momentum, epsilon },
    slots: momentum === 0 ? 1 : 2,
    scalars: (_, rate) => [rate],
    update({ g, p, slots: [v, m], scalars: [rate] }) {
      const meanSquare = v.mul(rho).add(g.square().mul(1 - rho));
      const step = g.mul(rate).div(meanSquare.add(epsilon).sqrt());
      if (m === undefined) return { p: p.sub(step), slots: [meanSquare] };
      const next = m.mul(momentum).add(step);
      return { p: p.sub(next), slots: [meanSquare, next] };
    },
  });
}

const share = optional(numberIn(0, 1));
optimizers.add('rmsprop', { ...optimizerFields, rho: share, momentum: share, epsilon: optional(numberIn(0)) }, rmsprop);
