/** What `fit` can be told. X are samples, Y labels: for a model with several inputs and outputs lists of them. */
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { TrainingOptions } from './fit.ts';
import type { ClassWeight } from './sample-weights.ts';

/** One number for each sample: what it counts in the loss. */
export type SampleWeight = Tensor<readonly [number]>;

/** Samples and labels, and perhaps what each sample counts. */
export type Labelled<X, Y> = readonly [x: X, y: Y] | readonly [x: X, y: Y, weights: SampleWeight];

interface WeightedOptions<X, Y> extends TrainingOptions {
  /** Samples and labels to validate with after every epoch. */
  readonly validationData?: Labelled<X, Y>;
  /**
   * What the samples of a class count in the loss, by its number, 1 by default: `{ 0: 1, 1: 10 }` where class 1 is rare.
   * Metrics and validation know nothing of it.
   */
  readonly classWeight?: ClassWeight;
}

/** How a model is trained on samples that are all there. */
export interface FitOptions<X = AnyTensor, Y = AnyTensor> extends WeightedOptions<X, Y> {
  /** Samples a step, 32 by default. */
  readonly batchSize?: number;
  /** Share of the samples, taken from the end, that is kept for validation, 0 by default. */
  readonly validationSplit?: number;
  /** Whether samples are shuffled before each epoch, true by default. */
  readonly shuffle?: boolean;
  /**
   * What each sample counts in the loss, [samples], 1 by default:  L = (1/B) Σᵢ wᵢ Lᵢ  over a batch of B, as in Keras.
   * Metrics know nothing of it.
   */
  readonly sampleWeight?: SampleWeight;
  /** Varies the samples of every batch, for example `augment({ shift: 2 })`; those to validate with stay as they are. */
  augment?(x: X): X;
}

/** How a model is trained on batches as they come. */
export interface FitBatchesOptions<X = AnyTensor, Y = AnyTensor> extends WeightedOptions<X, Y> {
  /** Batches that make an epoch; all that come by default. */
  readonly stepsPerEpoch?: number;
}

/** How a model is measured. */
export interface EvaluateOptions {
  /** Samples at a time, 256 by default. */
  readonly batchSize?: number;
  /** What each sample counts in the loss, [samples], 1 by default. */
  readonly sampleWeight?: SampleWeight;
}
