import { describe, expect, it } from 'vitest';
import { constant, initializer, randomNormal, randomUniform, rng, truncatedNormal } from 'tslate';
import { initializerNames } from '../../../src/initializers/initializers.ts';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';

const shapes = { matrix: [400, 600], windows: [3, 3, 100, 250] } as const;
const kinds = ['matrix', 'windows'] as const;

function spread(values: ArrayLike<number>): { mean: number; std: number; limit: number } {
  const data = Array.from(values);
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  const std = Math.sqrt(data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length);
  return { mean, std, limit: data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) };
}

describe('an initializer', () => {
  it.each(['uniform', 'lecunUniform', 'glorotUniform', 'heUniform'] as const)(
    '%s draws from the width that Keras draws from',
    (name) => {
      for (const kind of kinds) {
        const { mean, std, limit } = spread(initializer(name)(shapes[kind], rng(1)).data);
        expect(limit / reference('initializers', name, kind, 'limit').data[0]).toBeCloseTo(1, 3);
        expect(std / reference('initializers', name, kind, 'std').data[0]).toBeCloseTo(1, 2);
        expect(Math.abs(mean)).toBeLessThan((6 * std) / Math.sqrt(225_000));
      }
    },
  );

  it.each(['lecunNormal', 'glorotNormal', 'heNormal'] as const)(
    '%s draws with the standard deviation of its source, which Keras has after cutting, too',
    (name) => {
      for (const kind of kinds) {
        const { std, limit } = spread(initializer(name)(shapes[kind], rng(1)).data);
        expect(std / reference('initializers', name, kind, 'std').data[0]).toBeCloseTo(1, 2);
        expect(limit / std).toBeGreaterThan(4);
      }
    },
  );

  it('normal is N(0, 1), and those with settings have them', () => {
    expect(spread(initializer('normal')(shapes.matrix, rng(1)).data).std).toBeCloseTo(1, 2);
    const { mean, std } = spread(randomNormal({ mean: 3, std: 0.5 })([300, 300], rng(1)).data);
    expect([mean, std].map((value) => Math.round(value * 100) / 100)).toEqual([3, 0.5]);
    const cut = truncatedNormal({ mean: 1, std: 2 })([300, 300], rng(1)).data;
    expect(cut.every((x) => x >= -3 && x <= 5)).toBe(true);
    // Keras on PyTorch draws again four times only: one in 200,000 lies beyond its limit.
    const usual = spread(initializer('truncatedNormal')(shapes.matrix, rng(1)).data);
    expect(usual.std / reference('initializers', 'truncatedNormal', 'matrix', 'std').data[0]).toBeCloseTo(1, 2);
    expect(usual.limit).toBeCloseTo(0.1, 4);
    // The variance of a normal number cut at two standard deviations. Source: Johnson, Kotz and Balakrishnan, 1994, 10.1.
    expect(spread(cut).std).toBeCloseTo(2 * 0.8796, 1);
    expect(randomUniform({ low: 2, high: 3 })([50], rng(1)).data.every((x) => x >= 2 && x <= 3)).toBe(true);
    expect(constant(7)([2], rng(1)).toArray()).toEqual([7, 7]);
    expect(messageOf(() => truncatedNormal({ std: -1 }))).toBe('truncatedNormal: expected a std ≥ 0, received -1.');
  });

  it('identity has ones on its diagonal, also where it is not square', () => {
    expectClose(initializer('identity')([3, 5], rng(0)), reference('initializers', 'identity'));
    expect(messageOf(() => initializer('identity')([3], rng(0)))).toBe(
      'identity: expected weights of two axes, received 3.',
    );
  });

  it('zeros are zeros, ones are ones, and a function stands for itself', () => {
    expect(new Set(initializer('zeros')([3, 2], rng(0)).data)).toEqual(new Set([0]));
    expect(new Set(initializer('ones')([3, 2], rng(0)).data)).toEqual(new Set([1]));
    const own = initializer((size, random) => random.uniform(size, { low: 2, high: 3 }));
    expect(own([10], rng(0)).data.every((x) => x >= 2 && x < 3)).toBe(true);
  });

  it('of an unknown name is answered with the nearest', () => {
    const choose: (name: never) => unknown = initializer;
    expect(messageOf(() => Reflect.apply(choose, undefined, ['glorotuniform']))).toBe(
      `initializer: expected one of ${initializerNames.map((name) => `'${name}'`).join(', ')}, received 'glorotuniform'; ` +
        "did you mean 'glorotUniform'?",
    );
  });
});
