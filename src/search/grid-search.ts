/** Grid search: every combination. */
import { checkWholeNumber } from '../checks.ts';
import { search, type Search, type SearchOptions } from './search.ts';
import { checkSpace, gridOf, type SettingsOf, type Space } from './space.ts';

/** How a grid is laid out. */
export interface GridSearchOptions extends SearchOptions {
  /** How many values of each range are tried, 5 by default; of a list all are. */
  readonly points?: number;
}

/**
 * Tries every combination of settings: as many as the numbers of values multiplied, so that each setting more makes it
 * much longer.
 *
 *     const found = gridSearch({ units: choice([32, 64]), rate: logUniform(1e-4, 1e-1) }, { points: 4 });
 *     await found.run(async ({ units, rate }) => {
 *       const model = sequential([784], dense(units), dense(10)).compile({ optimizer: adam({ learningRate: rate }), loss });
 *       const { valLoss } = await model.fit(x, y, { epochs: 3, validationSplit: 0.2, progress: false });
 *       return valLoss.at(-1);
 *     });
 *     found.best.settings
 *
 * All trials have the same seed, so that they differ in their settings alone.
 * @param space a distribution for each setting
 * @throws ArgumentError for an empty space, and unless points is a whole number ≥ 1
 */
export function gridSearch<const S extends Space>(space: S, options: GridSearchOptions = {}): Search<SettingsOf<S>> {
  const { points = 5, seed = 0 } = options;
  checkSpace('gridSearch', space);
  checkWholeNumber('gridSearch', 'points', points);
  const grid = gridOf(space, points);
  const next = ({ length }: { readonly length: number }) =>
    length < grid.length ? { settings: grid[length], seed, budget: 1 } : undefined;
  return search({ what: 'gridSearch', total: grid.length, next }, options);
}
