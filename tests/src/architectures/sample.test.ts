import { describe, expect, it } from 'vitest';
import { rng, type SampleOptions } from 'tslate';
import { sample } from '../../../src/architectures/sample.ts';

const p = [0.1, 0.4, 0.2, 0.3];
const DRAWS = 20_000;

/** The share of each index among many draws. */
function shares(options: SampleOptions): number[] {
  const random = rng(7);
  const counts = p.map(() => 0);
  for (let i = 0; i < DRAWS; i++) counts[sample(p, random, options)]++;
  return counts.map((count) => count / DRAWS);
}

describe('sample', () => {
  it.each([
    ['as they are', {}, [0.1, 0.4, 0.2, 0.3]],
    ['squared and scaled at temperature ½', { temperature: 0.5 }, [1 / 30, 16 / 30, 4 / 30, 9 / 30]],
    ['nearly alike at a high temperature', { temperature: 1e6 }, [0.25, 0.25, 0.25, 0.25]],
    ['those of the two likeliest alone', { topK: 2 }, [0, 4 / 7, 0, 3 / 7]],
    ['certain at temperature 0', { temperature: 0 }, [0, 1, 0, 0]],
  ] as const)('draws with the probabilities %s', (_, options, expected) => {
    shares(options).forEach((share, k) => {
      expect(Math.abs(share - expected[k])).toBeLessThanOrEqual(
        5 * Math.sqrt((expected[k] * (1 - expected[k])) / DRAWS),
      );
    });
  });
});
