/** What may be done while a model trains. */
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { AnyParameter } from '../tensor/parameter.ts';

/** Numbers of one epoch: `loss`, the metrics, and the same of the validation samples (`valLoss`, …). */
export type Logs = Readonly<Record<string, number>>;

/** What a callback may act on. */
export interface Training {
  /** The parameters of the model. */
  parameters(): readonly AnyParameter[];
  /** The optimiser, whose rate may be lowered. */
  readonly optimizer: Optimizer;
}

/** What is told how the training proceeds, and may end it. */
export interface Callback {
  /** Before the first epoch. */
  onTrainBegin?(training: Training): void;
  /** After a batch, counted from 1, with the running means of this epoch. */
  onBatchEnd?(batch: number, logs: Logs): void;
  /** After an epoch, counted from 0; 'stop' ends the training. */
  onEpochEnd?(epoch: number, logs: Logs): void | 'stop' | Promise<void | 'stop'>;
  /** At the end, also where an error or an interruption ended the training. */
  onTrainEnd?(): void;
}
