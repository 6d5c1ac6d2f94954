/** The data of a training as it is told: checked, weighed, divided in samples to train on and to validate with. */
import { checkSamples, indicesTo } from '../data/batches.ts';
import { parted } from '../data/split.ts';
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { type Batch, batchesOf, sizeOfBatch } from './batch.ts';
import type { TrainingOptions, Validation } from './fit.ts';
import { type ClassWeight, weightsOf } from './sample-weights.ts';
import { type Augment, fromStream, fromTensors, type Source } from './sources.ts';
import type { AnyTrainable } from './trainable.ts';

/** Samples at a time where nothing is trained, so that memory suffices. */
export const EVALUATION_BATCH = 256;

/** What of the data is told as tensors of every input and output. */
export interface Told {
  readonly x: readonly AnyTensor[];
  readonly y: readonly AnyTensor[];
  readonly sampleWeight?: AnyTensor | undefined;
}

/** Options of `fit` that concern data, with the shapes forgotten. */
export interface DataOptions extends TrainingOptions {
  readonly batchSize?: number;
  readonly validationSplit?: number;
  readonly shuffle?: boolean;
  readonly classWeight?: ClassWeight;
}

/** Where batches come from in a training with all samples at hand, and what it validates with. */
export function fromData(
  model: AnyTrainable,
  told: Told,
  validationData: Told | undefined,
  augment: Augment | undefined,
  { batchSize = 32, validationSplit = 0, shuffle = true, classWeight }: DataOptions,
): { readonly source: Source; readonly validation: Validation | undefined } {
  const plain = checkedBatch('fit', model, told);
  const data = { ...plain, weights: weightsOf('fit', told.y, told.sampleWeight, classWeight) };
  checkWholeNumber('fit', 'batchSize', batchSize);
  const all = indicesTo(sizeOfBatch(data));
  const options = { batchSize, shuffle, augment };
  if (validationData !== undefined || validationSplit === 0) {
    return { source: fromTensors(data, all, options), validation: givenValidation(model, validationData, batchSize) };
  }
  if (!(validationSplit > 0 && validationSplit < 1)) {
    const expected = 'a validationSplit with 0 ≤ split < 1 that leaves samples to train on';
    throw new ArgumentError({ what: 'fit', expected, received: `${validationSplit} of ${all.length} samples` });
  }
  const { train, validation } = parted('fit', all, validationSplit);
  // Classes are weighed in training only, as in Keras.
  return { source: fromTensors(data, train, options), validation: validationOf(plain, validation, batchSize) };
}

/** The same in a training on batches that come one by one; `toTold` says what is in one. */
export function fromBatches<T>(
  model: AnyTrainable,
  stream: Iterable<T> | AsyncIterable<T>,
  toTold: (item: T) => Told,
  validationData: Told | undefined,
  { stepsPerEpoch, classWeight }: { readonly stepsPerEpoch?: number; readonly classWeight?: ClassWeight },
): { readonly source: Source; readonly validation: Validation | undefined } {
  if (stepsPerEpoch !== undefined) checkWholeNumber('fitBatches', 'stepsPerEpoch', stepsPerEpoch);
  const toBatch = (item: T): Batch => {
    const told = toTold(item);
    const batch = checkedBatch('fitBatches', model, told);
    return { ...batch, weights: weightsOf('fitBatches', told.y, told.sampleWeight, classWeight) };
  };
  return {
    source: fromStream(stream, toBatch, stepsPerEpoch),
    validation: givenValidation(model, validationData, EVALUATION_BATCH),
  };
}

function givenValidation(model: AnyTrainable, told: Told | undefined, batchSize: number): Validation | undefined {
  if (told === undefined) return undefined;
  const data = checkedBatch('fit, validation data', model, told);
  return validationOf(data, indicesTo(sizeOfBatch(data)), batchSize);
}

function validationOf(data: Batch, indices: Uint32Array, batchSize: number): Validation {
  const size = Math.max(batchSize, EVALUATION_BATCH);
  return {
    samples: indices.length,
    steps: Math.ceil(indices.length / size),
    batches: () => batchesOf(data, indices, { size }),
  };
}

/** @throws ShapeError or ArgumentError when samples, labels, weights and model do not fit */
export function checkedBatch(what: string, model: AnyTrainable, { x, y, sampleWeight }: Told): Batch {
  for (const labels of y) checkSamples(what, x[0], labels);
  checkInputs(what, model, x);
  return { x, y, weights: weightsOf(what, y, sampleWeight, undefined) };
}

/** @throws ShapeError or ArgumentError when samples and model do not fit */
export function checkInputs(what: string, { inputShapes }: AnyTrainable, inputs: readonly AnyTensor[]): void {
  if (inputShapes !== undefined && inputs.length !== inputShapes.length) {
    const expected = `samples for each of ${inputShapes.length} inputs`;
    throw new ArgumentError({ what, expected, received: String(inputs.length) });
  }
  inputs.forEach((x, i) => {
    const place = inputs.length === 1 ? what : `${what}, input ${i + 1}`;
    const expected = inputShapes?.[i];
    const sample = x.shape.slice(1);
    if (expected !== undefined && !sameShape(sample, expected)) {
      throw new ShapeError({
        what: place,
        expected: `samples of shape ${showShape(expected)}, as the model takes them`,
        received: showShape(sample),
        hint: 'reshape the data, or change the model’s input',
      });
    }
    if (x.shape[0] !== inputs[0].shape[0]) {
      const wanted = `as many samples as of the first input, ${inputs[0].shape[0]}`;
      throw new ShapeError({ what: place, expected: wanted, received: String(x.shape[0]) });
    }
    if (x.dtype !== 'float32') {
      throw new ArgumentError({
        what: place,
        expected: 'float32 samples',
        received: x.dtype,
        hint: "convert them with .cast('float32')",
      });
    }
  });
}
