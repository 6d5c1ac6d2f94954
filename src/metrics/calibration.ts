/** Whether a model is right as often as it is sure. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError } from '../errors.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { classNumbers } from './metric.ts';

/** Samples by their confidence, in equally wide bins. */
export interface CalibrationCurve {
  /** Edges of the bins, from 0 to 1; a bin holds what is above its lower edge, up to its upper one. */
  readonly edges: readonly number[];
  /** How many samples are in each bin. */
  readonly counts: readonly number[];
  /** The mean confidence of each bin; NaN where it is empty. */
  readonly confidence: readonly number[];
  /** The share of each bin that is right; NaN where it is empty. */
  readonly accuracy: readonly number[];
  /** The expected calibration error: how far confidence and accuracy lie apart, on average over all samples. */
  readonly ece: number;
}

/** How samples are grouped. */
export interface CalibrationOptions {
  /** How many bins, 10 by default. */
  readonly bins?: number;
}

/**
 * Groups samples by confidence, and compares it with how often they are right.
 *
 *     ECE = Σ_b (n_b / N) · |accuracy_b − confidence_b|
 *
 * With several outputs confidence is the largest probability, and right is who is of that class; with one output
 * confidence is the probability of class 1, and right is who is of it.
 * @param y labels: class numbers or one-hot; for a single output 0 and 1
 * @param prediction probabilities, [samples, classes], or [samples, 1] with that of class 1
 * @throws ArgumentError for what is no probability, and unless bins is a whole number ≥ 1
 * Source: Guo et al., “On calibration of modern neural networks”, ICML 2017, equations 2, 3 and 5.
 */
export function calibrationCurve(
  y: AnyTensor,
  prediction: AnyTensor,
  { bins = 10 }: CalibrationOptions = {},
): CalibrationCurve {
  const what = 'calibrationCurve';
  checkWholeNumber(what, 'bins', bins);
  const { actual, predicted } = classNumbers(what, y, prediction);
  const single = prediction.shape[prediction.rank - 1] === 1;
  const confidences = (single ? prediction : prediction.max(-1)).data;
  const wrong = confidences.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) {
    const hint = `apply ${single ? 'sigmoid' : 'softmax'} to the outputs`;
    throw new ArgumentError({ what, expected: 'probabilities from 0 to 1', received: String(wrong), hint });
  }
  const rights = single ? actual : actual.map((label, i) => Number(label === predicted[i]));
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  confidences.forEach((p, i) => {
    const bin = sums[Math.max(0, Math.ceil(p * bins) - 1)];
    bin.count++;
    bin.confidence += p;
    bin.right += rights[i];
  });
  const gaps = sums.map(({ confidence, right }) => Math.abs(right - confidence) / confidences.length);
  return {
    edges: Array.from({ length: bins + 1 }, (_, i) => i / bins),
    counts: sums.map(({ count }) => count),
    confidence: sums.map(({ count, confidence }) => confidence / count),
    accuracy: sums.map(({ count, right }) => right / count),
    ece: gaps.reduce((sum, gap) => sum + gap, 0),
  };
}
