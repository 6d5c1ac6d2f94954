import { describe, expect, it } from 'vitest';
import { accuracy, tensor } from 'tslate';
import { metric } from '../../../src/metrics/metrics.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const of = (y: AnyTensor, prediction: AnyTensor): number =>
  accuracy.result(accuracy.update(accuracy.start, y, prediction));

describe('accuracy', () => {
  const prediction = tensor([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3], [0.5, 0.5, 0]]); // prettier-ignore

  it('is the share of samples whose largest output is the label’s', () => {
    expect(of(tensor([0, 2, 0, 0]), prediction)).toBe(0.75);
    expect(of(tensor(new Int32Array([0, 2, 1, 1]), [4]), prediction)).toBe(0.75);
    expect(of(tensor([[0], [2], [1], [0]]), prediction)).toBe(1);
  });

  it('takes one-hot labels', () => {
    expect(of(tensor([0, 2, 0, 1]).oneHot(3), prediction)).toBe(0.5);
  });

  it('asks of one output whether it exceeds one half', () => {
    const probabilities = tensor([[0.9], [0.4], [0.6], [0.5]]);
    expect(of(tensor([[1], [0], [0], [0]]), probabilities)).toBe(0.75);
    expect(of(tensor(new Int32Array([1, 0, 1, 1]), [4]), probabilities)).toBe(0.75);
  });

  it('takes the first of equal outputs, and NaN for the largest', () => {
    const odd = tensor([[1, 1, 0], [NaN, 2, 3], [0, NaN, NaN], [-Infinity, -Infinity, -1]]); // prettier-ignore
    expect(of(odd.argmax(), odd)).toBe(1);
    expect(of(tensor([0, 0, 1, 2]), odd)).toBe(1);
    expect(() => of(tensor([0]), tensor([[]]))).toThrow('argmax: expected at least one element');
  });

  it('counts every sample once, in batches of any size', () => {
    const one = accuracy.update(accuracy.start, tensor([0]), tensor([[1, 0]]));
    const all = accuracy.update(one, tensor([0, 0, 0]), tensor([[0, 1], [0, 1], [0, 1]])); // prettier-ignore
    expect(accuracy.result(all)).toBe(0.25);
    expect(accuracy.start).toEqual([0, 0]);
  });

  it('wants labels that fit the predictions', () => {
    expect(() => of(tensor([0, 1]), prediction)).toThrow('accuracy: expected one class number a sample, of shape 4');
  });

  it('is known by its name, and an unknown one is answered', () => {
    expect(metric('accuracy')).toBe(accuracy);
    const choose: (name: never) => unknown = metric;
    expect(messageOf(() => Reflect.apply(choose, undefined, ['acuracy']))).toBe(
      "metric: expected one of 'accuracy', 'top5Accuracy', 'precision', 'recall', 'f1', 'auc', 'averagePrecision', 'rSquared', " +
        "received 'acuracy'; did you mean 'accuracy'?",
    );
  });
});
