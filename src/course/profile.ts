/** How much work a notebook does: quick for tests, standard for reading, full as in the articles. */
import { lookUp } from '../errors.ts';

/** How much work a notebook does: for a test, for a reader, or as in the articles. */
export type Profile = 'tiny' | 'standard' | 'full';

const profiles: { readonly [P in Profile]: P } = { tiny: 'tiny', standard: 'standard', full: 'full' };

/**
 * The present profile, from the environment variable `TSLATE_PROFILE`; 'standard' where it is not set.
 * @throws ArgumentError when it is set to something else
 */
export function profile(): Profile {
  const name = globalThis.process?.env['TSLATE_PROFILE'];
  return name === undefined || name === '' ? 'standard' : lookUp(profiles, name, 'TSLATE_PROFILE');
}

/** The one of the `choices` for the present profile: `byProfile({ tiny: 2, standard: 10, full: 10 })`. */
export function byProfile<T>(choices: Readonly<Record<Profile, T>>): T {
  return choices[profile()];
}
