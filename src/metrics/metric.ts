/** What a metric is: a number that is collected batch by batch, whatever it has to remember between them. */
import { labelsFor } from '../losses/loss.ts';
import { sameShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** A quantity that is collected batch by batch. States are not written to: each batch gives a new one. */
export interface Metric<State = readonly number[], Name extends string = string> {
  /** Its name in what `evaluate` returns, and in the history of `fit`. */
  readonly name: Name;
  /** The state before the first batch. */
  readonly start: State;
  /** The state with one more batch counted in. */
  update(state: State, y: AnyTensor, prediction: AnyTensor): State;
  /** The quantity, from all batches that were counted in. */
  result(state: State): number;
}

/** A metric, whatever it remembers. */
export type AnyMetric = Metric<unknown>;

/** A metric over one set of samples. */
export function measured<State>(metric: Metric<State>, y: AnyTensor, prediction: AnyTensor): number {
  return metric.result(metric.update(metric.start, y, prediction));
}

/** One class a sample. */
export interface ClassNumbers {
  /** How many classes there are: as many as outputs, and 2 for a single output. */
  readonly classes: number;
  readonly actual: Int32Array;
  readonly predicted: Int32Array;
}

/**
 * The class of every sample by its label and by its prediction: the largest output, or for one output whether it
 * exceeds 1/2. Labels are class numbers or one-hot.
 */
export function classNumbers(what: string, y: AnyTensor, prediction: AnyTensor): ClassNumbers {
  const outputs = prediction.shape[prediction.rank - 1];
  const alike = sameShape(y.shape, prediction.shape);
  if (outputs === 1) {
    const labels = alike ? y : labelsFor(what, y, prediction);
    return { classes: 2, actual: positive(labels), predicted: positive(prediction) };
  }
  const actual = alike ? largest(y) : labelsFor(what, y, prediction).cast('int32').data;
  return { classes: outputs, actual, predicted: largest(prediction) };
}

// Classes are found without other tensors on the way, as they are asked for after every step of a training.

/** 1 where x exceeds 1/2, as a float32. */
function positive({ data }: AnyTensor): Int32Array {
  const classes = new Int32Array(data.length);
  for (let i = 0; i < data.length; i++) classes[i] = Math.fround(data[i]) > 0.5 ? 1 : 0;
  return classes;
}

/** What `x.argmax()` holds. */
function largest(x: AnyTensor): Int32Array {
  const { data, size } = x;
  const n = x.shape[x.rank - 1];
  if (!(n > 0)) return x.argmax().data;
  const classes = new Int32Array(size / n);
  for (let i = 0, first = 0; first < size; i++, first += n) {
    let best = first;
    // A NaN counts as the largest: it is not ≤ anything, and nothing is told from it.
    for (let k = first + 1; k < first + n; k++) if (!(data[k] <= data[best]) && !Number.isNaN(data[best])) best = k;
    classes[i] = best - first;
  }
  return classes;
}
