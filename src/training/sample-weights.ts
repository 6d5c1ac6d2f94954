/** What each sample counts in the loss: as it is told, by its class, or both. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { tensor } from '../tensor/create.ts';
import { showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** What the samples of a class count, by its number; classes that are not named count 1. */
export type ClassWeight = Readonly<Record<number, number>>;

/**
 * The weights [samples]: those of the samples times those of their classes; none where none are given.
 * @param labels of every output; classes are weighed where there is one output only, as in Keras
 * @throws ShapeError unless there is one weight a sample, ArgumentError for a weight that is negative or no number
 */
export function weightsOf(
  what: string,
  labels: readonly AnyTensor[],
  sampleWeight: AnyTensor | undefined,
  classWeight: ClassWeight | undefined,
): AnyTensor | undefined {
  const count = labels[0].shape[0];
  if (sampleWeight !== undefined && (sampleWeight.size !== count || sampleWeight.shape[0] !== count)) {
    const received = `weights of shape ${showShape(sampleWeight.shape)}`;
    throw new ShapeError({ what, expected: `one weight for each of ${count} samples`, received });
  }
  checkWeights(what, 'sampleWeight', sampleWeight?.data ?? []);
  if (classWeight === undefined) return sampleWeight?.reshape([count]);
  checkWeights(what, 'classWeight', Object.values(classWeight));
  if (labels.length > 1) {
    const hint = 'give a sampleWeight';
    throw new ArgumentError({ what, expected: 'one output, for a classWeight', received: String(labels.length), hint });
  }
  const classes = classesOf(what, labels[0]);
  return tensor(
    Float32Array.from({ length: count }, (_, i) => (sampleWeight?.data[i] ?? 1) * (classWeight[classes.data[i]] ?? 1)),
    [count],
  );
}

/** The class of every sample: its number as the label, also in a column, or the place of the largest share in one-hot labels. */
function classesOf(what: string, labels: AnyTensor): AnyTensor {
  if (labels.size === labels.shape[0]) return labels;
  const isDistribution = labels.rank === 2 && labels.cast('float32').sum(1).sub(1).abs().less(1e-4).all().item() === 1;
  if (isDistribution) return labels.argmax();
  const received = `labels of shape ${showShape(labels.shape)}`;
  const hint = 'give a sampleWeight';
  throw new ArgumentError({ what, expected: 'one class a sample, for a classWeight', received, hint });
}

function checkWeights(what: string, name: string, weights: ArrayLike<number>): void {
  const wrong = Array.from(weights).findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong === -1) return;
  throw new ArgumentError({ what, expected: `a ${name} ≥ 0 everywhere`, received: String(weights[wrong]) });
}
