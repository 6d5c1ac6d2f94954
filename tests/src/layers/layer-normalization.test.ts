import { describe, expect, it } from 'vitest';
import { full, layerNormalization, rng } from 'tslate';
import { messageOf } from '../values.ts';
import { expectReference } from './expect-reference.ts';

describe('layerNormalization', () => {
  it.each([
    [0, {}],
    [1, { epsilon: 1e-5 }],
  ])('agrees with PyTorch to 1e-5 in value and gradients, case %i: %j', (i, options) => {
    expectReference(layerNormalization(options), 'layer_normalization', i);
  });

  it('gives every vector mean 0 and variance 1, however far from 0 it lies', () => {
    const y = layerNormalization({ epsilon: 1e-6 }).call(rng(1).normal([3, 500], { mean: 100, std: 5 }));
    for (const mean of y.mean(-1).data) expect(mean).toBeCloseTo(0, 4);
    for (const variance of y.square().mean(-1).data) expect(variance).toBeCloseTo(1, 4);
  });

  it('keeps equal elements finite: they are 0', () => {
    expect(
      layerNormalization()
        .call(full([1, 3], 7))
        .toArray(),
    ).toEqual([[0, 0, 0]]);
  });

  it('learns one γ and one β for each element of the last axis', () => {
    const layer = layerNormalization();
    expect(layer.build([20, 8])).toEqual([20, 8]);
    expect(Object.values(layer.parameters).map(({ name, shape }) => [name, shape])).toEqual([
      ['layerNormalization/gamma', [8]],
      ['layerNormalization/beta', [8]],
    ]);
    expect(layer.config).toEqual({ epsilon: 1e-3 });
  });

  it('wants an axis to go along, and an ε > 0', () => {
    expect(messageOf(() => layerNormalization().build([]))).toBe(
      'layerNormalization: expects at least one axis per sample, got a scalar.',
    );
    expect(messageOf(() => layerNormalization({ epsilon: 0 }))).toBe(
      'layerNormalization: expected an epsilon > 0, received 0.',
    );
    expect(() => layerNormalization({ epsilon: NaN })).toThrow('received NaN');
  });
});
