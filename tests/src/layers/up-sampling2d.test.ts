/** Images enlarged, held to Keras. */
import { describe, expect, it } from 'vitest';
import { upSampling2d } from 'tslate';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

describe('upSampling2d', () => {
  it('agrees with Keras to 1e-5 in value and gradient', () => {
    expectReference(upSampling2d(), 'sequence_windows', 'upSampling', 0);
    expectReference(upSampling2d([1, 3]), 'sequence_windows', 'upSampling', 1);
  });

  it('says what does not fit', () => {
    expect(messageOf(() => upSampling2d().build([4]))).toBe(
      'upSampling2d: expects height×width×channels per sample, got 4; grey images have one channel, height×width×1.',
    );
    expect(() => upSampling2d(0)).toThrow('upSampling2d: expected size: a whole number ≥ 1');
  });
});
