/** Draws one of many by its probability. */
import { checkAtLeast, checkWholeNumber } from '../checks.ts';
import type { Rng } from '../random/rng.ts';

/** How much is left to chance. */
export interface SampleOptions {
  /** τ: below 1 the likely becomes likelier, at 0 the likeliest is certain; 1 by default. */
  readonly temperature?: number;
  /** Only so many of the likeliest are drawn from, all by default. Source: Fan, Lewis and Dauphin, ACL 2018. */
  readonly topK?: number;
}

/**
 * Index k with a probability in proportion to  pₖ^(1/τ) = e^(zₖ/τ)  for p = softmax z, where only the topK largest count.
 * @throws ArgumentError for a temperature < 0 or a topK < 1
 */
export function sample(p: ArrayLike<number>, rng: Rng, options: SampleOptions = {}): number {
  const { temperature = 1, topK = p.length } = options;
  checkAtLeast('generate', 'temperature', temperature);
  checkWholeNumber('generate', 'topK', topK);
  const order = Array.from(p, (_, k) => k).sort((a, b) => p[b] - p[a]);
  const [likeliest] = order;
  if (temperature === 0) return likeliest;
  const chosen = order.slice(0, topK);
  const weights = chosen.map((k) => (p[k] / p[likeliest]) ** (1 / temperature));
  let left = rng.next() * weights.reduce((sum, weight) => sum + weight, 0);
  // Where rounding leaves nothing to hit, the likeliest is taken.
  return chosen[weights.findIndex((weight) => (left -= weight) < 0)] ?? likeliest;
}
