/** Keeping gradients from growing too large, before any optimiser sees them. */
import { checkPositive } from '../checks.ts';
import { ArgumentError } from '../errors.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** How gradients are clipped before an optimiser uses them; not at all by default. */
export interface ClipOptions {
  /** c: all gradients together are shortened to this length where they are longer, g ← g · min(1, c/‖g‖). */
  readonly clipNorm?: number;
  /** c: every element is kept between −c and c. */
  readonly clipValue?: number;
}

/**
 * The gradients of all parameters, clipped; none is where no option is given.
 *
 *     clipNorm:   g ← g · min(1, c/‖g‖)      ‖g‖ = √(Σ over all elements of all gradients g²)
 *     clipValue:  g ← min(max(g, −c), c)
 *
 * The norm is that of all gradients together, as in PyTorch's `clip_grad_norm_` and Keras' `global_clipnorm`: it keeps
 * the direction of the step.
 * Source: Pascanu, Mikolov and Bengio, “On the difficulty of training recurrent neural networks”, ICML 2013.
 */
export function clipped(gradients: readonly AnyTensor[], { clipNorm, clipValue }: ClipOptions): readonly AnyTensor[] {
  if (clipValue !== undefined) return gradients.map((g) => g.clip(-clipValue, clipValue));
  if (clipNorm === undefined) return gradients;
  const length = norm(gradients);
  return length > clipNorm ? gradients.map((g) => g.mul(clipNorm / length)) : gradients;
}

/** The length of all gradients together,  ‖g‖. */
export function norm(gradients: readonly AnyTensor[]): number {
  return Math.sqrt(gradients.reduce((sum, { data }) => sum + squares(data), 0));
}

/** @throws ArgumentError unless at most one of the options is given, a number > 0 */
export function checkClipping(what: string, { clipNorm, clipValue }: ClipOptions): void {
  if (clipNorm !== undefined && clipValue !== undefined) {
    throw new ArgumentError({ what, expected: 'clipNorm or clipValue', received: 'both', hint: 'leave one out' });
  }
  for (const [name, limit] of Object.entries({ clipNorm, clipValue })) {
    if (limit !== undefined) checkPositive(what, name, limit);
  }
}

/** Σ x², in float64. */
function squares(data: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
  return sum;
}
