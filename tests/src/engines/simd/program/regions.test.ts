import { expect, it } from 'vitest';
import { Regions } from '../../../../../src/engines/simd/program/regions.ts';

it('gives out regions that do not overlap, and takes freed ones again, joined with their neighbours', () => {
  const regions = new Regions(128);
  const [a, b, c] = [100, 1, 64].map((bytes) => regions.take(bytes));
  expect([a, b, c, regions.end]).toEqual([128, 256, 320, 384]);
  regions.free(a);
  regions.free(b);
  expect(regions.take(192)).toBe(a);
  regions.free(c);
  expect([regions.take(60), regions.end]).toEqual([c, 384]);
});

it('takes the smallest that is large enough, and leaves the rest', () => {
  const regions = new Regions(0);
  const [large, , small] = [640, 64, 128, 64].map((bytes) => regions.take(bytes));
  regions.free(large);
  regions.free(small);
  expect(regions.take(128)).toBe(small);
  expect([regions.take(64), regions.take(64)]).toEqual([large, large + 64]);
});
