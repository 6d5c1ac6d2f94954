import { describe, expect, it } from 'vitest';
import { minMaxScaler, standardScaler } from '../../../src/data/scalers.ts';
import { rng } from '../../../src/random/rng.ts';
import { tensor } from '../../../src/tensor/create.ts';

const x = tensor([
  [1, 10, 5],
  [2, 20, 5],
  [3, 60, 5],
]);

describe('standardScaler', () => {
  it('gives z = (x − μ) / σ with σ² divided by n, and leaves a constant feature at 0', () => {
    const scaler = standardScaler(x);
    expect(Array.from(scaler.offset.data)).toEqual([2, 30, 5]);
    // σ² = (1 + 0 + 1) / 3 and (400 + 100 + 900) / 3
    const [a, b] = [Math.sqrt(2 / 3), Math.sqrt(1400 / 3)];
    expect(scaler.scale.data).toEqual(Float32Array.of(a, b, 1));
    expect(scaler.transform(x).data).toEqual(Float32Array.of(-1 / a, -20 / b, 0, 0, -10 / b, 0, 1 / a, 30 / b, 0));
  });

  it('scales other data by the training data, and back', () => {
    const scaler = standardScaler(x);
    const other = tensor([[0, -5, 7.5]]);
    expect(scaler.transform(other).data[2]).toBe(2.5);
    scaler.inverse(scaler.transform(other)).data.forEach((value, i) => expect(value).toBeCloseTo(other.data[i], 5));
    expect(scaler.inverse(scaler.transform(x)).shape).toEqual([3, 3]);
  });

  it('brings random features to mean 0 and deviation 1, far from 0 too', () => {
    const far = rng(0).normal([2000, 4], { mean: 5000, std: 3 });
    const z = standardScaler(far).transform(far).data;
    for (let j = 0; j < 4; j++) {
      const column = z.filter((_, i) => i % 4 === j);
      const mean = column.reduce((sum, value) => sum + value, 0) / 2000;
      const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2000;
      expect(mean).toBeCloseTo(0, 5);
      expect(variance).toBeCloseTo(1, 5);
    }
  });

  it('does not take rounding for variance', () => {
    const same = tensor(new Float32Array(30_000).fill(0.1), [30_000, 1]);
    expect(standardScaler(same).scale.data).toEqual(Float32Array.of(1));
  });

  it('treats every pixel of images as a feature', () => {
    const images = rng(0).uniform([5, 2, 3, 1]);
    const scaler = standardScaler(images);
    expect(scaler.offset.shape).toEqual([2, 3, 1]);
    expect(scaler.transform(images).shape).toEqual([5, 2, 3, 1]);
  });
});

describe('minMaxScaler', () => {
  it('brings training data into [0, 1], or another range, and a constant feature to its lower end', () => {
    expect(minMaxScaler(x).transform(x).toArray()).toEqual([
      [0, 0, 0],
      [0.5, Math.fround(0.2), 0],
      [1, 1, 0],
    ]);
    const scaler = minMaxScaler(x, { range: [-1, 1] });
    const z = scaler.transform(x).toArray();
    expect(z.map((row) => row.map((value) => Math.round(value * 1e6) / 1e6))).toEqual([
      [-1, -1, -1],
      [0, -0.6, -1],
      [1, 1, -1],
    ]);
    scaler.inverse(scaler.transform(x)).data.forEach((value, i) => expect(value).toBeCloseTo(x.data[i], 4));
  });

  it('lets other data leave the range', () => {
    expect(Array.from(minMaxScaler(x).transform(tensor([[5, 10, 6]])).data)).toEqual([2, 0, 1]);
  });
});

describe('a scaler refuses in a sentence', () => {
  it('data that are missing or not finite, by sample and feature', () => {
    const holes = tensor([
      [1, 2],
      [3, NaN],
    ]);
    expect(() => standardScaler(holes)).toThrow(
      'standardScaler: expected finite numbers only, received NaN in sample 1, feature 1; fill in or leave out what is missing first.',
    );
    expect(() => minMaxScaler(tensor(new Float32Array(), [0, 2]))).toThrow(/expected at least one sample/);
  });

  it('samples of another shape, and a range that is none', () => {
    const sizes: number[] = [3, 2];
    const scaler = standardScaler(tensor(new Float32Array(6), [sizes[0], sizes[1]]));
    const wider: number = 3;
    expect(() => scaler.transform(tensor(new Float32Array(3), [1, wider]))).toThrow(
      /transform of a scaler: expected samples of shape .*2.*, as it was fitted to, received a tensor of shape/,
    );
    expect(() => minMaxScaler(x, { range: [1, 1] })).toThrow(
      /expected a range \[low, high\] with low < high, received \[1, 1\]/,
    );
  });
});
