/** The optimisers, in order of increasing complexity. */
import { ArgumentError, lookUp } from '../errors.ts';
import { checkRate, optimizer, type Optimizer, type Schedule } from './optimizer.ts';

export interface SgdOptions {
  /** α, 0.01 by default. */
  readonly learningRate?: number | Schedule;
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
 * @throws ArgumentError for a learning rate that is not positive, or a momentum outside 0 ≤ β < 1
 * Source: Sutskever et al., “On the importance of initialization and momentum in deep learning”, ICML 2013.
 */
export function sgd({ learningRate = 0.01, momentum = 0, nesterov = false }: SgdOptions = {}): Optimizer {
  checkRate('sgd', learningRate);
  checkDecay('sgd', 'momentum', momentum);
  return optimizer({
    name: 'sgd',
    learningRate,
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

export interface AdamOptions {
  /** α, 0.001 by default. */
  readonly learningRate?: number | Schedule;
  /** β₁, 0.9 by default. */
  readonly beta1?: number;
  /** β₂, 0.999 by default. */
  readonly beta2?: number;
  /** ε, 1e-7 by default, as in Keras (PyTorch: 1e-8). */
  readonly epsilon?: number;
}

/**
 * Adam: each parameter moves by its mean gradient over the root of its mean squared gradient.
 *
 *     m ← β₁ m + (1 − β₁) g         v ← β₂ v + (1 − β₂) g²
 *     θ ← θ − α √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
 *
 * The factor with t, the number of steps, undoes the bias of m and v, which start at 0.
 * @throws ArgumentError for a learning rate that is not positive, or a β outside 0 ≤ β < 1
 * Source: Kingma and Ba, “Adam: a method for stochastic optimization”, ICLR 2015, section 2 (the efficient order).
 */
export function adam({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-7,
}: AdamOptions = {}): Optimizer {
  checkRate('adam', learningRate);
  checkDecay('adam', 'beta1', beta1);
  checkDecay('adam', 'beta2', beta2);
  return optimizer({
    name: 'adam',
    learningRate,
    slots: 2,
    scalars: (t, rate) => [(rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)],
    update({ g, p, slots: [m, v], scalars: [rate] }) {
      const mean = m.add(g.sub(m).mul(1 - beta1));
      const variance = v.add(
        g
          .square()
          .sub(v)
          .mul(1 - beta2),
      );
      return { p: p.sub(mean.mul(rate).div(variance.sqrt().add(epsilon))), slots: [mean, variance] };
    },
  });
}

/** What remains of a running mean after a step: at 1 nothing new would ever come in. */
function checkDecay(what: string, name: string, beta: number): void {
  if (beta >= 0 && beta < 1) return;
  throw new ArgumentError({ what, expected: `a ${name} with 0 ≤ β < 1`, received: String(beta) });
}

const optimizers = { sgd, adam } satisfies Record<string, () => Optimizer>;

export type OptimizerName = keyof typeof optimizers;

/** The optimiser of that name with its default settings; an optimiser stands for itself. */
export function optimizerNamed(choice: OptimizerName | Optimizer): Optimizer {
  return typeof choice === 'string' ? lookUp<() => Optimizer>(optimizers, choice, 'optimizer')() : choice;
}
