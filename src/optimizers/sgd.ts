/** Gradient descent, with momentum where it is wanted. */
import { checkShare } from '../checks.ts';
import { flag, numberIn, optional } from '../config/field.ts';
import { optimizer, type Optimizer, optimizerFields, type OptimizerOptions, optimizers } from './optimizer.ts';
import { checkRate } from './schedule.ts';

/** Settings of `sgd`. */
export interface SgdOptions extends OptimizerOptions {
  /** β, 0 by default: plain gradient descent. */
  readonly momentum?: number;
  /** Whether the gradient is taken where the momentum leads. False by default. */
  readonly nesterov?: boolean;
}

/**
 * Gradient descent, on a batch at a time stochastic gradient descent; with momentum β
 *
 *     v ← β v − α g
 *     θ ← θ + v                  (Nesterov: θ ← θ + β v − α g)
 *
 * The learning rate is 0.01 by default.
 * @throws ArgumentError for a learning rate that is not positive, or a momentum outside 0 ≤ β < 1
 * Source: Sutskever et al., “On the importance of initialization and momentum in deep learning”, ICML 2013.
 */
export function sgd({ learningRate = 0.01, momentum = 0, nesterov = false, ...clipping }: SgdOptions = {}): Optimizer {
  checkRate('sgd', learningRate);
  checkShare('sgd', 'momentum', momentum, 'β');
  return optimizer({
    name: 'sgd',
    learningRate,
    clipping,
    settings: { momentum, nesterov },
    slots: momentum === 0 ? 0 : 1,
    scalars: (_, rate) => [rate],
    update({ g, p, slots: [v], scalars: [rate] }) {
      const descent = g.mul(rate);
      if (v === undefined) return { p: p.sub(descent), slots: [] };
      const next = v.mul(momentum).sub(descent);
      return { p: nesterov ? p.add(next.mul(momentum)).sub(descent) : p.add(next), slots: [next] };
    },
  });
}

optimizers.add('sgd', { ...optimizerFields, momentum: optional(numberIn(0, 1)), nesterov: optional(flag) }, sgd);
