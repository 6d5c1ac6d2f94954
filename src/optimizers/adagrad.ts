/** Steps divided by the size of all gradients so far. */
import { numberIn, optional } from '../config/field.ts';
import { checkAtLeast } from '../checks.ts';
import { optimizer, type Optimizer, optimizerFields, type OptimizerOptions, optimizers } from './optimizer.ts';
import { checkRate } from './schedule.ts';

/** Settings of `adagrad`. */
export interface AdagradOptions extends OptimizerOptions {
  /** s₀, 0.1 by default, as in Keras (PyTorch: 0). */
  readonly initialAccumulator?: number;
  /** ε, 1e-7 by default. */
  readonly epsilon?: number;
}

/**
 * Adagrad: parameters that have moved much move less, rare ones keep their large steps.
 *
 *     s ← s + g²                    s starts at s₀
 *     θ ← θ − α g / √(s + ε)
 *
 * ε stands under the root, as in Keras; in PyTorch beside it. The learning rate is 0.001 by default.
 * @throws ArgumentError for a learning rate that is not positive, or a negative s₀ or ε
 * Source: Duchi, Hazan and Singer, “Adaptive subgradient methods”, JMLR 12 (2011).
 */
export function adagrad({
  learningRate = 0.001,
  initialAccumulator = 0.1,
  epsilon = 1e-7,
  ...clipping
}: AdagradOptions = {}): Optimizer {
  checkRate('adagrad', learningRate);
  checkAtLeast('adagrad', 'epsilon', epsilon);
  checkAtLeast('adagrad', 'initialAccumulator', initialAccumulator);
  return optimizer({
    name: 'adagrad',
    learningRate,
    clipping,
    settings: { initialAccumulator, epsilon },
    slots: 1,
    scalars: (_, rate) => [rate],
    update({ g, p, slots: [s], scalars: [rate] }) {
      // Slots start at 0, so s₀ is added where s is used.
      const sum = s.add(g.square());
      return { p: p.sub(g.mul(rate).div(sum.add(initialAccumulator + epsilon).sqrt())), slots: [sum] };
    },
  });
}

const positive = optional(numberIn(0));
optimizers.add('adagrad', { ...optimizerFields, initialAccumulator: positive, epsilon: positive }, adagrad);
