/** Which engine computes. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { use } from 'tslate';
import { engine } from '../../../src/engines/index.ts';
import { messageOf } from '../values.ts';

beforeEach(() => void use('simd'));
afterEach(() => {
  vi.unstubAllEnvs();
  use('simd');
});

describe('choosing an engine', () => {
  it('returns the one used before', () => {
    expect(use('plain')).toBe('simd');
    expect(engine().name).toBe('plain');
    expect(use('simd')).toBe('plain');
  });

  it('says what to install where TensorFlow is not there, and goes on with the one before', () => {
    vi.stubEnv('TSLATE_TENSORFLOW', 'no-such-package');
    expect(messageOf(() => use('tensorflow'))).toMatch(
      /^the engine 'tensorflow': expected the package no-such-package, received Cannot find module .*; npm install no-such-package/,
    );
    expect(engine().name).toBe('simd');
  });

  it('answers an unknown name with the names there are, and the nearest', () => {
    // A name that comes from outside the program, as a setting does.
    const wanted: string = 'smid';
    const choose: (name: never) => string = use;
    expect(messageOf(() => Reflect.apply(choose, undefined, [wanted]))).toBe(
      "engine: expected one of 'auto', 'onnx', 'simd', 'tensorflow', 'plain', received 'smid'; did you mean 'simd'?",
    );
    expect(engine().name).toBe('simd');
  });
});
