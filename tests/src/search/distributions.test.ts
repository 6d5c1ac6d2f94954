import { describe, expect, it } from 'vitest';
import { choice, type Distribution, logUniform, rng, uniform, wholeNumbers } from 'tslate';
import { messageOf } from '../values.ts';

function drawn<T>(distribution: Distribution<T>, count = 4000): T[] {
  const random = rng(1);
  return Array.from({ length: count }, () => distribution.draw(random));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('uniform', () => {
  it('has the mean and variance of its formula, inside its range', () => {
    const x = drawn(uniform(-1, 3));
    expect(Math.min(...x)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...x)).toBeLessThan(3);
    // σ of the mean is 4/√12/√4000 = 0.018
    expect(mean(x)).toBeCloseTo(1, 1);
    expect(mean(x.map((value) => (value - 1) ** 2))).toBeCloseTo(16 / 12, 1);
  });

  it('is laid out evenly with its ends, a single point in the middle', () => {
    expect(uniform(0, 1).grid(5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(uniform(2, 4).grid(1)).toEqual([3]);
  });
});

describe('logUniform', () => {
  it('makes every order of magnitude as likely as the next', () => {
    const x = drawn(logUniform(1e-4, 1e-1));
    const share = (low: number, high: number) => x.filter((value) => value >= low && value < high).length / x.length;
    for (const low of [1e-4, 1e-3, 1e-2]) expect(Math.abs(share(low, 10 * low) - 1 / 3)).toBeLessThan(0.025);
  });

  it('is laid out in equal ratios, both ends exact', () => {
    const grid = logUniform(1e-4, 1e-1).grid(4);
    expect([grid[0], grid[3]]).toEqual([1e-4, 1e-1]);
    expect(grid[1]).toBeCloseTo(1e-3, 12);
    expect(grid[2]).toBeCloseTo(1e-2, 12);
  });
});

describe('choice and wholeNumbers', () => {
  it('take every value equally often, and nothing else', () => {
    for (const distribution of [choice([3, 4, 5]), wholeNumbers(3, 5)]) {
      const x = drawn(distribution);
      for (const value of [3, 4, 5]) {
        expect(Math.abs(x.filter((other) => other === value).length / x.length - 1 / 3)).toBeLessThan(0.025);
      }
      expect(new Set(x)).toEqual(new Set([3, 4, 5]));
    }
  });

  it('are laid out whole; many numbers are thinned', () => {
    expect(choice(['relu', 'tanh']).grid(1)).toEqual(['relu', 'tanh']);
    expect(wholeNumbers(2, 4).grid(5)).toEqual([2, 3, 4]);
    expect(wholeNumbers(1, 100).grid(4)).toEqual([1, 34, 67, 100]);
  });
});

describe('a distribution', () => {
  it('is refused with a sentence where it makes no sense', () => {
    expect(messageOf(() => uniform(1, 1))).toBe('uniform: expected two numbers with low < high, received 1 and 1.');
    expect(messageOf(() => uniform(NaN, 1))).toContain('received NaN and 1');
    expect(messageOf(() => logUniform(0, 1))).toBe(
      'logUniform: expected two numbers with 0 < low < high, received 0 and 1.',
    );
    expect(messageOf(() => choice([]))).toBe('choice: expected at least one value, received an empty list.');
    expect(messageOf(() => wholeNumbers(1, 2.5))).toBe(
      'wholeNumbers: expected two whole numbers with low ≤ high, received 1 and 2.5.',
    );
  });
});
