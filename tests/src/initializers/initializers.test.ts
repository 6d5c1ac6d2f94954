import { describe, expect, it } from 'vitest';
import { initializer, rng } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { messageOf } from '../values.ts';

const shape = [400, 600] as const;

function spread(values: ArrayLike<number>): { mean: number; std: number; limit: number } {
  const data = Array.from(values);
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  const std = Math.sqrt(data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length);
  return { mean, std, limit: data.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) };
}

describe('an initializer', () => {
  it.each(['glorotUniform', 'heUniform'] as const)('%s draws from the width that Keras draws from', (name) => {
    const { mean, std, limit } = spread(initializer(name)(shape, rng(1)).data);
    const keras = reference('initializers', name, 'limit').data[0];
    expect(limit / keras).toBeCloseTo(1, 3);
    expect(std / reference('initializers', name, 'std').data[0]).toBeCloseTo(1, 2);
    expect(Math.abs(mean)).toBeLessThan((6 * std) / Math.sqrt(400 * 600));
  });

  it('glorotNormal and heNormal draw with the standard deviations of their sources', () => {
    expect(spread(initializer('glorotNormal')(shape, rng(1)).data).std).toBeCloseTo(Math.sqrt(2 / 1000), 3);
    expect(spread(initializer('heNormal')(shape, rng(1)).data).std).toBeCloseTo(Math.sqrt(2 / 400), 3);
    expect(spread(initializer('normal')(shape, rng(1)).data).std).toBeCloseTo(1, 2);
  });

  it('zeros are zeros, and a function stands for itself', () => {
    expect(new Set(initializer('zeros')([3, 2], rng(0)).data)).toEqual(new Set([0]));
    const own = initializer((size, random) => random.uniform(size, { low: 2, high: 3 }));
    expect(own([10], rng(0)).data.every((x) => x >= 2 && x < 3)).toBe(true);
  });

  it('of an unknown name is answered with the nearest', () => {
    const choose: (name: never) => unknown = initializer;
    expect(messageOf(() => Reflect.apply(choose, undefined, ['glorotuniform']))).toBe(
      "initializer: expected one of 'zeros', 'normal', 'glorotUniform', 'glorotNormal', 'heUniform', 'heNormal', 'orthogonal', " +
        "received 'glorotuniform'; did you mean 'glorotUniform'?",
    );
  });
});
