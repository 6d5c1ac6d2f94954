/** Losses: how far predictions are from the truth, one number for each sample. In order of complexity. */
import { ArgumentError, lookUp, ShapeError } from '../errors.ts';
import { logitsOf } from '../ops/logits.ts';
import { sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** From the labels y and the predictions ŷ of a batch, each [batch, …], to one loss a sample: [batch]. */
export type LossFunction = (y: AnyTensor, prediction: AnyTensor) => AnyTensor;

export interface CrossentropyOptions {
  /** Whether predictions are logits z instead of probabilities. False by default. */
  readonly fromLogits?: boolean;
}

/** Probabilities are kept this far from 0 and 1 where their logits are not known (as in Keras). */
const EPSILON = 1e-7;

/** Mean squared error:  L = (1/d) Σⱼ (yⱼ − ŷⱼ)² */
export function meanSquaredError(y: AnyTensor, prediction: AnyTensor): AnyTensor {
  checkSame('meanSquaredError', y, prediction);
  return perSample(prediction.sub(y.cast(prediction.dtype)).square());
}

/**
 * Binary cross-entropy:  L = −(1/d) Σⱼ [ yⱼ ln ŷⱼ + (1 − yⱼ) ln(1 − ŷⱼ) ]
 *
 * From logits z, with ŷ = sigmoid z, the same is  softplus(z) − y·z,  which neither overflows nor takes ln 0. It is also
 * used for probabilities that a sigmoid activation has just computed.
 */
export function binaryCrossentropy(options: CrossentropyOptions = {}): LossFunction {
  return (labels, prediction) => {
    checkSame('binaryCrossentropy', labels, prediction);
    const y = labels.cast(prediction.dtype);
    const z = options.fromLogits === true ? prediction : logitsOf('sigmoid', prediction);
    if (z !== undefined) return perSample(z.softplus().sub(y.mul(z)));
    const p = prediction.clip(EPSILON, 1 - EPSILON);
    const q = p.neg().add(1);
    return perSample(y.mul(p.log()).add(y.neg().add(1).mul(q.log())).neg());
  };
}

/**
 * Categorical cross-entropy, for labels that are one-hot (or any distribution):  L = −Σⱼ yⱼ ln ŷⱼ
 *
 * From logits z, with ŷ = softmax z, ln ŷ = z − ln Σ eᶻ is computed without overflow. It is also used for probabilities
 * that softmax has just computed. Its gradient is  ∂L/∂z = ŷ − y.
 */
export function categoricalCrossentropy(options: CrossentropyOptions = {}): LossFunction {
  return (y, prediction) => {
    checkSame('categoricalCrossentropy', y, prediction);
    return y.cast(prediction.dtype).mul(logProbabilities(prediction, options)).sum(-1).neg();
  };
}

/** The same for labels that are class numbers c:  L = −ln ŷ_c */
export function sparseCategoricalCrossentropy(options: CrossentropyOptions = {}): LossFunction {
  return (y, prediction) => {
    const labels = labelsFor('sparseCategoricalCrossentropy', y, prediction);
    const classes = prediction.shape[prediction.rank - 1];
    checkClasses(labels, classes);
    return labels.oneHot(classes).cast(prediction.dtype).mul(logProbabilities(prediction, options)).sum(-1).neg();
  };
}

const losses = {
  meanSquaredError: () => meanSquaredError,
  mse: () => meanSquaredError,
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
} satisfies Record<string, (options: CrossentropyOptions) => LossFunction>;

export type LossName = keyof typeof losses;

/** The loss of that name; a function stands for itself. @throws ArgumentError for an unknown name. */
export function lossFunction(loss: LossName | LossFunction): LossFunction {
  return typeof loss === 'function'
    ? loss
    : lookUp<(options: CrossentropyOptions) => LossFunction>(losses, loss, 'loss')({});
}

/** Labels as class numbers in the shape of the predictions without their last axis; a last axis of length 1 is dropped. */
export function labelsFor(what: string, y: AnyTensor, prediction: AnyTensor): AnyTensor {
  const wanted = prediction.shape.slice(0, -1);
  if (sameShape(y.shape, wanted)) return y;
  if (sizeOf(y.shape) === sizeOf(wanted) && y.shape[y.rank - 1] === 1) return y.reshape(wanted);
  throw new ShapeError({
    what,
    expected: `one class number a sample, of shape ${showShape(wanted)}`,
    received: `labels of shape ${showShape(y.shape)}`,
    hint: sameShape(y.shape, prediction.shape)
      ? "for one-hot labels use 'categoricalCrossentropy'"
      : 'check the labels',
  });
}

/** Named by what a reader knows: the position of a wrong label in a shuffled batch would say nothing. */
function checkClasses(labels: AnyTensor, classes: number): void {
  if (labels.symbolic) return;
  const wrong = labels.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (wrong === -1) return;
  throw new ArgumentError({
    what: 'sparseCategoricalCrossentropy',
    expected: `class numbers from 0 to ${classes - 1}, as there are ${classes} outputs`,
    received: `the label ${labels.data[wrong]}`,
    hint: 'check the labels, or give the last layer more units',
  });
}

function logProbabilities(prediction: AnyTensor, { fromLogits = false }: CrossentropyOptions): AnyTensor {
  const z = fromLogits ? prediction : logitsOf('softmax', prediction);
  if (z !== undefined) return z.logSoftmax();
  // Probabilities from elsewhere: scaled to sum to 1, as in Keras.
  return prediction
    .div(prediction.sum(-1, { keepDims: true }))
    .clip(EPSILON, 1 - EPSILON)
    .log();
}

/** The mean over all axes but the first. */
function perSample(values: AnyTensor): AnyTensor {
  if (values.rank === 0) throw new ArgumentError('A loss needs a batch of samples, the first axis counts them.');
  return values.reshape([values.shape[0], sizeOf(values.shape.slice(1))]).mean(-1);
}

function checkSame(what: string, y: AnyTensor, prediction: AnyTensor): void {
  if (sameShape(y.shape, prediction.shape)) return;
  const sparse = y.rank === prediction.rank - 1 && what === 'categoricalCrossentropy';
  throw new ShapeError({
    what,
    expected: `labels of the predictions’ shape ${showShape(prediction.shape)}`,
    received: showShape(y.shape),
    hint: sparse ? "for class numbers use 'sparseCategoricalCrossentropy'" : 'reshape the labels',
  });
}

/** The shape of the labels that a loss wants for outputs of shape O. */
export type Target<L, O extends Shape> = L extends 'sparseCategoricalCrossentropy'
  ? O extends readonly [...infer B extends number[], number]
    ? B
    : O
  : O;
