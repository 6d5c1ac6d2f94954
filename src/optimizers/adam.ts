/** Adam: a mean of the gradient over the root of a mean of its square; and AdamW, with weight decay beside it. */
import { numberIn, optional } from '../config/field.ts';
import { checkAtLeast, checkShare } from '../checks.ts';
import { optimizer, type Optimizer, optimizerFields, type OptimizerOptions, optimizers } from './optimizer.ts';
import { checkRate } from './schedule.ts';

/** Settings of `adam`. */
export interface AdamOptions extends OptimizerOptions {
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
 * The learning rate is 0.001 by default.
 * @throws ArgumentError for a learning rate that is not positive, a β outside 0 ≤ β < 1, or an ε < 0
 * Source: Kingma and Ba, “Adam: a method for stochastic optimization”, ICLR 2015, section 2 (the efficient order).
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return byMoments('adam', options, 0);
}

/** Settings of `adamW`. */
export interface AdamWOptions extends AdamOptions {
  /** λ, 0.004 by default, as in Keras (PyTorch: 0.01). */
  readonly weightDecay?: number;
}

/**
 * Adam with decoupled weight decay: every parameter shrinks besides by a share of itself, which Adam's root does not
 * divide, as it would a penalty in the loss.
 *
 *     θ ← θ − α λ θ − (Adam's step)
 *
 * All parameters decay, biases included, as by default in Keras and PyTorch.
 * @throws ArgumentError as adam, and for a negative weight decay
 * Source: Loshchilov and Hutter, “Decoupled weight decay regularization”, ICLR 2019.
 */
export function adamW({ weightDecay = 0.004, ...options }: AdamWOptions = {}): Optimizer {
  checkAtLeast('adamW', 'weightDecay', weightDecay);
  return byMoments('adamW', options, weightDecay);
}

function byMoments(
  name: string,
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...clipping }: AdamOptions,
  weightDecay: number,
): Optimizer {
  checkRate(name, learningRate);
  checkShare(name, 'beta1', beta1, 'β');
  checkShare(name, 'beta2', beta2, 'β');
  checkAtLeast(name, 'epsilon', epsilon);
  return optimizer({
    name,
    learningRate,
    clipping,
    settings: { beta1, beta2, epsilon, ...(name === 'adamW' ? { weightDecay } : {}) },
    slots: 2,
    scalars: (t, rate) => [(rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t), 1 - rate * weightDecay],
    update({ g, p, slots: [m, v], scalars: [rate, kept] }) {
      const mean = m.add(g.sub(m).mul(1 - beta1));
      const variance = v.add(
        g
          .square()
          .sub(v)
          .mul(1 - beta2),
      );
      const before = weightDecay === 0 ? p : p.mul(kept);
      return { p: before.sub(mean.mul(rate).div(variance.sqrt().add(epsilon))), slots: [mean, variance] };
    },
  });
}

const share = optional(numberIn(0, 1));
const adamFields = { ...optimizerFields, beta1: share, beta2: share, epsilon: optional(numberIn(0)) };
optimizers.add('adam', adamFields, adam);
optimizers.add('adamW', { ...adamFields, weightDecay: optional(numberIn(0)) }, adamW);
