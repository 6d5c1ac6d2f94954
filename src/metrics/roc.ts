/** How well a score separates two classes, at all thresholds at once. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Metric } from './metric.ts';

/** A point for every distinct score: what is at or above the threshold is taken for positive. */
export interface RocCurve {
  /** From ∞ (nothing is positive) down to the least score (everything is). */
  readonly thresholds: readonly number[];
  /** Share of the negative samples that are taken for positive. */
  readonly falsePositiveRate: readonly number[];
  /** Share of the positive samples that are found. */
  readonly truePositiveRate: readonly number[];
}

/** Scores and labels of one batch. */
export interface Scored {
  readonly scores: ArrayLike<number>;
  readonly positive: ArrayLike<number>;
}

/**
 * The receiver operating characteristic: the rate of hits over the rate of false alarms, threshold by threshold.
 * @param y labels 0 and 1, [samples] or [samples, 1]
 * @param scores one number a sample, larger for class 1: probabilities or logits
 * @throws ShapeError when labels and scores differ in number, ArgumentError unless both classes occur and no score is NaN
 * Source: Fawcett, “An introduction to ROC analysis”, Pattern Recognition Letters 27 (2006), algorithm 1.
 */
export function rocCurve(y: AnyTensor, scores: AnyTensor): RocCurve {
  const curve = curveOf([scored('rocCurve', y, scores)]);
  if (curve !== undefined) return curve;
  throw new ArgumentError({
    what: 'rocCurve',
    expected: 'samples of both classes, 0 and 1',
    received: `${y.size} labels of which none is of one of them`,
  });
}

/**
 * The area under the ROC curve: the probability that a positive sample scores higher than a negative one, ties half.
 *
 *     AUC = P(s₊ > s₋) + ½ P(s₊ = s₋)
 *
 * It is exact: all scores are remembered until the end. For models with one output; where only one of the classes
 * occurs it is not defined, and NaN.
 * Source: Hanley and McNeil, “The meaning and use of the area under a ROC curve”, Radiology 143 (1982).
 */
export const auc: Metric<readonly Scored[], 'auc'> = {
  name: 'auc',
  start: [],
  update: (batches, y, prediction) => [...batches, scored('auc', y, prediction)],
  result(batches) {
    const curve = curveOf(batches);
    if (curve === undefined) return NaN;
    return areaUnder(curve);
  },
};

/** The area under a curve, by trapezoids. */
export function areaUnder({ falsePositiveRate: x, truePositiveRate: h }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) area += ((x[i] - x[i - 1]) * (h[i] + h[i - 1])) / 2;
  return area;
}

/** Undefined unless both classes occur. */
function curveOf(batches: readonly Scored[]): RocCurve | undefined {
  const { positives, negatives, points } = tallied(batches);
  if (positives === 0 || negatives === 0) return undefined;
  return {
    thresholds: [Infinity, ...points.map(({ threshold }) => threshold)],
    falsePositiveRate: [0, ...points.map(({ found, taken }) => (taken - found) / negatives)],
    truePositiveRate: [0, ...points.map(({ found }) => found / positives)],
  };
}

/** How many samples score at or above a threshold, and how many of them are positive. */
export interface Tally {
  readonly threshold: number;
  readonly taken: number;
  readonly found: number;
}

/** A tally for every distinct score, from the highest down, samples of one score together. */
export function tallied(batches: readonly Scored[]) {
  const pairs = batches.flatMap(({ scores, positive }) =>
    Array.from(scores, (score, i) => [score, positive[i]] as const),
  );
  pairs.sort(([a], [b]) => b - a);
  const points: Tally[] = [];
  let found = 0;
  pairs.forEach(([threshold, positive], i) => {
    found += positive;
    if (i + 1 < pairs.length && pairs[i + 1][0] === threshold) return;
    points.push({ threshold, taken: i + 1, found });
  });
  return { positives: found, negatives: pairs.length - found, points };
}

/** @throws ShapeError when labels and scores differ in number, ArgumentError for a score that is NaN */
export function scored(what: string, y: AnyTensor, scores: AnyTensor): Scored {
  if (y.size !== scores.size) {
    throw new ShapeError({
      what,
      expected: `one score a sample, ${y.size} of them`,
      received: `scores of shape ${showShape(scores.shape)}`,
      hint: 'use a model with one output, or take the score of one class',
    });
  }
  if (scores.data.some(Number.isNaN)) throw new ArgumentError({ what, expected: 'scores to sort by', received: 'NaN' });
  return { scores: scores.data, positive: Array.from(y.data, (label) => (label > 0.5 ? 1 : 0)) };
}
