/** Noise in training: gaussianNoise, spatialDropout2d. */
import { describe, expect, it } from 'vitest';
import { gaussianNoise, ones, rng, spatialDropout2d, zeros } from 'tslate';
import { messageOf } from '../values.ts';

describe('gaussianNoise', () => {
  it('adds normal numbers of the standard deviation asked for, in training only', () => {
    const x = zeros([100, 200]);
    const y = gaussianNoise(0.5).call(x, { training: true, rng: rng(1) });
    expect(Math.sqrt(y.square().mean().item())).toBeCloseTo(0.5, 2);
    expect(Math.abs(y.mean().item())).toBeLessThan((6 * 0.5) / Math.sqrt(x.size));
    expect(gaussianNoise(0.5).call(x)).toBe(x);
    expect(gaussianNoise(0).call(x, { training: true })).toBe(x);
  });

  it('wants a width', () => {
    expect(messageOf(() => gaussianNoise(-1))).toBe('gaussianNoise: expected a std ≥ 0, received -1.');
  });
});

describe('spatialDropout2d', () => {
  it('drops whole channels of a sample, and scales the others', () => {
    const y = spatialDropout2d(0.25).call(ones([40, 3, 2, 50]), { training: true, rng: rng(2) });
    const channels = y.transpose([0, 3, 1, 2]).reshape([2000, 6]);
    const kept = Math.fround(1 / 0.75);
    expect(channels.toArray().every((channel) => channel.every((value) => value === channel[0]))).toBe(true);
    expect(new Set(y.data)).toEqual(new Set([0, kept]));
    expect(Math.abs(y.mean().item() - 1)).toBeLessThan(6 * Math.sqrt(0.25 / 0.75 / 2000));
  });

  it('leaves samples alone outside training, and wants images', () => {
    const x = ones([1, 2, 2, 3]);
    expect(spatialDropout2d(0.5).call(x)).toBe(x);
    expect(messageOf(() => spatialDropout2d(0.5).build([3]))).toContain('expects height×width×channels');
    expect(messageOf(() => spatialDropout2d(1))).toBe(
      'spatialDropout2d: expected a rate with 0 ≤ rate < 1, received 1.',
    );
  });
});
