/** Where the batches of a training come from: tensors that hold all samples, or a stream of batches. */
import { ArgumentError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { type Batch, batchesOf, rowsOf } from './batch.ts';

export interface Source {
  /** How many samples an epoch has; undefined where only its end will tell. */
  readonly samples?: number;
  /** How many batches an epoch has; undefined where only its end will tell. */
  readonly steps: number | undefined;
  /** The batches of the next epoch. */
  epoch(random: Rng): Iterable<Batch> | AsyncIterable<Batch>;
  /** One sample, for a look at its shape; a stream is not looked into. */
  first?(): Batch;
  /** Lets go of a stream. */
  close(): Promise<void>;
}

/** Varies the samples of every input. */
export type Augment = (x: readonly AnyTensor[]) => readonly AnyTensor[];

export interface TensorSourceOptions {
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly augment?: Augment | undefined;
}

/** All samples with these indices once an epoch, each time in another order where they are shuffled. */
export function fromTensors(data: Batch, indices: Uint32Array, options: TensorSourceOptions): Source {
  const { batchSize: size, shuffle, augment } = options;
  return {
    samples: indices.length,
    steps: Math.ceil(indices.length / size),
    *epoch(random) {
      for (const batch of batchesOf(data, indices, { size, ...(shuffle && { shuffle: random }) })) {
        yield augment === undefined ? batch : { ...batch, x: augment(batch.x) };
      }
    },
    first: () => rowsOf(data, indices.subarray(0, 1)),
    close: async () => undefined,
  };
}

type Stream<T> = Iterable<T> | AsyncIterable<T>;

/**
 * Batches as they come: one pass through `stream` an epoch, or `stepsPerEpoch` of them; then the next epoch goes on where
 * the last one ended, and begins anew at the end of the stream.
 */
export function fromStream<T>(
  stream: Stream<T>,
  toBatch: (item: T) => Batch,
  stepsPerEpoch: number | undefined,
): Source {
  let open: Iterator<T> | AsyncIterator<T> | undefined;
  return {
    steps: stepsPerEpoch,
    async *epoch() {
      for (let step = 0; stepsPerEpoch === undefined || step < stepsPerEpoch; step++) {
        let next = await open?.next();
        if (next === undefined || (next.done === true && stepsPerEpoch !== undefined)) {
          open = Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();
          next = await open.next();
          if (next.done === true) throw exhausted();
        }
        if (next.done === true) break;
        yield toBatch(next.value);
      }
      if (stepsPerEpoch === undefined) open = undefined;
    },
    async close() {
      await open?.return?.();
      open = undefined;
    },
  };
}

function exhausted(): ArgumentError {
  return new ArgumentError({
    what: 'fitBatches',
    expected: 'batches in every epoch',
    received: 'a source without any, or one that can be gone through only once',
    hint: 'give something that starts anew in every loop, such as batches(…) or prefetch(…), or stepsPerEpoch',
  });
}
