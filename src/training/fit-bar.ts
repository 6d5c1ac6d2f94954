/** The progress bar of a training. */
import type { Logs } from '../callbacks/callback.ts';
import { text } from '../display/language.ts';
import { progress, type ProgressSurroundings } from '../display/progress.ts';

export interface FitBar {
  /** After a batch, counted from 1 in an epoch from 0. */
  train(epoch: number, batch: number, logs: Logs): void;
  /** After a batch of the validation. */
  validate(epoch: number, done: number, of: number, logs: Logs): void;
  /** After an epoch, counted from 1. */
  epoch(done: number, logs: Logs): void;
  end(): void;
}

/**
 * Epochs, batches, loss, metrics and time left.
 * @param steps batches of an epoch; where they are not known, the first epoch counts them
 */
export function fitBar(epochs: number, steps: number | undefined, surroundings: ProgressSurroundings = {}): FitBar {
  const options = { label: 'fit', total: epochs * (steps ?? 1), epochs: Math.max(epochs, 1) };
  const bar = progress(options, surroundings);
  const size = steps ?? 1;
  let last = 0;
  let counted: number | undefined;
  return {
    train(epoch, batch, logs) {
      if (steps !== undefined) return bar.update(epoch * steps + batch, logs);
      if (batch === 1) counted = last || undefined;
      last = batch;
      const share = counted === undefined ? 0 : Math.min(batch / counted, 1 - 1e-6);
      bar.update(epoch + share, logs, text({ en: `batch ${batch}`, zh: `批次 ${batch}` }));
    },
    validate(epoch, done, of, logs) {
      // Not quite at the end of the epoch, to which it still belongs.
      bar.update((epoch + 1 - 1e-6) * size, logs, text({ en: `validation ${done}/${of}`, zh: `验证 ${done}/${of}` }));
    },
    epoch: (done, logs) => bar.update(done * size, logs),
    end: () => bar.end(),
  };
}
