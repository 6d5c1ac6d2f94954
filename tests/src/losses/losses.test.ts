import { describe, expect, it } from 'vitest';
import {
  activation,
  binaryCrossentropy,
  categoricalCrossentropy,
  full,
  grad,
  type LossFunction,
  meanSquaredError,
  ones,
  sparseCategoricalCrossentropy,
  tensor,
  zeros,
} from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { lossFunction, type LossName } from '../../../src/losses/losses.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';

type Prediction = Tensor<Shape>;

/** The gradient of the mean loss by what the predictions were computed from. */
function slope(loss: LossFunction, y: AnyTensor, z: Prediction, predict: (z: Prediction) => AnyTensor = (x) => x) {
  // Losses give float32 numbers for float32 predictions.
  return grad((x: Prediction) => loss(y, predict(x)).cast('float32').mean())(z)[0];
}

const softmax = (z: Prediction): Prediction => z.softmax();
const sigmoid = (z: Prediction): Prediction => z.sigmoid();

describe('cross-entropy', () => {
  const logits = reference('losses', 'logits');
  const labels = reference('losses', 'labels').cast('int32');
  const oneHot = reference('losses', 'oneHot');
  const expected = reference('losses', 'crossentropy', 'losses');
  const gradient = reference('losses', 'crossentropy', 'gradients', 'logits');

  const forms: readonly [string, LossFunction, AnyTensor, (z: Prediction) => AnyTensor][] = [
    ['categorical, from logits', categoricalCrossentropy({ fromLogits: true }), oneHot, (z) => z],
    ['categorical, of the softmax activation', categoricalCrossentropy(), oneHot, softmax],
    ['sparse, from logits', sparseCategoricalCrossentropy({ fromLogits: true }), labels, (z) => z],
    ['sparse, of the softmax activation', sparseCategoricalCrossentropy(), labels, softmax],
    ['sparse, with labels in a column', sparseCategoricalCrossentropy(), labels.reshape([6, 1]), softmax],
    ['sparse, with labels as floats', sparseCategoricalCrossentropy(), labels.cast('float32'), softmax],
  ];

  it.each(forms)('%s, agrees with PyTorch to 1e-5', (_, loss, y, predict) => {
    expectClose(loss(y, predict(logits)), expected, 1e-5);
    expectClose(slope(loss, y, logits, predict), gradient, 1e-5);
  });

  it('takes any distribution for labels', () => {
    const y = reference('losses', 'distribution');
    const loss = categoricalCrossentropy({ fromLogits: true });
    expectClose(loss(y, logits), reference('losses', 'distributionCrossentropy', 'losses'), 1e-5);
    const wanted = reference('losses', 'distributionCrossentropy', 'gradients', 'logits');
    expectClose(slope(loss, y, logits), wanted, 1e-5);
  });

  it('from probabilities that come from elsewhere agrees with Keras, which keeps them from 0', () => {
    const q = reference('losses', 'probabilities');
    const y = reference('losses', 'probabilityLabels').cast('int32');
    expectClose(sparseCategoricalCrossentropy()(y, q), reference('losses', 'sparseFromProbabilities'), 1e-5);
    expectClose(categoricalCrossentropy()(y.oneHot(4), q), reference('losses', 'sparseFromProbabilities'), 1e-5);
  });

  it('stays finite, with its gradient, for logits of ±1000', () => {
    const extreme = tensor([[1000, -1000, 0], [-1000, 1000, 1000], [1000, 1000, 1000]]); // prettier-ignore
    const y = tensor(new Int32Array([1, 0, 2]), [3]);
    for (const [loss, predict] of [
      [sparseCategoricalCrossentropy({ fromLogits: true }), (z: Prediction) => z],
      [sparseCategoricalCrossentropy(), softmax],
    ] as const) {
      expectClose(loss(y, predict(extreme)), tensor([2000, 2000 + Math.log(2), Math.log(3)]), 1e-6);
      const dz = slope(loss, y, extreme, predict).mul(3);
      const expectedSlope = tensor([[1, -1, 0], [-1, 0.5, 0.5], [1 / 3, 1 / 3, -2 / 3]]); // prettier-ignore
      expectClose(dz, expectedSlope, 1e-6);
    }
  });

  it('answers labels that are no class', () => {
    const loss = sparseCategoricalCrossentropy();
    const sentence = (label: number): string =>
      'sparseCategoricalCrossentropy: expected class numbers from 0 to 3, as there are 4 outputs, ' +
      `received the label ${label}; check the labels, or give the last layer more units.`;
    for (const label of [4, -1, 0.5, NaN]) {
      expect(messageOf(() => loss(tensor([0, 1, label, 1, 1, 1]), logits.softmax()))).toBe(sentence(label));
    }
  });

  it('says which loss takes one-hot labels, and which class numbers', () => {
    expect(messageOf(() => sparseCategoricalCrossentropy()(oneHot, logits))).toBe(
      'sparseCategoricalCrossentropy: expected one class number a sample, of shape 6, received labels of shape 6×4; ' +
        "for one-hot labels use 'categoricalCrossentropy'.",
    );
    expect(messageOf(() => categoricalCrossentropy()(labels, logits))).toBe(
      'categoricalCrossentropy: expected labels of the predictions’ shape 6×4, received 6; ' +
        "for class numbers use 'sparseCategoricalCrossentropy'.",
    );
    expect(() => sparseCategoricalCrossentropy()(zeros([5]), logits)).toThrow('received labels of shape 5; check');
  });
});

