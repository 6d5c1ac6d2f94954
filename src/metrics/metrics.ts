/** Metrics: what a reader wants to know of a model, counted over all batches of an epoch. */
import { lookUp } from '../errors.ts';
import { labelsFor } from '../losses/losses.ts';
import { sameShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** A quantity that is collected batch by batch. */
export interface Metric<State = readonly number[]> {
  readonly name: string;
  readonly start: State;
  /** The state with one more batch counted in. */
  update(state: State, y: AnyTensor, prediction: AnyTensor): State;
  result(state: State): number;
}

/**
 * The share of samples whose class is predicted right: the largest output, or for one output whether it exceeds 1/2.
 *
 *     accuracy = (1/N) Σᵢ [ŷᵢ = yᵢ]
 */
export const accuracy: Metric = {
  name: 'accuracy',
  start: [0, 0],
  update([correct, count], y, prediction) {
    const hits = correctOnes(y, prediction);
    return [correct + hits.cast('float32').sum().item(), count + hits.size];
  },
  result: ([correct, count]) => correct / count,
};

function correctOnes(y: AnyTensor, prediction: AnyTensor): AnyTensor {
  const outputs = prediction.shape[prediction.rank - 1];
  if (outputs === 1) {
    const positive = prediction.greater(0.5).cast('int32');
    return positive.reshape([positive.size]).equal(y.cast('float32').greater(0.5).cast('int32').reshape([y.size]));
  }
  const predicted = prediction.argmax();
  if (sameShape(y.shape, prediction.shape)) return predicted.equal(y.argmax());
  return predicted.equal(labelsFor('accuracy', y, prediction).cast('int32'));
}

const metrics = { accuracy } satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;

/** The metric of that name. @throws ArgumentError for an unknown name. */
export function metric(name: MetricName): Metric {
  return lookUp<Metric>(metrics, name, 'metric');
}
