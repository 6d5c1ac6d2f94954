import { afterEach, describe, expect, it } from 'vitest';
import { rng, seed } from 'tslate';
import { sharedRng } from '../../../src/random/rng.ts';
import { messageOf } from '../values.ts';

/** Mean, variance, skewness and kurtosis. */
function moments(data: ArrayLike<number>): { mean: number; variance: number; skewness: number; kurtosis: number } {
  const values = Array.from(data);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const central = (power: number): number => values.reduce((sum, x) => sum + (x - mean) ** power, 0) / values.length;
  const variance = central(2);
  return { mean, variance, skewness: central(3) / variance ** 1.5, kurtosis: central(4) / variance ** 2 };
}

/** Pearson's correlation. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ma, mb] = [moments(a), moments(b)];
  const product = Array.from(a, (x, i) => (x - ma.mean) * (b[i] - mb.mean));
  return product.reduce((sum, x) => sum + x, 0) / product.length / Math.sqrt(ma.variance * mb.variance);
}

const N = 40_000;
// Six standard errors of a mean of N numbers of variance 1.
const BOUND = 6 / Math.sqrt(N);

describe('a generator', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const draw = (value: number): number[] => Array.from(rng(value).normal([7]).data);
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(-1)).not.toEqual(draw(1));
    expect(draw(2 ** 40)).not.toEqual(draw(0));
  });

  it('gives numbers that do not change from version to version or machine to machine', () => {
    // The first pair of words of key 0 is the published vector: its high 24 bits as fractions.
    const first = [0x6b200159, 0x99ba4efe].map((word) => (word >>> 8) / 2 ** 24);
    expect(rng(0).uniform([2]).toArray()).toEqual(first);
  });

  it('draws uniform numbers from [low, high)', () => {
    const x = rng(1).uniform([N]);
    expect(Math.min(...x.data)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...x.data)).toBeLessThan(1);
    const { mean, variance, kurtosis } = moments(x.data);
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(BOUND * Math.sqrt(1 / 12));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(BOUND / 12);
    expect(kurtosis).toBeCloseTo(1.8, 1);
    const wide = rng(1).uniform([N], { low: -3, high: 5 });
    expect(Math.min(...wide.data)).toBeGreaterThanOrEqual(-3);
    expect(Math.max(...wide.data)).toBeLessThanOrEqual(5);
    expect(Math.abs(moments(wide.data).mean - 1)).toBeLessThan(BOUND * 8 * Math.sqrt(1 / 12));
  });

  it('draws normal numbers of the mean and spread asked for', () => {
    const { mean, variance, skewness, kurtosis } = moments(rng(2).normal([N]).data);
    expect(Math.abs(mean)).toBeLessThan(BOUND);
    expect(Math.abs(variance - 1)).toBeLessThan(BOUND * Math.SQRT2);
    expect(Math.abs(skewness)).toBeLessThan(BOUND * Math.sqrt(6));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(BOUND * Math.sqrt(24));
    const other = moments(rng(2).normal([N], { mean: 10, std: 3 }).data);
    expect(Math.abs(other.mean - 10)).toBeLessThan(3 * BOUND);
    expect(Math.abs(other.variance - 9)).toBeLessThan(9 * BOUND * Math.SQRT2);
  });

  it('draws neighbours that do not depend on each other', () => {
    const x = rng(3).normal([N + 1]).data;
    expect(Math.abs(correlation(x.subarray(0, N), x.subarray(1)))).toBeLessThan(BOUND);
  });

  it('draws 1 with probability p, and 0 otherwise', () => {
    const x = rng(4).bernoulli([N], 0.3).data;
    expect(new Set(x)).toEqual(new Set([0, 1]));
    expect(Math.abs(moments(x).mean - 0.3)).toBeLessThan(BOUND * Math.sqrt(0.3 * 0.7));
    expect(new Set(rng(4).bernoulli([1000], 0).data)).toEqual(new Set([0]));
    expect(new Set(rng(4).bernoulli([1000], 1).data)).toEqual(new Set([1]));
    expect(messageOf(() => rng(4).bernoulli([2], 1.5))).toBe(
      'bernoulli: expected a probability from 0 to 1, received 1.5.',
    );
  });

  it('permutes: every number once, every order as likely', () => {
    const g = rng(5);
    const order = g.permutation(1000);
    expect(Array.from(order.toSorted())).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(Array.from(order)).not.toEqual(Array.from(g.permutation(1000)));
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const key = g.permutation(3).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(6 * Math.sqrt(1000));
    expect([...g.permutation(0), ...g.permutation(1)]).toEqual([0]);
  });

  it('gives single numbers in [0, 1) of more digits than float32 holds', () => {
    const g = rng(6);
    const values = Array.from({ length: 1000 }, () => g.next());
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(values.some((x) => Math.fround(x) !== x)).toBe(true);
    expect(new Set(values).size).toBe(1000);
  });

  it('splits off a generator that does not repeat it, nor another split', () => {
    const parent = rng(7);
    const [one, two] = [parent.split(), parent.split()];
    const [x, y, z] = [parent.normal([N]).data, one.normal([N]).data, two.normal([N]).data];
    for (const [a, b] of [
      [x, y],
      [x, z],
      [y, z],
    ]) {
      expect(Math.abs(correlation(a, b))).toBeLessThan(BOUND);
    }
    expect(rng(7).split().normal([5]).toArray()).toEqual(rng(7).split().normal([5]).toArray());
  });

  it('does not let what a split draws change what the parent draws next', () => {
    const draw = (use: boolean): number[] => {
      const parent = rng(8);
      const child = parent.split();
      if (use) child.normal([100]);
      return parent.uniform([4]).toArray();
    };
    expect(draw(true)).toEqual(draw(false));
  });

  it('fills scalars, odd numbers of elements and empty tensors', () => {
    const g = rng(9);
    expect(g.normal([]).shape).toEqual([]);
    expect(g.normal([3]).data.every(Number.isFinite)).toBe(true);
    expect(g.uniform([0, 4]).size).toBe(0);
  });

  it('goes on from a state, also one of another generator', () => {
    const [first, second] = [rng(2 ** 40 + 3), rng(0)];
    first.normal([7]);
    const { state } = first;
    const wanted = [first.next(), first.split().next(), ...first.uniform([5]).data];
    second.state = state;
    expect([second.next(), second.split().next(), ...second.uniform([5]).data]).toEqual(wanted);
    expect(second.state).toEqual(first.state);
    expect(second.state).not.toEqual(state);
  });

  it('wants a whole number as seed', () => {
    expect(messageOf(() => rng(0.5))).toBe('rng: expected a whole number as seed, received 0.5.');
    expect(() => rng(NaN)).toThrow('received NaN');
  });
});

describe('the shared generator', () => {
  afterEach(() => seed(0));

  it('starts anew from a seed', () => {
    seed(3);
    const first = sharedRng().normal([4]).toArray();
    expect(sharedRng().normal([4]).toArray()).not.toEqual(first);
    seed(3);
    expect(sharedRng().normal([4]).toArray()).toEqual(first);
    expect(rng(3).normal([4]).toArray()).toEqual(first);
  });
});
