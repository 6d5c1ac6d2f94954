/** How much of the labels' variance the predictions explain. */
import { ShapeError } from '../errors.ts';
import { sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { Metric } from './metric.ts';

/** Of one output: the number of labels, their mean, Σ(y − mean)², and Σ(y − ŷ)². */
export type Sums = readonly [count: number, mean: number, spread: number, error: number];

/**
 * The coefficient of determination, the mean over the outputs.
 *
 *     R² = 1 − Σᵢ (yᵢ − ŷᵢ)² / Σᵢ (yᵢ − ȳ)²
 *
 * 1 is perfect, 0 no better than always the mean, below 0 worse. Where all labels are equal it is 1 if every
 * prediction is right, else 0 (as in scikit-learn).
 * @throws ShapeError unless labels and predictions have one shape
 * Source: mean and spread of a stream as in Welford, “Note on a method for calculating
 * corrected sums of squares and products”, Technometrics 4 (1962): without the cancellation of Σy² − (Σy)²/n.
 */
export const rSquared: Metric<readonly Sums[], 'rSquared'> = {
  name: 'rSquared',
  start: [],
  update(state, y, prediction) {
    if (!sameShape(y.shape, prediction.shape)) {
      throw new ShapeError({
        what: 'rSquared',
        expected: `labels of the predictions’ shape ${showShape(prediction.shape)}`,
        received: showShape(y.shape),
        hint: 'reshape the labels',
      });
    }
    const outputs = sizeOf(y.shape.slice(1));
    const [labels, predictions] = [y.data, prediction.data];
    return Array.from({ length: outputs }, (_, j) => {
      let sums = j < state.length ? state[j] : ([0, 0, 0, 0] satisfies Sums);
      for (let i = j; i < labels.length; i += outputs) sums = withOne(sums, labels[i], predictions[i]);
      return sums;
    });
  },
  result(state) {
    const scores = state.map(([, , spread, error]) => (spread > 0 ? 1 - error / spread : error === 0 ? 1 : 0));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  },
};

function withOne([count, mean, spread, error]: Sums, label: number, prediction: number): Sums {
  const next = mean + (label - mean) / (count + 1);
  return [count + 1, next, spread + (label - mean) * (label - next), error + (label - prediction) ** 2];
}
