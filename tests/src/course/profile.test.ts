import { afterEach, describe, expect, it, vi } from 'vitest';
import { byProfile, profile } from 'tslate';
import { messageOf } from '../values.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the profile', () => {
  it('is the one the environment names, standard where it names none', () => {
    const choices = { tiny: 1, standard: 2, full: 3 };
    for (const [name, expected] of [
      ['tiny', 1],
      ['full', 3],
      ['', 2],
      [undefined, 2],
    ] as const) {
      vi.stubEnv('TSLATE_PROFILE', name);
      expect(byProfile(choices)).toBe(expected);
    }
  });

  it('answers a name that does not exist instead of working at length', () => {
    vi.stubEnv('TSLATE_PROFILE', 'tinny');
    expect(messageOf(profile)).toBe(
      "TSLATE_PROFILE: expected one of 'tiny', 'standard', 'full', received 'tinny'; did you mean 'tiny'?",
    );
  });
});
