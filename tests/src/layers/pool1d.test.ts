/** Pooling of sequences, held to Keras and PyTorch. */
import { describe, expect, it } from 'vitest';
import { averagePool1d, maxPool1d } from 'tslate';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

describe('pooling of sequences', () => {
  it('agrees with Keras (the largest) and PyTorch (the mean) to 1e-5 in value and gradients', () => {
    expectReference(maxPool1d(), 'sequence_windows', 'max', 0);
    expectReference(maxPool1d(3, { stride: 2, padding: 'same' }), 'sequence_windows', 'max', 1);
    expectReference(averagePool1d(), 'sequence_windows', 'average', 0);
    expectReference(averagePool1d(3, { stride: 2, padding: 'same' }), 'sequence_windows', 'average', 1);
  });

  it('says what does not fit', () => {
    expect(messageOf(() => maxPool1d(3).build([2, 4]))).toBe(
      "maxPool1d: expects at least 3 steps for its window, got 2×4; use a smaller window or padding 'same'.",
    );
    expect(messageOf(() => averagePool1d(0))).toBe('averagePool1d: expected size: a whole number ≥ 1, received 0.');
  });
});
