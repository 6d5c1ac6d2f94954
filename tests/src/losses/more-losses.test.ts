/** Absolute, Huber, hinge and exponential losses, and label smoothing, against PyTorch and Keras. */
import { describe, expect, it } from 'vitest';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  exponential,
  grad,
  hinge,
  huber,
  type LossFunction,
  meanAbsoluteError,
  sparseCategoricalCrossentropy,
  tensor,
  zeros,
} from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { lossFunction } from '../../../src/losses/losses.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf } from '../values.ts';

const slope = (loss: LossFunction, y: AnyTensor, z: Tensor<Shape>): AnyTensor =>
  grad((x: Tensor<Shape>) => loss(y, x).cast('float32').mean())(z)[0];

describe('a loss', () => {
  const prediction = reference('losses', 'mse', 'prediction');
  const target = reference('losses', 'mse', 'target');
  const signs = reference('losses', 'signs');

  it.each<[string, LossFunction, AnyTensor]>([
    ['mae', meanAbsoluteError, target],
    ['huber', huber({ delta: 0.7 }), target],
    ['hinge', hinge, signs],
    ['exponential', exponential, signs],
  ])('%s agrees with PyTorch to 1e-5, and so does its gradient', (name, loss, y) => {
    expectClose(loss(y, prediction), reference('losses', name, 'losses'), 1e-5);
    expectClose(slope(loss, y, prediction), reference('losses', name, 'gradients', 'prediction'), 1e-5);
    expect(() => loss(zeros([5]), prediction)).toThrow('expected labels of the predictions’ shape 5×3, received 5');
  });

  it('of margins takes labels 0 and 1 for −1 and 1', () => {
    const zeroOne = signs.greater(0).cast('int32');
    expectClose(hinge(zeroOne, prediction), hinge(signs, prediction));
    expectClose(exponential(zeroOne, prediction), exponential(signs, prediction));
  });

  it('by Huber is half the square inside δ, and a line with slope δ beyond', () => {
    const [y, far] = [tensor([[0], [0], [0]]), tensor([[0.5], [1], [-3]])];
    expectClose(huber()(y, far), tensor([0.125, 0.5, 2.5]), 1e-6);
    expect(lossFunction('huber')(y, far).toArray()).toEqual(huber()(y, far).toArray());
    expect(messageOf(() => huber({ delta: 0 }))).toBe('huber: expected a delta > 0, received 0.');
  });
});

describe('label smoothing', () => {
  const [logits, labels] = [reference('losses', 'logits'), reference('losses', 'labels').cast('int32')];
  const options = { fromLogits: true, labelSmoothing: 0.1 };

  it('of class numbers and one-hot labels agrees with PyTorch', () => {
    for (const [loss, y] of [
      [sparseCategoricalCrossentropy(options), labels],
      [categoricalCrossentropy(options), labels.oneHot(4)],
    ] as const) {
      expectClose(loss(y, logits), reference('losses', 'smoothed', 'losses'), 1e-5);
      expectClose(slope(loss, y, logits), reference('losses', 'smoothed', 'gradients', 'logits'), 1e-5);
    }
  });

  it('of two classes agrees with Keras', () => {
    const [z, y] = [reference('losses', 'binary', 'z'), reference('losses', 'binary', 'y')];
    expectClose(binaryCrossentropy(options)(y, z), reference('losses', 'binary', 'smoothed'), 1e-5);
  });

  it('is a share below 1', () => {
    for (const loss of [binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy]) {
      expect(messageOf(() => loss({ labelSmoothing: 1 }))).toBe(
        `${loss.name}: expected a labelSmoothing with 0 ≤ ε < 1, received 1.`,
      );
    }
  });
});
