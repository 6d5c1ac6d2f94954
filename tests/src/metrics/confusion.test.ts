import { describe, expect, it } from 'vitest';
import { confusionMatrix, f1, precision, recall, tensor } from 'tslate';
import { measured } from '../../../src/metrics/metric.ts';
import { messageOf } from '../values.ts';

describe('precision, recall and F1', () => {
  // Labels 0 0 1, predictions 0 2 0; class 3 occurs nowhere.
  const y = tensor([0, 0, 1]);
  const prediction = tensor([0, 2, 0]).oneHot(4);

  it('leave classes out of the mean that occur nowhere, and give 0 to those never found', () => {
    // Class 0: TP 1, FP 1, FN 1; class 1: FN 1; class 2: FP 1.
    expect(measured(precision, y, prediction)).toBeCloseTo(1 / 2 / 3, 12);
    expect(measured(recall, y, prediction)).toBeCloseTo(1 / 2 / 3, 12);
    expect(measured(f1, y, prediction)).toBeCloseTo(1 / 2 / 3, 12);
  });

  it('tell false alarms from misses', () => {
    const [labels, scores] = [tensor([[1], [1], [1], [0], [0]]), tensor([[0.9], [0.2], [0.1], [0.8], [0.3]])];
    expect(measured(precision, labels, scores)).toBe(1 / 2);
    expect(measured(recall, labels, scores)).toBeCloseTo(1 / 3, 12);
    expect(measured(f1, labels, scores)).toBeCloseTo(2 / 5, 12);
  });

  it('are 0 for one output where class 1 is neither predicted nor there', () => {
    const [none, low] = [tensor([[0], [0]]), tensor([[0.1], [0.2]])];
    for (const metric of [precision, recall, f1]) expect(measured(metric, none, low)).toBe(0);
  });
});

describe('the confusion matrix', () => {
  it('of one output has the classes 0 and 1', () => {
    const matrix = confusionMatrix(tensor([1, 1, 0, 1]), tensor([[0.9], [0.1], [0.8], [0.7]]));
    expect(matrix.toArray()).toEqual([[0, 1], [1, 2]]); // prettier-ignore
  });

  it('refuses a label that is no class', () => {
    expect(
      messageOf(() =>
        confusionMatrix(
          tensor([0, 3]),
          tensor([
            [1, 0, 0],
            [0, 1, 0],
          ]),
        ),
      ),
    ).toBe(
      // prettier-ignore
      'confusionMatrix: expected class numbers from 0 to 2, as there are 3 outputs, received the label 3.',
    );
  });
});
