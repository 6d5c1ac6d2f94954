import { describe, expect, it } from 'vitest';
import { conv2d, dense, flatten, maxPool2d, sequential, tensor, zeros } from 'tslate';
import type { Conv2dOptions } from '../../../src/layers/conv2d.ts';
import type { Pair } from '../../../src/tensor/window-types.ts';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

/** In the order of the oracle. */
const cases: readonly (readonly [filters: number, size: Pair, options: Conv2dOptions])[] = [
  [3, 3, {}],
  [3, 3, { padding: 'same' }],
  [2, [2, 3], { stride: [2, 1] }],
  [2, 2, { padding: 'same' }],
  [2, [4, 2], { padding: 'same', stride: [2, 3] }],
  [2, 2, { dilation: 2 }],
  [2, [3, 2], { dilation: [1, 3], padding: 'same' }],
  [4, 3, { groups: 2, padding: 'same' }],
  [6, [2, 3], { groups: 2, stride: 2, dilation: [2, 1] }],
  [2, 1, {}],
];

describe('conv2d', () => {
  it.each(cases.map((entry, i) => [i, ...entry] as const))(
    'agrees with PyTorch to 1e-5 in value and gradients, case %i: %i filters, window %j, %j',
    (i, filters, size, options) => {
      expectReference(conv2d(filters, size, options), 'convolutions', i);
    },
  );

  it('moves the filter as it is: it is not turned round', () => {
    const layer = conv2d(1, [1, 2], { useBias: false });
    layer.build([1, 3, 1]);
    layer.parameters['W'].assign(tensor([1, 10], [1, 2, 1, 1]));
    const x = tensor([1, 2, 3], [1, 1, 3, 1]);
    expect(Array.from(layer.call(x).data)).toEqual([21, 32]);
  });

  it('has the shapes and the 34,826 parameters of the CNN of article 002', () => {
    const cnn = sequential(
      [28, 28, 1],
      conv2d(32, 3, { activation: 'relu' }),
      maxPool2d(2),
      conv2d(64, 3, { activation: 'relu' }),
      maxPool2d(2),
      flatten(),
      dense(10, { activation: 'softmax' }),
    );
    const shapes = cnn.layers().map(({ layer }) => layer.outputShape);
    expect(shapes).toEqual([[26, 26, 32], [13, 13, 32], [11, 11, 64], [5, 5, 64], [1600], [10]]); // prettier-ignore
    expect(cnn.summary()).toContain('34,826 parameters');
    expect(cnn.call(zeros([2, 28, 28, 1])).shape).toEqual([2, 10]);
  });

  it('draws its filters as wide as Keras does: √(6 / (inputs + outputs of a window))', () => {
    const layer = conv2d(64, 3);
    layer.build([8, 8, 32]);
    const largest = Math.max(...layer.parameters['W'].data.map(Math.abs));
    const limit = Math.sqrt(6 / (9 * 32 + 9 * 64));
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.99 * limit);
    expect(layer.parameters['b'].data.every((b) => b === 0)).toBe(true);
  });

  it('keeps what it was made of in its configuration', () => {
    expect(conv2d(8, [3, 5], { padding: 'same', activation: 'relu' }).config).toEqual({
      ...{ filters: 8, kernelSize: [3, 5], stride: 1, padding: 'same', dilation: 1, groups: 1 },
      ...{ activation: 'relu', useBias: true, initializer: 'glorotUniform' },
    });
  });

  it('wants images that are at least as large as its window, with the sentences of the compiler', () => {
    expect(messageOf(() => conv2d(8).build([784]))).toBe(
      'conv2d: expects height×width×channels per sample, got 784; grey images have one channel, height×width×1.',
    );
    expect(messageOf(() => conv2d(8, 3, { dilation: 2 }).build([4, 4, 8]))).toBe(
      "conv2d: expects at least 5×5 pixels for its window, got 4×4×8; use a smaller window or padding 'same'.",
    );
    expect(conv2d(8, 5, { padding: 'same' }).build([4, 4, 8])).toEqual([4, 4, 8]);
    const vectors: readonly number[] = [28, 28, 1];
    expect(messageOf(() => sequential(vectors, conv2d(32, 3), maxPool2d(2), dense(10)))).toBe(
      'Layer 3 of 3 (dense1): dense: expects one vector per sample, got 13×13×32; put flatten() before it.',
    );
  });

  it('wants groups that divide filters and channels', () => {
    expect(messageOf(() => conv2d(3, 3, { groups: 2 }))).toBe(
      'conv2d: expected filters that 2 groups divide, received 3.',
    );
    expect(messageOf(() => conv2d(4, 3, { groups: 2 }).build([5, 5, 3]))).toBe(
      'conv2d: expected a number of channels that 2 groups divide, received 3 in 5×5×3.',
    );
  });

  it('wants whole numbers, and a padding there is', () => {
    expect(messageOf(() => conv2d(0))).toBe('conv2d: expected filters: a whole number ≥ 1, received 0.');
    expect(messageOf(() => conv2d(1, [3, 0]))).toBe(
      'conv2d: expected kernelSize: a whole number ≥ 1, or two of them, [height, width], received [3, 0].',
    );
    expect(() => conv2d(1, 3, { stride: 0.5 })).toThrow('stride: a whole number ≥ 1');
    expect(() => conv2d(1, 3, { dilation: -1 })).toThrow('received -1');
    const choice: unknown = { padding: 'sane' };
    expect(messageOf(() => Reflect.apply(conv2d, undefined, [1, 3, choice]))).toBe(
      "conv2d: padding: expected one of 'valid', 'same', received 'sane'; did you mean 'same'?",
    );
  });
});