describe('binary cross-entropy', () => {
  const [z, y] = [reference('losses', 'binary', 'z'), reference('losses', 'binary', 'y')];
  const forms: readonly [string, LossFunction, (z: Prediction) => AnyTensor][] = [
    ['from logits', binaryCrossentropy({ fromLogits: true }), (x) => x],
    ['of the sigmoid', binaryCrossentropy(), sigmoid],
    ['of the sigmoid activation', binaryCrossentropy(), (x) => activation('sigmoid').call(x.reshape([6, 2]))],
  ];

  it.each(forms)('%s agrees with PyTorch to 1e-5, and stays finite for logits of ±1000', (_, loss, predict) => {
    expectClose(loss(y, predict(z)), reference('losses', 'binary', 'fromLogits', 'losses'), 1e-5);
    expectClose(slope(loss, y, z, predict), reference('losses', 'binary', 'fromLogits', 'gradients', 'z'), 1e-5);
    const extreme = tensor([[1000, -1000], [1000, -1000], [0, 0], [0, 0], [0, 0], [0, 0]]); // prettier-ignore
    const labels = tensor([[0, 1], [1, 0], [0, 0], [0, 0], [0, 0], [0, 0]]); // prettier-ignore
    expectClose(loss(labels, predict(extreme)).slice([0], [2]), tensor([1000, 0]), 1e-6);
    expect(slope(loss, labels, extreme, predict).data.every(Number.isFinite)).toBe(true);
  });

  it('from probabilities agrees with Keras, at 0 and 1 too', () => {
    const p = reference('losses', 'binary', 'p');
    expectClose(binaryCrossentropy()(y, p), reference('losses', 'binary', 'fromProbabilities'), 1e-5);
    expect(slope(binaryCrossentropy(), y, p).data.every(Number.isFinite)).toBe(true);
  });

  it('takes whole numbers and bools for labels', () => {
    expectClose(binaryCrossentropy()(y.cast('int32'), z.sigmoid()), binaryCrossentropy()(y, z.sigmoid()));
    expectClose(binaryCrossentropy()(y.cast('bool'), z.sigmoid()), binaryCrossentropy()(y, z.sigmoid()));
  });

  it('wants labels of the predictions’ shape', () => {
    expect(messageOf(() => binaryCrossentropy()(tensor([[-1], [1]]), zeros([2, 1])))).toBe(
      'binaryCrossentropy: expected labels from 0 to 1, received the label -1; scale the labels, or use another loss.',
    );
    expect(messageOf(() => categoricalCrossentropy()(tensor([[0, 2]]), ones([1, 2])))).toContain(
      'categoricalCrossentropy: expected labels from 0 to 1, received the label 2',
    );
    // Rounding is none of the labels' fault.
    expect(binaryCrossentropy()(full([1, 1], 1 + 1e-7), full([1, 1], 0.5)).item()).toBeCloseTo(Math.LN2, 5);
    expect(messageOf(() => binaryCrossentropy()(zeros([6]), zeros([6, 1])))).toBe(
      'binaryCrossentropy: expected labels of the predictions’ shape 6×1, received 6; reshape the labels.',
    );
  });
});

