/** What a loss is, and what every loss checks. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** From the labels y and the predictions ŷ of a batch, each [batch, …], to one loss a sample: [batch]. */
export type LossFunction = (y: AnyTensor, prediction: AnyTensor) => AnyTensor;

/** A loss for labels that are class numbers, in the shape of the outputs without their last axis. */
export interface ClassLossFunction extends LossFunction {
  /** What the labels are: by this the compiler knows what fits. */
  readonly labels: 'classNumbers';
}

/**
 * Marks a loss whose labels are class numbers, so that the compiler takes labels of their shape.
 * @param loss a loss of one's own; it is given back
 */
export function onClassNumbers(loss: LossFunction): ClassLossFunction {
  return Object.assign(loss, { labels: 'classNumbers' as const });
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
export function checkClasses(labels: AnyTensor, classes: number): void {
  const wrong = labels.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (wrong === -1) return;
  throw new ArgumentError({
    what: 'sparseCategoricalCrossentropy',
    expected: `class numbers from 0 to ${classes - 1}, as there are ${classes} outputs`,
    received: `the label ${labels.data[wrong]}`,
    hint: 'check the labels, or give the last layer more units',
  });
}

/** How far rounding may take a share out of its range. */
const ROUNDING = 1e-6;

/** Labels that are probabilities lie from 0 to 1: with others a cross-entropy has no least value. */
export function checkShares(what: string, labels: AnyTensor): void {
  const { data } = labels;
  for (let i = 0; i < data.length; i++) {
    if (!(data[i] < -ROUNDING || data[i] > 1 + ROUNDING)) continue;
    throw new ArgumentError({
      what,
      expected: 'labels from 0 to 1',
      received: `the label ${data[i]}`,
      hint: 'scale the labels, or use another loss',
    });
  }
}

/** The mean over all axes but the first. */
export function perSample(values: AnyTensor): AnyTensor {
  if (values.rank === 0) throw new ArgumentError('A loss needs a batch of samples, the first axis counts them.');
  return values.reshape([values.shape[0], sizeOf(values.shape.slice(1))]).mean(-1);
}

export function checkSame(what: string, y: AnyTensor, prediction: AnyTensor): void {
  if (sameShape(y.shape, prediction.shape)) return;
  const sparse = y.rank === prediction.rank - 1 && what === 'categoricalCrossentropy';
  throw new ShapeError({
    what,
    expected: `labels of the predictions’ shape ${showShape(prediction.shape)}`,
    received: showShape(y.shape),
    hint: sparse ? "for class numbers use 'sparseCategoricalCrossentropy'" : 'reshape the labels',
  });
}
