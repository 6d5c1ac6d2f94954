/** How much work a notebook does: quick for tests, standard for reading, full as in the articles. */

const profiles = ['tiny', 'standard', 'full'] as const;
export type Profile = (typeof profiles)[number];

/** The present profile, from the environment variable `TSLATE_PROFILE`; 'standard' where it is not set. */
export function profile(): Profile {
  const name = globalThis.process?.env['TSLATE_PROFILE'];
  return profiles.find((known) => known === name) ?? 'standard';
}

/** The choice for the present profile: `byProfile({ tiny: 2, standard: 10, full: 10 })`. */
export function byProfile<T>(choices: Readonly<Record<Profile, T>>): T {
  return choices[profile()];
}
