import { expect, it } from 'vitest';
import { engineNames, engineSpeeds, rng, seed, use } from 'tslate';
import { sharedRng } from '../../../src/random/rng.ts';

it('tries every engine, marks the default, and leaves engine and random numbers as they were', async () => {
  seed(3);
  use('plain');
  const speeds = await engineSpeeds();
  expect(use('simd')).toBe('plain');
  expect(sharedRng().state).toEqual(rng(3).state);
  expect(speeds.map(({ name }) => name)).toEqual(engineNames().filter((name) => name !== 'auto'));
  const here = speeds.filter(({ missing }) => missing === undefined);
  for (const { gigaflops, step } of here) expect(Math.min(gigaflops, step)).toBeGreaterThan(0);
  expect(speeds.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['onnx']);
  const simd = here.find(({ name }) => name === 'simd');
  expect(String(simd)).toMatch(/^[\d.]+ GFLOP\/s, [\d.]+ ms a step of a small training$/);
});
