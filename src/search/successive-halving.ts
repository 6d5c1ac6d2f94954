/** Successive halving: many settings for a short time, the better ones for longer. */
import { checkWholeNumber } from '../checks.ts';
import { rng } from '../random/rng.ts';
import { type Plan, search, type Search, type SearchOptions } from './search.ts';
import { checkSpace, drawSettings, type SettingsOf, type Space } from './space.ts';

/** How the trials are cut down. */
export interface SuccessiveHalvingOptions extends SearchOptions {
  /** n, how many settings are drawn at random, 27 by default. */
  readonly trials?: number;
  /** η, of how many one goes on, with η times the budget; 3 by default. */
  readonly factor?: number;
  /** r, the first budget, 1 by default. */
  readonly budget?: number;
}

/**
 * Gives all settings a small budget, and the best η-th part of them η times as much, again and again until fewer than η
 * are left. Round i has ⌊n / ηⁱ⌋ trials with a budget of r·ηⁱ: with n = 27, η = 3 and r = 1 these are 27 trials of one
 * epoch, 9 of 3, 3 of 9 and 1 of 27.
 *
 *     const found = successiveHalving({ rate: logUniform(1e-4, 1) }, { trials: 27 });
 *     await found.run(async ({ rate }, { budget }) => {
 *       …
 *       const { valLoss } = await model.fit(x, y, { epochs: budget, validationSplit: 0.2, progress: false });
 *       return valLoss.at(-1);
 *     });
 *
 * Every trial begins anew with the same seed. It finds what is good early; settings that begin slowly get lost.
 * @param space a distribution for each setting
 * @throws ArgumentError for an empty space, unless trials, factor ≥ 2 and budget are whole numbers
 * Source: Jamieson and Talwalkar, “Non-stochastic best arm identification and hyperparameter optimization”, AISTATS 2016.
 */
export function successiveHalving<const S extends Space>(
  space: S,
  options: SuccessiveHalvingOptions = {},
): Search<SettingsOf<S>> {
  const { trials = 27, factor = 3, budget = 1, seed = 0 } = options;
  checkSpace('successiveHalving', space);
  checkWholeNumber('successiveHalving', 'trials', trials);
  checkWholeNumber('successiveHalving', 'factor', factor, 2);
  checkWholeNumber('successiveHalving', 'budget', budget);
  const random = rng(seed);
  const drawn = Array.from({ length: trials }, () => drawSettings(space, random));
  const next: Plan<SettingsOf<S>>['next'] = (done, rank) => {
    let candidates: readonly SettingsOf<S>[] = drawn;
    let before = 0;
    for (let round = 0; candidates.length > 0; round++) {
      const place = done.length - before;
      if (place < candidates.length) return { settings: candidates[place], seed, budget: budget * factor ** round };
      const ended = rank(done.slice(before, before + candidates.length));
      before += candidates.length;
      const kept = Math.floor(trials / factor ** (round + 1));
      candidates = ended
        .filter(({ error }) => error === undefined)
        .slice(0, kept)
        .map(({ settings }) => settings);
    }
    return undefined;
  };
  return search({ what: 'successiveHalving', total: totalOf(trials, factor), next }, options);
}

/** Σ ⌊n / ηⁱ⌋ */
function totalOf(trials: number, factor: number): number {
  return trials < 1 ? 0 : trials + totalOf(Math.floor(trials / factor), factor);
}
