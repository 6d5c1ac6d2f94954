/** Samples of every input with the labels of every output: all of them, or a batch. */
import { type PortionOptions, portions } from '../data/batches.ts';
import { rowsLater } from '../data/rows-later.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

export interface Batch {
  readonly x: readonly AnyTensor[];
  readonly y: readonly AnyTensor[];
  /** What each sample counts in the loss, [samples]; 1 without it. */
  readonly weights: AnyTensor | undefined;
  /** Which of all samples these are, where that is known. */
  readonly indices?: Uint32Array;
}

export function sizeOfBatch({ x }: Batch): number {
  return x[0].shape[0];
}

/** The samples with these indices, a batch at a time. */
export function* batchesOf(batch: Batch, indices: Uint32Array, options: PortionOptions): Generator<Batch> {
  for (const picked of portions(indices, options)) yield rowsOf(batch, picked);
}

/** The samples with these indices. */
export function rowsOf({ x, y, weights }: Batch, indices: Uint32Array): Batch {
  const rows = (tensor: AnyTensor): AnyTensor => rowsLater(tensor, indices);
  return { x: x.map(rows), y: y.map(rows), weights: weights && rows(weights), indices };
}