describe('mean squared error', () => {
  it('agrees with PyTorch, one number a sample', () => {
    const [prediction, target] = [reference('losses', 'mse', 'prediction'), reference('losses', 'mse', 'target')];
    expectClose(meanSquaredError(target, prediction), reference('losses', 'mse', 'losses'), 1e-5);
    const wanted = reference('losses', 'mse', 'gradients', 'prediction');
    expectClose(slope(meanSquaredError, target, prediction), wanted, 1e-5);
  });

  it('takes the mean over all axes of a sample', () => {
    const random = new RandomTensors(1);
    const [a, b] = [random.tensor([4, 2, 3], 'float32'), random.tensor([4, 2, 3], 'float32')];
    expectClose(meanSquaredError(a, b), meanSquaredError(a.reshape([4, 6]), b.reshape([4, 6])), 1e-6);
    expect(meanSquaredError(tensor([1, 2]), tensor([3, 5])).toArray()).toEqual([4, 9]);
  });

  it('does not broadcast by mistake: [6] against [6, 1] is an error', () => {
    expect(() => meanSquaredError(zeros([6]), zeros([6, 1]))).toThrow('expected labels of the predictions’ shape 6×1');
    expect(() => meanSquaredError(zeros([]), zeros([]))).toThrow('A loss needs a batch of samples');
  });
});

describe('a loss by name', () => {
  it('is the function with its default settings; a function stands for itself', () => {
    expect(lossFunction('mse')).toBe(meanSquaredError);
    expect(lossFunction('meanSquaredError')).toBe(meanSquaredError);
    const own: LossFunction = (y, prediction) => prediction.sub(y).abs().mean(-1);
    expect(lossFunction(own)).toBe(own);
  });

  it('is each of the losses, with its default settings', () => {
    const [y, p] = [tensor([[1, 0]]), tensor([[0.75, 0.25]])];
    const value = (loss: LossName, labels: AnyTensor = y): number => lossFunction(loss)(labels, p).mean().item();
    expect(value('meanAbsoluteError')).toBe(0.25);
    expect(value('mae')).toBe(0.25);
    expect(value('huber')).toBe(0.03125);
    expect(value('hinge')).toBe(0.75);
    expect(value('exponential')).toBeCloseTo((Math.exp(-0.75) + Math.exp(0.25)) / 2, 6);
    expect(value('binaryCrossentropy')).toBeCloseTo(-Math.log(0.75), 6);
    expect(value('categoricalCrossentropy')).toBeCloseTo(-Math.log(0.75), 6);
    expect(value('sparseCategoricalCrossentropy', tensor([1]))).toBeCloseTo(-Math.log(0.25), 6);
  });

  it('that does not exist is answered with the nearest', () => {
    const choose: (name: never) => unknown = lossFunction;
    expect(messageOf(() => Reflect.apply(choose, undefined, ['sparseCategoricalCrossEntropy']))).toContain(
      "received 'sparseCategoricalCrossEntropy'; did you mean 'sparseCategoricalCrossentropy'?",
    );
  });
});
