/** Pooling layers, ties and margins included. */
import { describe, expect, it } from 'vitest';
import { averagePool2d, globalAveragePool2d, globalMaxPool2d, maxPool2d, parameter, tensor, zeros } from 'tslate';
import type { Pool2dOptions } from '../../../src/layers/pool2d.ts';
import type { Pair } from '../../../src/tensor/window-types.ts';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

/** In the order of the oracle. */
const cases: readonly (readonly [size: Pair, options: Pool2dOptions])[] = [
  [2, {}],
  [3, { stride: 1 }],
  [2, { padding: 'same' }],
  [[3, 2], { stride: [2, 3], padding: 'same' }],
  [3, { stride: 2, padding: 'same' }],
];

describe('maxPool2d', () => {
  it.each(cases.map((entry, i) => [i, ...entry] as const))(
    'agrees with PyTorch to 1e-5, with ties and without, case %i: window %j, %j',
    (i, size, options) => {
      expectReference(maxPool2d(size, options), 'pooling', 'max', 2 * i);
      expectReference(maxPool2d(size, options), 'pooling', 'max', 2 * i + 1);
    },
  );

  it('sends the gradient to the first of equal maxima', () => {
    const x = parameter(tensor([1, 3, 3, 3, 0, 0, 0, 0], [1, 2, 4, 1]));
    maxPool2d(2).call(x).sum().backward();
    expect(Array.from(x.grad?.data ?? [])).toEqual([0, 1, 1, 0, 0, 0, 0, 0]);
  });

  it('passes a NaN on', () => {
    const y = maxPool2d(2).call(tensor([1, NaN, 2, 0, 5, 1, NaN, NaN], [1, 2, 4, 1]));
    expect(Array.from(y.data)).toEqual([NaN, NaN]);
  });

  it('takes two by two by default, and drops what is left over', () => {
    expect(maxPool2d().build([5, 7, 3])).toEqual([2, 3, 3]);
    expect(maxPool2d(2, { padding: 'same' }).build([5, 7, 3])).toEqual([3, 4, 3]);
    expect(maxPool2d([2, 3]).config).toEqual({ size: [2, 3], stride: [2, 3], padding: 'valid' });
    expect(messageOf(() => maxPool2d(2).build([1, 4, 3]))).toBe(
      "maxPool2d: expects at least 2×2 pixels for its window, got 1×4×3; use a smaller window or padding 'same'.",
    );
    expect(() => maxPool2d(0)).toThrow('size: a whole number ≥ 1');
  });
});

describe('averagePool2d', () => {
  it.each(cases.map((entry, i) => [i, ...entry] as const))(
    'agrees with PyTorch to 1e-5; margins do not count; case %i: window %j, %j',
    (i, size, options) => {
      expectReference(averagePool2d(size, options), 'pooling', 'average', i);
    },
  );
});

describe('global pooling', () => {
  it('agrees with PyTorch to 1e-5, with ties', () => {
    expectReference(globalMaxPool2d(), 'pooling', 'global', 'max');
    expectReference(globalAveragePool2d(), 'pooling', 'global', 'average');
  });

  it('makes one vector of each image', () => {
    expect(globalAveragePool2d().call(zeros([2, 3, 4, 5])).shape).toEqual([2, 5]);
    expect(messageOf(() => globalMaxPool2d().build([1600]))).toBe(
      'globalMaxPool2d: expects height×width×channels per sample, got 1600; grey images have one channel, height×width×1.',
    );
    expect(() => globalAveragePool2d().build([3, 4])).toThrow('got 3×4');
  });
});
