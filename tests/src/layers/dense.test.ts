import { describe, expect, it } from 'vitest';
import { dense, full, type Initializer, rng, tensor, valueAndGrad, zeros } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { type ActivationName, activationNames } from '../../../src/layers/activations.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf } from '../values.ts';

const names = [
  'linear',
  'relu',
  'sigmoid',
  'tanh',
  'softplus',
  'swish',
  'gelu',
  'softmax',
] as const satisfies ActivationName[];

describe('dense', () => {
  it.each(names)('with %s agrees with PyTorch to 1e-5, in value and in all gradients', (activation) => {
    const at = (name: string): Tensor<Shape> => reference('dense', 'activations', activation, name);
    const layer = dense(3, { activation });
    layer.build([4]);
    const { W, b } = layer.parameters;
    W.assign(reference('dense', 'W'));
    b.assign(reference('dense', 'b'));
    const dy = reference('dense', 'dy');
    const { gradients } = valueAndGrad((x: Tensor<readonly [number, 4]>) => {
      const y = layer.call(x);
      expectClose(y, at('y'), 1e-5);
      const value = y.mul(dy).sum();
      value.backward();
      return value;
    })(reference('dense', 'x').reshape([5, 4]));
    expectClose(gradients[0], at('dx'), 1e-5);
    if (W.grad === undefined || b.grad === undefined) throw new Error('no gradients');
    expectClose(W.grad, at('dW'), 1e-5);
    expectClose(b.grad, at('db'), 1e-5);
  });

  it('makes its parameters when it sees how many inputs there are', () => {
    const layer = dense(3);
    expect(layer.parameters).toEqual({});
    expect(layer.call(zeros([7, 4])).shape).toEqual([7, 3]);
    expect([layer.parameters['W'].shape, layer.parameters['b'].shape]).toEqual([[4, 3], [3]]);
    expect([layer.parameters['W'].name, layer.parameters['b'].name]).toEqual(['dense/W', 'dense/b']);
    expect(layer.parameters['b'].toArray()).toEqual([0, 0, 0]);
    const { W } = layer.parameters;
    layer.call(zeros([2, 4]));
    expect(layer.parameters['W']).toBe(W);
  });

  it('starts from the same weights for the same generator, and from those asked for', () => {
    const weights = (seed: number): unknown => {
      const layer = dense(3);
      layer.build([4], { rng: rng(seed) });
      return layer.parameters['W'].toArray();
    };
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
    const layer = dense(2, { initializer: 'zeros', useBias: false });
    layer.build([3]);
    expect(Object.keys(layer.parameters)).toEqual(['W']);
    expect(layer.parameters['W'].toArray()).toEqual([[0, 0], [0, 0], [0, 0]]); // prettier-ignore
  });

  it('takes a function of one’s own for an activation', () => {
    const double = (x: AnyTensor): AnyTensor => x.mul(2);
    const thrice: Initializer = (shape) => full(shape, 3);
    const layer = dense(1, { activation: double, initializer: thrice });
    expect(layer.call(tensor([[5]])).toArray()).toEqual([[30]]);
    expect(layer.config).toEqual({ units: 1, activation: 'double', useBias: true, initializer: 'thrice' });
  });

  it('does the same at every time of a sequence', () => {
    const layer = dense(3);
    expect(layer.build([5, 4])).toEqual([5, 3]);
    const x = rng(0).normal([2, 5, 4]);
    const rows = layer.call(x.reshape([10, 4]));
    expectClose(layer.call(x), rows.reshape([2, 5, 3]));
  });

  it('wants one vector per sample', () => {
    const layer = dense(10);
    expect(messageOf(() => layer.build([13, 13, 32]))).toBe(
      'dense: expects one vector per sample, got 13×13×32; put flatten() before it.',
    );
    expect(messageOf(() => layer.build([]))).toContain('got a scalar');
    expect(layer.parameters).toEqual({});
  });

  it('does not take samples of another length later', () => {
    const layer = dense(2);
    layer.build([4]);
    layer.name = 'dense2';
    expect(messageOf(() => layer.build([5]))).toBe(
      'dense2: expected samples of shape 4, for which its parameters were made, received 5; use a second layer for other samples.',
    );
    expect(layer.call(zeros([1, 4])).shape).toEqual([1, 2]);
  });

  it('wants at least one unit, and an activation there is', () => {
    expect(messageOf(() => dense(0))).toBe('dense: expected units: a whole number ≥ 1, received 0.');
    expect(() => dense(1.5)).toThrow('received 1.5');
    const choice: unknown = { activation: 'rleu' };
    expect(messageOf(() => Reflect.apply(dense, undefined, [3, choice]))).toBe(
      `activation: expected one of ${activationNames.map((name) => `'${name}'`).join(', ')}, received 'rleu'; did you mean 'relu'?`,
    );
  });
});
