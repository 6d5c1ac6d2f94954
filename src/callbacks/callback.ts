/** What may be done while a model trains. */
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** Numbers of one epoch: `loss`, the metrics, and the same of the validation samples (`valLoss`, …). */
export type Logs = Readonly<Record<string, number>>;

/** What a callback may act on. */
export interface Training {
  /** What gradients change. */
  parameters(): readonly AnyParameter[];
  /** All that belongs to the model, by path. */
  weights(): ReadonlyMap<string, AnyParameter>;
  /** The optimiser, whose rate may be lowered. */
  readonly optimizer: Optimizer;
  /** How many epochs it shall have, those before a break included. */
  readonly epochs: number;
  /** Batches of an epoch, where that is known before they have come. */
  readonly steps: number | undefined;
  /** The numbers of all epochs until now. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** All that the training needs to go on from here, by name. */
  snapshot(): Snapshot;
}

/** The state of a training as named tensors; texts say what it belongs to. */
export interface Snapshot {
  /** Weights by path, and under `training/` all else. */
  readonly tensors: ReadonlyMap<string, AnyTensor>;
  /** The kind of file, and the name of the optimiser. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a callback remembers from epoch to epoch. */
export interface Memory {
  /** Numbers by name. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Tensors by name; none by default. */
  readonly tensors?: ReadonlyMap<string, AnyTensor>;
}

/** What is told how the training proceeds, and may end it. */
export interface Callback {
  /** Under which a checkpoint keeps its memory. */
  readonly name?: string;
  /** Whether it shows how far the training is, so that `fit` needs no bar of its own; false by default. */
  readonly showsProgress?: boolean;
  /** Before the first epoch. */
  onTrainBegin?(training: Training): void;
  /**
   * After a batch, counted from 1, with the running means of this epoch; 'stop' ends the epoch here, which is validated
   * and counts as the others do, and with it the training.
   */
  onBatchEnd?(batch: number, logs: Logs): void | 'stop';
  /** Now and then while the samples are validated: how many of the batches are done. */
  onValidation?(done: number, of: number): void;
  /** Numbers of its own for the epoch's, before `onEpochEnd`. */
  report?(): Logs;
  /** After an epoch, counted from 0; 'stop' ends the training. */
  onEpochEnd?(epoch: number, logs: Logs): void | 'stop' | Promise<void | 'stop'>;
  /** After `onEpochEnd` of all callbacks. */
  afterEpoch?(epoch: number, logs: Logs): void | Promise<void>;
  /** At the end, also where an error or an interruption ended the training. */
  onTrainEnd?(): void | Promise<void>;
  /** What it remembers, for a checkpoint. */
  memory?(): Memory;
  /** Goes on from what it remembered; after `onTrainBegin`. */
  recall?(memory: Memory): void;
}
