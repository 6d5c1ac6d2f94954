import { describe, expect, it } from 'vitest';
import { augment } from '../../../src/data/augment.ts';
import { elasticField } from '../../../src/data/elastic.ts';
import { warpImages } from '../../../src/data/warp-images.ts';
import { rng } from '../../../src/random/rng.ts';
import { tensor } from '../../../src/tensor/create.ts';

const SIDE = 21;
/** One bright pixel in the middle of each image. */
const dots = (n: number) =>
  tensor(
    Float32Array.from({ length: n * SIDE * SIDE }, (_, i) => (i % (SIDE * SIDE) === (SIDE * SIDE - 1) / 2 ? 1 : 0)),
    [n, SIDE, SIDE, 1],
  );
/** The centre of mass of image i, from the middle: [down, right]. */
function centre(data: Float32Array, i: number): readonly [number, number] {
  let [mass, down, right] = [0, 0, 0];
  for (let at = 0; at < SIDE * SIDE; at++) {
    const value = data[i * SIDE * SIDE + at];
    mass += value;
    down += value * (Math.floor(at / SIDE) - 10);
    right += value * ((at % SIDE) - 10);
  }
  return [down / mass, right / mass];
}
const images = rng(1).uniform([6, 8, 9, 3]);
const everything = { shift: 2, rotate: 10, scale: 0.1, elastic: 1, noise: 0.05 };

describe('augment', () => {
  it('changes nothing when nothing is named, or by nothing', () => {
    expect(augment({})(images)).toEqual(images);
    expect(augment({ shift: 0, rotate: 0, scale: 0, elastic: 0, noise: 0 })(images)).toEqual(images);
  });

  it('gives the same variants for the same seed, others with each call, and leaves its input alone', () => {
    const before = Float32Array.from(images.data);
    const varied = augment({ ...everything, seed: 7 });
    const first = varied(images);
    expect(first.shape).toEqual(images.shape);
    expect(augment({ ...everything, seed: 7 })(images)).toEqual(first);
    expect(augment({ ...everything, seed: rng(7) })(images)).toEqual(first);
    expect(varied(images).data).not.toEqual(first.data);
    expect(augment({ ...everything, seed: 8 })(images).data).not.toEqual(first.data);
    expect(images.data).toEqual(before);
  });

  it('varies every image otherwise', () => {
    const same = tensor(
      Float32Array.from({ length: 2 * 784 }, (_, i) => (i % 784) / 784),
      [2, 28, 28, 1],
    );
    for (const option of ['shift', 'rotate', 'scale', 'elastic', 'noise'] as const) {
      const { data } = augment({ [option]: 0.5, seed: 0 })(same);
      expect(data.slice(0, 784), option).not.toEqual(data.slice(784));
    }
  });

  it('shifts uniformly within the limit, down as well as up', () => {
    const { data } = augment({ shift: 3, seed: 0 })(dots(400));
    const places = Array.from({ length: 400 }, (_, i) => centre(data, i));
    for (const axis of [0, 1]) {
      const along = places.map((place) => place[axis]);
      expect(Math.max(...along.map(Math.abs))).toBeLessThanOrEqual(3 + 1e-5);
      expect(Math.min(...along)).toBeLessThan(-2.9);
      expect(Math.max(...along)).toBeGreaterThan(2.9);
      // σ of the mean of 400 numbers uniform in [−3, 3] is 3 / √3 / 20.
      expect(Math.abs(along.reduce((sum, value) => sum + value) / 400)).toBeLessThan((4 * 3) / Math.sqrt(3) / 20);
    }
  });

  it('turns and enlarges as warpImages does, by the numbers its generator gives', () => {
    const x = rng(2).uniform([3, 12, 12, 1]);
    const amounts = rng(5).uniform([3, 4], { low: -1, high: 1 }).data;
    const { data } = augment({ rotate: 40, scale: 0.3, seed: 5 })(x);
    for (let i = 0; i < 3; i++) {
      const one = tensor(x.data.slice(144 * i, 144 * (i + 1)), [1, 12, 12, 1]);
      const expected = warpImages(one, { rotate: 40 * amounts[4 * i + 2], scale: 1.3 ** amounts[4 * i + 3] });
      expect(data.slice(144 * i, 144 * (i + 1))).toEqual(expected.data);
    }
  });

  it('adds noise of the deviation asked for', () => {
    const { data } = augment({ noise: 0.2, seed: 0 })(dots(10));
    const base = dots(10).data;
    const square = data.reduce((sum, value, i) => sum + (value - base[i]) ** 2, 0) / data.length;
    expect(Math.abs(square - 0.04)).toBeLessThan(4 * 0.04 * Math.sqrt(2 / data.length));
  });

  it('refuses amounts that are none in a sentence', () => {
    expect(() => augment({ shift: -1 })).toThrow('augment: shift: expected a finite number ≥ 0, received -1.');
    expect(() => augment({ noise: NaN })).toThrow(/augment: noise/);
    expect(() => augment({ elastic: { strength: 1, smoothness: 0 } })).toThrow(
      /elastic smoothness: expected a number of pixels above 0/,
    );
    // @ts-expect-error -- the compiler says so, too
    expect(() => augment({ shift: 1 })(tensor([[1]]))).toThrow(
      /expected images of shape .* \.reshape\(\[-1, 28, 28, 1\]\)/,
    );
  });
});

describe('an elastic field', () => {
  it('moves pixels with the standard deviation asked for, everywhere alike', () => {
    const random = rng(0);
    const places = [0, 9 * 20 + 10, 399];
    const squares = places.map(() => 0);
    const count = 3000;
    for (let i = 0; i < count; i++) {
      const { down } = elasticField(20, 20, { strength: 1.5, smoothness: 3 }, random);
      places.forEach((place, j) => (squares[j] += down[place] ** 2 / count));
    }
    for (const square of squares) expect(Math.abs(square - 2.25)).toBeLessThan(5 * 2.25 * Math.sqrt(2 / count));
  });

  it('is the smoother, the smoother it is asked to be', () => {
    const roughness = (smoothness: number) => {
      const { down } = elasticField(40, 40, { strength: 1, smoothness }, rng(3));
      let sum = 0;
      for (let i = 1; i < down.length; i++) if (i % 40 !== 0) sum += (down[i] - down[i - 1]) ** 2;
      return sum / (39 * 40);
    };
    // A Gaussian of deviation σ leaves neighbours E(Δ²) ≈ 1 / (2σ²) apart.
    for (const smoothness of [2, 4]) {
      expect(roughness(smoothness) * 2 * smoothness ** 2).toBeGreaterThan(0.5);
      expect(roughness(smoothness) * 2 * smoothness ** 2).toBeLessThan(2);
    }
  });
});
