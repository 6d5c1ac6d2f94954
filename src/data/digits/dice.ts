/**
 * The random numbers of one drawn digit: integer hashing, then only + − × ÷, so that every machine draws the same bytes.
 *
 * The generator is the data set's own rather than the framework's `rng`: the committed files must stay what they are
 * even when the framework learns a better generator. `Math.exp`, `sin` and `pow` may differ in the last bit between
 * engines and are avoided in this whole folder; IEEE 754 fixes the others, and `Math.sqrt`.
 */
import { ArgumentError } from '../../errors.ts';

export interface Dice {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** True with probability p. */
  chance(p: number): boolean;
  /** Bell-shaped, mean 0, variance 1, never beyond ±3√2: the sum of six uniform numbers (Irwin–Hall), rescaled. */
  normal(): number;
  /** One of the entries, with probability proportional to its weight. */
  pick<T extends { readonly weight: number }>(entries: readonly T[]): T;
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every input bit changes half of the output bits. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The dice of image `index`; images do not depend on each other, so that any one of them can be drawn again alone. */
export function dice(seed: number, index: number): Dice {
  let state = mix(mix(seed | 0) + index);
  // Weyl sequence through a hash; the step is 2³² divided by the golden ratio (Steele et al., SplitMix, 2014).
  const uniform = () => (mix((state = (state + 0x9e3779b9) | 0)) >>> 0) / 2 ** 32;
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    chance: (p) => uniform() < p,
    normal: () => (uniform() + uniform() + uniform() + uniform() + uniform() + uniform() - 3) * Math.SQRT2,
    pick(entries) {
      const total = entries.reduce((sum, { weight }) => sum + weight, 0);
      let left = uniform() * total;
      const found = entries.find(({ weight }) => (left -= weight) < 0) ?? entries.at(-1);
      if (found === undefined) throw new ArgumentError('pick: expected at least one entry, received none.');
      return found;
    },
  };
}
