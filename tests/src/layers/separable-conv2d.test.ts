/** Separable convolutions, held to PyTorch and Keras. */
import { describe, expect, it } from 'vitest';
import { separableConv2d } from 'tslate';
import { expectReference } from './expect-reference.ts';

describe('separableConv2d', () => {
  it('agrees with PyTorch to 1e-5 in value and gradients', () => {
    expectReference(separableConv2d(4, 3), 'sequence_windows', 'separable', 0);
    expectReference(separableConv2d(4, 3, { multiplier: 2, stride: 2 }), 'sequence_windows', 'separable', 1);
  });

  it('has its bias and its activation at the end alone', () => {
    const layer = separableConv2d(64, 3, { activation: 'relu' });
    expect(layer.build([8, 8, 32])).toEqual([6, 6, 64]);
    expect(Object.keys(layer.parameters)).toEqual(['depthwiseConv2d1/W', 'conv2d1/W', 'conv2d1/b']);
    expect(layer.inner['depthwiseConv2d1'].config).toMatchObject({ activation: 'linear', useBias: false });
    expect(layer.inner['conv2d1'].config).toMatchObject({ activation: 'relu', useBias: true });
  });

  it('says what does not fit', () => {
    expect(() => separableConv2d(4, 3).build([2, 2, 1])).toThrow(
      'expects at least 3×3 pixels for its window, got 2×2×1',
    );
  });
});
