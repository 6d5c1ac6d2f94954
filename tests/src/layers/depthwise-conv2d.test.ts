import { describe, expect, it } from 'vitest';
import { depthwiseConv2d } from 'tslate';
import type { DepthwiseConv2dOptions } from '../../../src/layers/depthwise-conv2d.ts';
import type { Pair } from '../../../src/tensor/window-types.ts';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

/** In the order of the oracle. */
const cases: readonly (readonly [size: Pair, options: DepthwiseConv2dOptions])[] = [
  [3, {}],
  [[2, 3], { padding: 'same', multiplier: 2 }],
  [2, { stride: 2, padding: 'same' }],
  [2, { dilation: 2, multiplier: 3 }],
];

describe('depthwiseConv2d', () => {
  it.each(cases.map((entry, i) => [i, ...entry] as const))(
    'agrees with PyTorch to 1e-5 in value and gradients, case %i: window %j, %j',
    (i, size, options) => {
      expectReference(depthwiseConv2d(size, options), 'depthwise_convolutions', i);
    },
  );

  it('has filters for each channel, and no bias where none is wanted', () => {
    const layer = depthwiseConv2d(3, { multiplier: 2, useBias: false });
    expect(layer.build([7, 7, 5])).toEqual([5, 5, 10]);
    expect(Object.keys(layer.parameters)).toEqual(['W']);
    expect(layer.parameters['W'].shape).toEqual([3, 3, 5, 2]);
  });

  it('says what it wants', () => {
    expect(messageOf(() => depthwiseConv2d(3, { multiplier: 0 }))).toBe(
      'depthwiseConv2d: expected multiplier: a whole number ≥ 1, received 0.',
    );
    expect(messageOf(() => depthwiseConv2d(3).build([2, 9, 1]))).toBe(
      "depthwiseConv2d: expects at least 3×3 pixels for its window, got 2×9×1; use a smaller window or padding 'same'.",
    );
  });
});
