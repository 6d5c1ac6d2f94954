import { describe, expect, it } from 'vitest';
import { mostWrong, tensor } from 'tslate';
import { messageOf } from '../values.ts';

const p = tensor([[0.9, 0.1, 0], [0.2, 0.7, 0.1], [0.3, 0.3, 0.4], [0, 0.05, 0.95], [1, 0, 0]]); // prettier-ignore
const labels = tensor(Int32Array.of(1, 1, 0, 0, 0), [5]);

describe('mostWrong', () => {
  it('finds the mistakes, the surest first, and no more than there are', () => {
    const worst = mostWrong(p, labels);
    expect(worst.map(({ index, label, predicted }) => [index, label, predicted])).toEqual([[3, 0, 2], [0, 1, 0], [2, 0, 2]]); // prettier-ignore
    expect(worst.map(({ confidence }) => confidence)).toEqual([0.95, 0.9, 0.4].map(Math.fround));
    expect(mostWrong(p, labels, 1)).toEqual(worst.slice(0, 1));
    expect(mostWrong(p, labels.oneHot(3))).toEqual(worst);
  });

  it('takes one probability for two classes, and is as sure of 0 as 1 − p', () => {
    const worst = mostWrong(tensor([[0.25], [0.875], [0.6]]), tensor(Int32Array.of(1, 0, 1), [3]));
    expect(worst).toEqual([
      { index: 1, label: 0, predicted: 1, confidence: 0.875 },
      { index: 0, label: 1, predicted: 0, confidence: 0.75 },
    ]);
  });

  it('has nothing to say of a model without mistakes', () => {
    expect(mostWrong(p, p.argmax())).toEqual([]);
  });

  it('wants labels for the predictions, and at least one place', () => {
    expect(messageOf(() => mostWrong(p, tensor(Int32Array.of(1), [1])))).toBe(
      'mostWrong: expected one class number a sample, of shape 5, received labels of shape 1; check the labels.',
    );
    expect(messageOf(() => mostWrong(p, labels, 0))).toBe('mostWrong: expected k: a whole number ≥ 1, received 0.');
  });
});
