/** The samples that a classifier is surest about, and wrong. */
import { checkWholeNumber } from '../checks.ts';
import { classNumbers } from '../metrics/metric.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** A sample that was taken for another class. */
export interface Mistake {
  /** The sample's place, from 0. */
  readonly index: number;
  /** Its class. */
  readonly label: number;
  /** The class it was taken for. */
  readonly predicted: number;
  /** How sure the model was: the output for the class it predicted; of a single output p, p or 1 − p. */
  readonly confidence: number;
}

/**
 * The k mistakes with the highest confidence, the worst first; fewer where there are fewer mistakes. Often they are
 * labels that are wrong themselves.
 *
 *     const worst = mostWrong(await model.predict(x), y, 10);
 *     imageGrid(x.rows(worst.map(({ index }) => index)), {
 *       captions: worst.map(({ label, predicted }) => `${label} → ${predicted}`),
 *     });
 *
 * @param predictions probabilities [samples, classes], or [samples, 1] with the probability of class 1
 * @param labels class numbers or one-hot; for a single output 0 and 1
 * @param k how many, 10 by default
 * @throws ArgumentError unless k is a whole number ≥ 1, ShapeError when labels and predictions do not fit
 */
export function mostWrong(predictions: AnyTensor, labels: AnyTensor, k = 10): readonly Mistake[] {
  checkWholeNumber('mostWrong', 'k', k);
  const { actual, predicted } = withoutGradients(() => classNumbers('mostWrong', labels, predictions));
  const outputs = predictions.size / Math.max(predicted.length, 1);
  const confidence = (index: number): number => {
    const taken = predicted[index];
    if (outputs > 1) return predictions.data[index * outputs + taken];
    return taken === 1 ? predictions.data[index] : 1 - predictions.data[index];
  };
  return Array.from(predicted, (taken, index): Mistake => {
    return { index, label: actual[index], predicted: taken, confidence: confidence(index) };
  })
    .filter(({ label, predicted: taken }) => label !== taken)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, k);
}
