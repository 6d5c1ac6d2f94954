/** How often the class is right. */
import { checkWholeNumber } from '../checks.ts';
import { labelsFor } from '../losses/loss.ts';
import { sameShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { classNumbers, type Metric } from './metric.ts';

type State = readonly number[];

/**
 * The share of samples whose class is predicted right: the largest output, or for one output whether it exceeds 1/2.
 *
 *     accuracy = (1/N) Σᵢ [ŷᵢ = yᵢ]
 */
export const accuracy: Metric<State, 'accuracy'> = {
  name: 'accuracy',
  start: [0, 0],
  update([correct, count], y, prediction) {
    const { actual, predicted } = classNumbers('accuracy', y, prediction);
    return [correct + agreements(predicted, actual), count + predicted.length];
  },
  result: ([correct, count]) => correct / count,
};

/**
 * The share of samples whose class is among the k largest outputs.
 *
 *     top-k = (1/N) Σᵢ [#{j : ŷᵢⱼ > ŷᵢ,c} < k]        c = yᵢ, the class of the label
 *
 * Among equal outputs the label's counts as the largest, as in PyTorch's and TensorFlow's `in_top_k`.
 * @param k 5 by default; with as many classes or fewer everything is right
 * @throws ArgumentError unless k is a whole number ≥ 1
 */
export function topKAccuracy<const K extends number = 5>(k?: K): Metric<State, `top${K}Accuracy`>;
export function topKAccuracy(k = 5): Metric {
  checkWholeNumber('topKAccuracy', 'k', k);
  const name = `top${k}Accuracy`;
  return {
    name,
    start: [0, 0],
    update([correct, count], y, prediction) {
      const classes = prediction.shape[prediction.rank - 1];
      const labels = sameShape(y.shape, prediction.shape) ? y.argmax() : labelsFor(name, y, prediction);
      const own = ofLabel(labels.oneHot(classes), prediction);
      const larger = prediction.greater(own).cast('float32').sum(-1);
      return [correct + howMany(larger.less(k)), count + larger.size];
    },
    result: ([correct, count]) => correct / count,
  };
}

/** How many class numbers are the same; counted here, as it is asked for after every step of a training. */
function agreements(predicted: Int32Array, actual: Int32Array): number {
  let count = 0;
  for (let i = 0; i < predicted.length; i++) if (predicted[i] === actual[i]) count++;
  return count;
}

/** How many are true. */
function howMany({ data }: AnyTensor): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) count += data[i];
  return count;
}

/** The output of the label's class, in a column. */
function ofLabel(oneHot: AnyTensor, prediction: AnyTensor): AnyTensor {
  return oneHot.equal(1).where(prediction, 0).sum(-1, { keepDims: true });
}
