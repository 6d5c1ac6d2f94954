/** Optimisers by name, and the settings they refuse. */
import { describe, expect, it } from 'vitest';
import { adagrad, adam, adamW, parameter, rmsprop, sgd, tensor, zeros } from 'tslate';
import { optimizerNamed } from '../../../src/optimizers/optimizers.ts';
import { messageOf } from '../values.ts';

describe('an optimiser', () => {
  it('wants a rate above 0 and a momentum below 1', () => {
    expect(messageOf(() => sgd({ learningRate: 0 }))).toBe('sgd: expected a learning rate > 0, received 0.');
    expect(() => adam({ learningRate: NaN })).toThrow('adam: expected a learning rate > 0, received NaN.');
    expect(messageOf(() => sgd({ momentum: 1 }))).toBe('sgd: expected a momentum with 0 ≤ β < 1, received 1.');
    expect(messageOf(() => adam({ beta1: 1 }))).toBe('adam: expected a beta1 with 0 ≤ β < 1, received 1.');
    expect(messageOf(() => rmsprop({ rho: 1 }))).toBe('rmsprop: expected a rho with 0 ≤ β < 1, received 1.');
    expect(() => adagrad({ initialAccumulator: -1 })).toThrow(
      'adagrad: expected an initialAccumulator ≥ 0, received -1.',
    );
    expect(() => adamW({ weightDecay: -1 })).toThrow('adamW: expected a weightDecay ≥ 0, received -1.');
    expect(() => adam({ beta2: -0.1 })).toThrow('adam: expected a beta2 with 0 ≤ β < 1, received -0.1.');
  });

  it('by name starts with its defaults; an object stands for itself', () => {
    const own = adam();
    expect([optimizerNamed('sgd').learningRate, optimizerNamed('adam').learningRate]).toEqual([0.01, 0.001]);
    expect(optimizerNamed(own)).toBe(own);
    expect(optimizerNamed('adam')).not.toBe(optimizerNamed('adam'));
  });

  it('of an unknown name is answered with the nearest', () => {
    const choose: (name: never) => unknown = optimizerNamed;
    expect(messageOf(() => Reflect.apply(choose, undefined, ['adamm']))).toBe(
      "optimizer: expected one of 'sgd', 'adagrad', 'rmsprop', 'adam', 'adamW', received 'adamm'; did you mean 'adam'?",
    );
  });

  it('leaves parameters alone that it is not given', () => {
    const [p, q] = [parameter(zeros([1])), parameter(zeros([1]))];
    p.grad = q.grad = tensor([1]);
    sgd({ learningRate: 1 }).step([p]);
    expect([p.toArray(), q.toArray()]).toEqual([[-1], [0]]);
  });
});
