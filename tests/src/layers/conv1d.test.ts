/** Convolution of sequences, held to Keras and PyTorch. */
import { describe, expect, it } from 'vitest';
import { conv1d, tensor } from 'tslate';
import type { Conv1dOptions } from '../../../src/layers/conv1d.ts';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

/** In the order of the oracle. */
const cases: readonly (readonly [size: number, options: Conv1dOptions])[] = [
  [3, {}],
  [2, { stride: 2, padding: 'same' }],
  [3, { dilation: 2 }],
  [4, { padding: 'same' }],
];

describe('conv1d', () => {
  it.each(cases.map((entry, i) => [i, ...entry] as const))(
    'agrees with Keras to 1e-5 in value and gradients, case %i: window %i, %j',
    (i, size, options) => {
      expectReference(conv1d(4, size, options), 'sequence_windows', 'conv1d', i);
    },
  );

  it('moves along the steps, and its filter is not turned round', () => {
    const layer = conv1d(1, 2, { useBias: false });
    layer.build([3, 1]);
    layer.parameters['W'].assign(tensor([1, 10], [2, 1, 1]));
    expect(Array.from(layer.call(tensor([1, 2, 3], [1, 3, 1])).data)).toEqual([21, 32]);
  });

  it('says what does not fit', () => {
    expect(messageOf(() => conv1d(0))).toBe('conv1d: expected filters: a whole number ≥ 1, received 0.');
    expect(messageOf(() => conv1d(1, 2.5))).toBe('conv1d: expected kernelSize: a whole number ≥ 1, received 2.5.');
    expect(messageOf(() => conv1d(1, 3, { dilation: 2 }).build([4, 2]))).toBe(
      "conv1d: expects at least 5 steps for its window, got 4×2; use a smaller window or padding 'same'.",
    );
    expect(() => conv1d(1).build([28, 28, 1])).toThrow(
      'conv1d: expects a sequence of vectors per sample, time×features',
    );
  });
});
