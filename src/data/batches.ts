/** Samples and labels, a batch at a time. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, ShapeError, written } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import { rowsLater } from './rows-later.ts';
import type { DType } from '../tensor/dtype.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';

/** How samples are taken a batch at a time. */
export interface PortionOptions {
  /** Samples in a batch; the last batch may be smaller. */
  readonly size: number;
  /** A generator to shuffle with, each time anew; without it samples come in their order. */
  readonly shuffle?: Rng;
}

/** The same, and how samples are varied. */
export interface BatchOptions<X = AnyTensor> extends PortionOptions {
  /** Varies the samples of every batch, for example `augment({ shift: 2 })`; they stay as they are by default. */
  augment?(x: X): X;
}

/**
 * Goes once through samples x and labels y.
 *
 *     for (const [x, y] of batches(X, Y, { size: 32, shuffle: rng(0) })) …
 *
 * @param x samples along the first axis
 * @param y one label a sample
 * @throws ShapeError when the numbers of samples and labels differ, ArgumentError for no samples or a size < 1
 */
export function batches<X extends Shape, Y extends Shape, D extends DType, E extends DType>(
  x: Tensor<readonly [number, ...X], D>,
  y: Tensor<readonly [number, ...Y], E>,
  options: BatchOptions<Tensor<readonly [number, ...X], D>>,
): Iterable<readonly [Tensor<readonly [number, ...X], D>, Tensor<readonly [number, ...Y], E>]>;
export function batches(x: AnyTensor, y: AnyTensor, options: BatchOptions): Iterable<readonly [AnyTensor, AnyTensor]>;
export function batches(x: AnyTensor, y: AnyTensor, options: BatchOptions): Iterable<readonly [AnyTensor, AnyTensor]> {
  checkSamples('batches', x, y);
  const { size, augment } = options;
  checkWholeNumber('batches', 'size', size);
  return {
    *[Symbol.iterator]() {
      for (const picked of portions(indicesTo(x.shape[0]), options)) {
        const samples = rowsLater(x, picked);
        yield [augment?.(samples) ?? samples, rowsLater(y, picked)] as const;
      }
    },
  };
}

/** The samples of each batch, by their indices; all of them once. */
export function* portions(indices: Uint32Array, { size, shuffle }: PortionOptions): Generator<Uint32Array> {
  const order = shuffle === undefined ? indices : shuffled(indices, shuffle);
  for (let start = 0; start < order.length; start += size) yield order.subarray(start, start + size);
}

function shuffled(indices: Uint32Array, random: Rng): Uint32Array {
  const order = random.permutation(indices.length);
  for (let i = 0; i < order.length; i++) order[i] = indices[order[i]];
  return order;
}

/** 0 … count − 1 */
export function indicesTo(count: number): Uint32Array {
  const indices = new Uint32Array(count);
  for (let i = 0; i < count; i++) indices[i] = i;
  return indices;
}

/** @throws ArgumentError for what is no tensor, ShapeError unless there are samples, and as many labels. */
export function checkSamples(what: string, x: AnyTensor, y: AnyTensor): void {
  for (const [name, value] of Object.entries({ samples: x, labels: y })) {
    if (value instanceof Tensor) continue;
    const hint = 'make one of rows of numbers: tensor([[1, 2], [3, 4]])';
    throw new ArgumentError({ what, expected: `a tensor of ${name}`, received: written(value), hint });
  }
  if (x.rank === 0 || x.shape[0] === 0) {
    throw new ShapeError({
      what,
      expected: 'at least one sample',
      received: x.rank === 0 ? 'a scalar' : `an empty batch (shape ${showShape(x.shape)})`,
      hint: 'check how the data was loaded or split',
    });
  }
  if (y.rank === 0 || y.shape[0] !== x.shape[0]) {
    throw new ShapeError({
      what,
      expected: `as many labels as samples, ${x.shape[0]}`,
      received: y.rank === 0 ? 'a scalar' : `${y.shape[0]} labels`,
    });
  }
}
