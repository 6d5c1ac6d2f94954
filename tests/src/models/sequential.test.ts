import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { activation, dense, dropout, flatten, type Layer, seed, sequential, zeros } from 'tslate';
import { Sequential } from '../../../src/models/sequential.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { messageOf } from '../values.ts';

afterEach(() => seed(0));

/** A chain whose shapes the compiler does not know, as one read from a configuration. */
const unchecked = (input: Shape, ...layers: Layer[]): Sequential<Shape, Shape> => new Sequential(input, layers);

describe('sequential', () => {
  it('passes a batch through all layers', () => {
    const model = sequential([2, 3], flatten(), dense(4, { activation: 'relu' }), dropout(0.5), dense(2), activation('softmax')); // prettier-ignore
    const y = model.call(zeros([5, 2, 3]));
    expect(y.shape).toEqual([5, 2]);
    expect(y.toArray()).toEqual(Array.from({ length: 5 }, () => [0.5, 0.5]));
  });

  it('makes all parameters at once, named after their layers', () => {
    const model = sequential([3], dense(4), dense(2, { useBias: false }));
    expect(model.parameters().map((p) => [p.name, p.shape])).toEqual([
      ['dense1/W', [3, 4]],
      ['dense1/b', [4]],
      ['dense2/W', [4, 2]],
    ]);
    expect(model.inputShape).toEqual([3]);
  });

  it('starts from the same weights for the same seed', () => {
    const weights = (value: number): unknown => {
      seed(value);
      return sequential([3], dense(4), dense(2)).parameters().map((p) => p.toArray()); // prettier-ignore
    };
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
  });

  it('names the layer that does not fit, and its place', () => {
    expect(messageOf(() => unchecked([28, 28, 1], dropout(0.1), dense(10)))).toBe(
      'Layer 2 of 2 (dense1): dense: expects one vector per sample, got 28×28×1; put flatten() before it.',
    );
    const shared = dense(4);
    expect(messageOf(() => unchecked([3], shared, dense(2), shared))).toBe(
      'Layer 3 of 3 (dense3): dense3: expected samples of shape 3, for which its parameters were made, received 2; ' +
        'use a second layer for other samples.',
    );
  });

  it('counts a layer that is used twice once', () => {
    const shared = dense(3);
    const model = unchecked([3], shared, activation('tanh'), shared);
    expect(model.parameters()).toHaveLength(2);
    expect(model.call(zeros([1, 3])).shape).toEqual([1, 3]);
  });

  it('takes no samples of another shape', () => {
    const model = unchecked([784], dense(10));
    expect(messageOf(() => model.call(zeros([2, 28, 28])))).toBe(
      'sequential: expected samples of shape 784, received 28×28.',
    );
    expect(() => unchecked([-1], dense(1))).toThrow('sequential: expected lengths that are whole numbers ≥ 0');
  });

  it('without layers is the identity', () => {
    expect(sequential([3]).call(zeros([2, 3])).shape).toEqual([2, 3]);
  });
});

describe('a summary', () => {
  it('is a table of layers, output shapes and numbers of parameters', () => {
    const model = sequential([28, 28], flatten(), dense(64, { activation: 'relu' }), dense(10));
    expect(model.summary()).toBe(
      [
        'layer     kind     output  parameters',
        '────────  ───────  ──────  ──────────',
        'input              28×28',
        'flatten1  flatten  784              0',
        'dense1    dense    64          50,240',
        'dense2    dense    10             650',
        '────────  ───────  ──────  ──────────',
        '50,890 parameters',
      ].join('\n'),
    );
    expect([String(model), inspect(model)]).toEqual([model.summary(), model.summary()]);
  });
});
