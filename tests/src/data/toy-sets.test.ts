import { describe, expect, it } from 'vitest';
import { blobs, circles, moons, spirals, xor } from '../../../src/data/toy-sets.ts';
import type { ToySet } from '../../../src/data/toy-points.ts';
import { rng, seed } from '../../../src/random/rng.ts';

const makers = { xor, blobs, moons, circles, spirals };

/** Points with their classes, as plain numbers. */
const points = ({ x, y }: ToySet) =>
  Array.from(y.data, (label, i) => ({ label, a: x.data[2 * i], b: x.data[2 * i + 1] }));
const counts = ({ y }: ToySet) => {
  const found: number[] = [];
  for (const label of y.data) found[label] = (found[label] ?? 0) + 1;
  return found;
};

describe.each(Object.entries(makers))('%s', (_name, make) => {
  it('gives points of the plane with int32 classes, 100 unless told otherwise', () => {
    const { x, y } = make({ seed: 0 });
    expect([x.shape, y.shape, x.dtype, y.dtype]).toEqual([[100, 2], [100], 'float32', 'int32']);
    expect(make({ samples: 37 }).x.shape).toEqual([37, 2]);
  });

  it('has as many samples of each class as of the others, give or take one', () => {
    for (const samples of [10, 11, 100]) {
      const found = counts(make({ samples }));
      expect(found.reduce((sum, count) => sum + count)).toBe(samples);
      expect(Math.max(...found) - Math.min(...found)).toBeLessThanOrEqual(1);
    }
  });

  it('gives the same points for the same seed, others for another, and mixes the classes', () => {
    const set = make({ seed: 3, noise: 0.1 });
    expect(make({ seed: 3, noise: 0.1 })).toEqual(set);
    expect(make({ seed: rng(3), noise: 0.1 })).toEqual(set);
    expect(make({ seed: 4, noise: 0.1 }).x.data).not.toEqual(set.x.data);
    expect([...set.y.data]).not.toEqual([...set.y.data].sort());
  });

  it('goes on with the shared generator where no seed is given', () => {
    seed(5);
    const first = make({ noise: 0.1 });
    expect(make({ noise: 0.1 }).x.data).not.toEqual(first.x.data);
    seed(5);
    expect(make({ noise: 0.1 })).toEqual(first);
  });

  it('refuses what it cannot do in a sentence', () => {
    expect(() => make({ samples: 1 })).toThrow(/expected a whole number of samples, at least one for each of the \d/);
    expect(() => make({ samples: 10.5 })).toThrow(/received 10\.5/);
    expect(() => make({ noise: -1 })).toThrow(/expected a noise ≥ 0, received -1/);
    expect(() => make({ noise: NaN })).toThrow(/received NaN/);
  });
});

describe('without noise the points lie on the figure', () => {
  it('moons: half circles around (0, 0) and (1, ½), ends included', () => {
    const found = points(moons({ samples: 10, seed: 0 }));
    for (const { label, a, b } of found) {
      const [u, v] = label === 0 ? [a, b] : [1 - a, 0.5 - b];
      expect(Math.hypot(u, v)).toBeCloseTo(1, 6);
      expect(v).toBeGreaterThan(-1e-6);
    }
    const ends = found.filter(
      ({ label, a, b }) => label === 1 && (a < 1e-6 || a > 2 - 1e-6) && Math.abs(b - 0.5) < 1e-6,
    );
    expect(ends).toHaveLength(2);
  });

  it('circles: radius 1 and the factor, evenly spaced', () => {
    const found = points(circles({ samples: 8, factor: 0.5, seed: 0 }));
    for (const { label, a, b } of found) expect(Math.hypot(a, b)).toBeCloseTo(label === 0 ? 1 : 0.5, 6);
    const quarters = found.filter(({ label }) => label === 1).map(({ a, b }) => (2 * Math.atan2(b, a)) / Math.PI);
    expect(quarters.map((turn) => (Math.round(turn) + 4) % 4).sort()).toEqual([0, 1, 2, 3]);
    for (const turn of quarters) expect(turn).toBeCloseTo(Math.round(turn), 6);
  });

  it('xor: the class says whether the signs differ', () => {
    const found = points(xor({ samples: 400, seed: 0 }));
    for (const { label, a, b } of found) {
      expect(a > 0 !== b > 0).toBe(label === 1);
      expect(Math.max(Math.abs(a), Math.abs(b))).toBeLessThanOrEqual(1);
    }
    // Each of the four squares has its quarter.
    expect(found.filter(({ a, b }) => a > 0 && b > 0)).toHaveLength(100);
    expect(found.filter(({ a, b }) => a < 0 && b > 0)).toHaveLength(100);
  });

  it('spirals: the angle follows from the radius and the arm', () => {
    for (const { label, a, b } of points(spirals({ samples: 60, classes: 3, turns: 1.5, seed: 0 }))) {
      const r = Math.hypot(a, b);
      const turns = Math.atan2(b, a) / (2 * Math.PI) - 1.5 * r - label / 3;
      expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-5);
      expect(r).toBeGreaterThan(0.04);
    }
  });

  it('blobs: all samples of a class are its center', () => {
    const found = points(
      blobs({
        samples: 9,
        centers: [
          [1, 2],
          [-3, 4.5],
        ],
        noise: 0,
        seed: 0,
      }),
    );
    for (const { label, a, b } of found) expect([a, b]).toEqual(label === 0 ? [1, 2] : [-3, 4.5]);
    expect(found.filter(({ label }) => label === 0)).toHaveLength(5);
    const drawn = points(blobs({ samples: 50, classes: 5, noise: 0, seed: 1 }));
    expect(new Set(drawn.map(({ a, b }) => `${a} ${b}`)).size).toBe(5);
    for (const { a, b } of drawn) expect(Math.max(Math.abs(a), Math.abs(b))).toBeLessThanOrEqual(10);
  });
});

it('noise has the standard deviation asked for, about the center', () => {
  const found = points(blobs({ samples: 4000, centers: [[3, -1]], noise: 0.5, seed: 0 }));
  const mean = found.reduce((sum, { a }) => sum + a, 0) / 4000;
  const variance = found.reduce((sum, { a }) => sum + (a - mean) ** 2, 0) / 4000;
  // Four standard errors: σ/√n of the mean, σ²√(2/n) of the variance.
  expect(Math.abs(mean - 3)).toBeLessThan((4 * 0.5) / Math.sqrt(4000));
  expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 4000));
});

it('what belongs to one figure alone is checked too', () => {
  expect(() => circles({ factor: 1 })).toThrow(/expected a factor between 0 and 1, received 1/);
  expect(() => spirals({ turns: Infinity })).toThrow(/expected a number of turns/);
  expect(() => spirals({ classes: 0 })).toThrow(/expected classes: a whole number ≥ 1, received 0/);
  expect(() => blobs({ classes: 2, centers: [[0, 0]] })).toThrow(
    /expected one center for each of the 2 classes, received 1/,
  );
});
