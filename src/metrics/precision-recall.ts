/** How much of what is found is right, and how much of what is right is found, at all thresholds at once. */
import { ArgumentError } from '../errors.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Metric } from './metric.ts';
import { scored, type Scored, tallied } from './roc.ts';

/** A point for every distinct score: what is at or above the threshold is taken for positive. */
export interface PrecisionRecallCurve {
  /** From ∞ (nothing is positive) down to the least score (everything is). */
  readonly thresholds: readonly number[];
  /** Of what is taken for positive, the share that is; 1 where nothing is. */
  readonly precision: readonly number[];
  /** Of the positive samples, the share that is found. */
  readonly recall: readonly number[];
}

/**
 * Precision over recall, threshold by threshold: says more than the ROC curve where positives are rare.
 * @param y labels 0 and 1, [samples] or [samples, 1]
 * @param scores one number a sample, larger for class 1: probabilities or logits
 * @throws ShapeError when labels and scores differ in number, ArgumentError unless a sample is positive and no score is NaN
 * Source: Davis and Goadrich, “The relationship between precision-recall and ROC curves”, ICML 2006.
 */
export function precisionRecallCurve(y: AnyTensor, scores: AnyTensor): PrecisionRecallCurve {
  const curve = curveOf([scored('precisionRecallCurve', y, scores)]);
  if (curve !== undefined) return curve;
  throw new ArgumentError({
    what: 'precisionRecallCurve',
    expected: 'at least one positive sample, with label 1',
    received: `${y.size} labels without one`,
  });
}

/**
 * The mean of the precisions at all thresholds, each weighted by the recall that it adds.
 *
 *     AP = Σₙ (Rₙ − Rₙ₋₁) Pₙ
 *
 * It is exact: all scores are remembered until the end. For models with one output; without a positive sample it is not
 * defined, and NaN.
 * Source: the sum without interpolation, as in scikit-learn's `average_precision_score`.
 */
export const averagePrecision: Metric<readonly Scored[], 'averagePrecision'> = {
  name: 'averagePrecision',
  start: [],
  update: (batches, y, prediction) => [...batches, scored('averagePrecision', y, prediction)],
  result(batches) {
    const curve = curveOf(batches);
    return curve === undefined ? NaN : averagePrecisionOf(curve);
  },
};

/** Σₙ (Rₙ − Rₙ₋₁) Pₙ of a curve. */
export function averagePrecisionOf({ precision, recall }: PrecisionRecallCurve): number {
  return recall.slice(1).reduce((sum, r, i) => sum + (r - recall[i]) * precision[i + 1], 0);
}

/** Undefined without a positive sample. */
function curveOf(batches: readonly Scored[]): PrecisionRecallCurve | undefined {
  const { positives, points } = tallied(batches);
  if (positives === 0) return undefined;
  return {
    thresholds: [Infinity, ...points.map(({ threshold }) => threshold)],
    precision: [1, ...points.map(({ found, taken }) => found / taken)],
    recall: [0, ...points.map(({ found }) => found / positives)],
  };
}
