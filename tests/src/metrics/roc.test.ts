import { describe, expect, it } from 'vitest';
import { auc, rocCurve, rng, tensor } from 'tslate';
import { measured } from '../../../src/metrics/metric.ts';
import { messageOf } from '../values.ts';

describe('the ROC curve', () => {
  it('has a point for every distinct score, samples of one score together', () => {
    const curve = rocCurve(tensor([1, 0, 1, 0, 1]), tensor([0.75, 0.5, 0.5, 0.25, 0.75]));
    expect(curve).toEqual({
      thresholds: [Infinity, 0.75, 0.5, 0.25],
      falsePositiveRate: [0, 0, 0.5, 1],
      truePositiveRate: [0, 2 / 3, 1, 1],
    });
  });

  it('needs samples of both classes, and scores that can be sorted', () => {
    expect(messageOf(() => rocCurve(tensor([1, 1]), tensor([0.1, 0.2])))).toBe(
      'rocCurve: expected samples of both classes, 0 and 1, received 2 labels of which none is of one of them.',
    );
    expect(() => rocCurve(tensor([1, 0]), tensor([NaN, 0.2]))).toThrow('expected scores to sort by, received NaN');
    expect(() => rocCurve(tensor([1, 0]), tensor([[0.1, 0.9], [0.2, 0.8]]))).toThrow('one score a sample, 2 of them'); // prettier-ignore
  });
});

describe('the area under it', () => {
  it('is the share of pairs in the right order, ties half', () => {
    const random = rng(3);
    const labels = Array.from({ length: 50 }, () => Math.round(random.next()));
    const scores = labels.map((label) => Math.round(4 * (random.next() + 0.5 * label)));
    let [right, pairs] = [0, 0];
    labels.forEach((a, i) => {
      labels.forEach((b, j) => {
        if (a !== 1 || b !== 0) return;
        pairs++;
        right += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      });
    });
    expect(measured(auc, tensor(labels), tensor(scores))).toBeCloseTo(right / pairs, 12);
  });

  it('is 1 for a perfect order, 0 for the reverse, and not defined with one class alone', () => {
    const scores = tensor([[0.1], [0.2], [0.3]]);
    expect(measured(auc, tensor([[0], [1], [1]]), scores)).toBe(1);
    expect(measured(auc, tensor([[1], [1], [0]]), scores)).toBe(0);
    expect(measured(auc, tensor([[1], [1], [1]]), scores)).toBeNaN();
  });
});
