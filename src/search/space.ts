/** A space of settings: what each of them may be. */
import { ArgumentError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import type { Distribution } from './distributions.ts';

/** A distribution for each setting: `{ learningRate: logUniform(1e-4, 1e-1), units: choice([32, 64]) }`. */
export type Space = Readonly<Record<string, Distribution<unknown>>>;

/** One value for each setting of a space. */
export type SettingsOf<S extends Space> = {
  readonly [Name in keyof S]: S[Name] extends Distribution<infer T> ? T : never;
};

/** Each setting drawn on its own, in the order of their names in the space. */
export function drawSettings<S extends Space>(space: S, random: Rng): SettingsOf<S> {
  return settingsOf<S>(Object.entries(space).map(([name, { draw }]) => [name, draw(random)]));
}

/** Every combination of the settings' grids; the last setting changes first. */
export function gridOf<S extends Space>(space: S, points: number): readonly SettingsOf<S>[] {
  return Object.entries(space)
    .reduce<readonly (readonly Entry[])[]>(
      (combinations, [name, { grid }]) => {
        const values = grid(points);
        return combinations.flatMap((entries) => values.map((value) => [...entries, [name, value] as const]));
      },
      [[]],
    )
    .map((entries) => settingsOf<S>(entries));
}

/** @throws ArgumentError for a space without settings, and for what is no distribution */
export function checkSpace(what: string, space: Space): void {
  const entries = Object.entries(space);
  if (entries.length === 0) {
    throw new ArgumentError({ what, expected: 'a space of at least one setting', received: 'none' });
  }
  const wrong = entries.find(([, value]) => typeof value?.draw !== 'function' || typeof value.grid !== 'function');
  if (wrong === undefined) return;
  throw new ArgumentError({
    what: `${what}: ${wrong[0]}`,
    expected: 'a distribution: choice([…]), uniform(low, high), logUniform(low, high) or wholeNumbers(low, high)',
    received: JSON.stringify(wrong[1]) ?? String(wrong[1]),
  });
}

type Entry = readonly [name: string, value: unknown];

function settingsOf<S extends Space>(entries: readonly Entry[]): SettingsOf<S> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: one value of each setting's own distribution
  return Object.fromEntries(entries) as SettingsOf<S>;
}
