/** How data that are drawn at random are told where their numbers come from. */
import { type Rng, rng, sharedRng } from '../random/rng.ts';

/** A whole number, which gives the same data each time; or a generator, which goes on from where it is. */
export type Seed = number | Rng;

/** The generator that `seed` means; the shared one where none is given. @throws ArgumentError for anything else */
export function generatorOf(seed: Seed | undefined): Rng {
  if (seed === undefined) return sharedRng();
  return typeof seed === 'object' ? seed : rng(seed);
}
