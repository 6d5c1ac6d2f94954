import { describe, expect, it } from 'vitest';
import { averagePrecision, precisionRecallCurve, rng, tensor } from 'tslate';
import { measured } from '../../../src/metrics/metric.ts';
import { messageOf } from '../values.ts';

// The example of scikit-learn's `precision_recall_curve` and `average_precision_score`.
const y = tensor([0, 0, 1, 1]);
const scores = tensor(Float64Array.of(0.1, 0.4, 0.35, 0.8), [4], 'float64');

describe('the precision-recall curve', () => {
  it("has scikit-learn's points, from the highest threshold down", () => {
    expect(precisionRecallCurve(y, scores)).toEqual({
      thresholds: [Infinity, 0.8, 0.4, 0.35, 0.1],
      precision: [1, 1, 1 / 2, 2 / 3, 1 / 2],
      recall: [0, 0.5, 0.5, 1, 1],
    });
  });

  it('takes samples of one score together', () => {
    expect(precisionRecallCurve(tensor([1, 0, 1]), tensor([0.5, 0.5, 0.25]))).toEqual({
      thresholds: [Infinity, 0.5, 0.25],
      precision: [1, 1 / 2, 2 / 3],
      recall: [0, 1 / 2, 1],
    });
  });

  it('needs a positive sample, and scores that can be sorted', () => {
    expect(messageOf(() => precisionRecallCurve(tensor([0, 0]), tensor([0.1, 0.2])))).toBe(
      'precisionRecallCurve: expected at least one positive sample, with label 1, received 2 labels without one.',
    );
    expect(() => precisionRecallCurve(y, tensor([1, NaN, 0, 0]))).toThrow('expected scores to sort by, received NaN');
  });
});

describe('the average precision', () => {
  it("is scikit-learn's", () => {
    expect(measured(averagePrecision, y, scores)).toBeCloseTo(0.8333333333333333, 12);
  });

  it('is the mean of the precisions at the positives, where no two scores are equal', () => {
    const random = rng(4);
    const samples = Array.from({ length: 40 }, () => ({ score: random.next(), label: Math.round(random.next()) }));
    const sorted = samples.toSorted((a, b) => b.score - a.score);
    const precisions = sorted.flatMap(({ label }, i) =>
      label === 1 ? [sorted.slice(0, i + 1).filter((one) => one.label === 1).length / (i + 1)] : [],
    );
    const mean = precisions.reduce((sum, p) => sum + p, 0) / precisions.length;
    const [labels, found] = [tensor(samples.map(({ label }) => label)), tensor(samples.map(({ score }) => score))];
    expect(measured(averagePrecision, labels, found)).toBeCloseTo(mean, 12);
  });

  it('is 1 for a perfect order, and not defined without a positive sample', () => {
    expect(measured(averagePrecision, tensor([[0], [1]]), tensor([[0.1], [0.2]]))).toBe(1);
    expect(measured(averagePrecision, tensor([[0]]), tensor([[0.1]]))).toBeNaN();
  });
});
