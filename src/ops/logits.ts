/** Remembers from which logits probabilities were computed, so that a loss can start from them and stay exact. */
import type { AnyTensor } from '../tensor/tensor.ts';

export type Squashing = 'softmax' | 'sigmoid';

const known = new WeakMap<AnyTensor, { readonly kind: Squashing; readonly logits: AnyTensor }>();

/** Notes that `probabilities` = kind(logits); returns the probabilities. */
export function rememberLogits<T extends AnyTensor>(kind: Squashing, probabilities: T, logits: AnyTensor): T {
  known.set(probabilities, { kind, logits });
  return probabilities;
}

/** The logits behind `probabilities`, if `kind` computed them. */
export function logitsOf(kind: Squashing, probabilities: AnyTensor): AnyTensor | undefined {
  const entry = known.get(probabilities);
  return entry?.kind === kind ? entry.logits : undefined;
}
