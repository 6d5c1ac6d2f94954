/** The running means of a training, thinned while it goes on, so that a thousand epochs need no more memory than one. */
import { type Point } from '../plot/thin.ts';
import type { Logs } from './callback.ts';

/** More rows than this are halved. */
const most = 600;
/** Means of the first batches alone jump about: they are left out for this share of an epoch, but for the first epoch. */
const unsteady = 0.1;

interface Row {
  readonly epoch: number;
  readonly batch: number;
  readonly logs: Logs;
}

/** What was measured after which batch. */
export class TrainingRecord {
  /** Batches of all epochs. */
  batches = 0;
  readonly #steps: number | undefined;
  /** Batches of each epoch; the last one may grow. */
  readonly #counts: number[] = [];
  #rows: Row[] = [];
  /** One in so many batches is kept. */
  #stride = 1;

  /** @param steps batches of an epoch, where that is known */
  constructor(steps: number | undefined) {
    this.#steps = steps;
  }

  /** Takes what `onBatchEnd` is told; the epoch is counted from 0. */
  add(epoch: number, batch: number, logs: Logs): void {
    this.#counts[epoch] = batch;
    if (this.batches++ % this.#stride > 0) return;
    this.#rows.push({ epoch, batch, logs });
    if (this.#rows.length <= most) return;
    this.#rows = this.#rows.filter((_, i) => i % 2 === 0);
    this.#stride *= 2;
  }

  /** What is measured after a batch. */
  get measures(): readonly string[] {
    return Object.keys(this.#rows[0]?.logs ?? {});
  }

  /** The running means of a measure over epochs: 1.5 is the middle of the second. They begin anew with every epoch. */
  points(measure: string): readonly (readonly Point[])[] {
    const epochs: Point[][] = [];
    for (const { epoch, batch, logs } of this.#rows) {
      const y = logs[measure];
      const share = batch / this.#size(epoch);
      if (y === undefined || (epoch > 0 && share < unsteady)) continue;
      (epochs[epoch] ??= []).push({ x: epoch + share, y });
    }
    return epochs.flatMap((points) => [points]);
  }

  /** How many batches an epoch has: known, counted, or as many as the one before it. */
  #size(epoch: number): number {
    const counted = this.#counts[epoch] ?? 1;
    if (this.#steps !== undefined) return Math.max(this.#steps, counted);
    return epoch + 1 < this.#counts.length ? counted : Math.max(this.#counts[epoch - 1] ?? 0, counted);
  }
}
