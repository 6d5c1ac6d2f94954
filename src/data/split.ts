/** Samples set aside: the model is trained on some and judged on others. */
import { ArgumentError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { checkSamples, indicesTo } from './batches.ts';
import { stratify } from './stratify.ts';

/** How many samples are set aside, and which. */
export interface SplitOptions {
  /** How many samples are set aside: a number ≥ 1, or a share below 1. */
  readonly validation: number;
  /** A generator that chooses them; without it the last ones are taken. */
  readonly shuffle?: Rng;
  /** Whether every class keeps its share on both sides; y must be one label a sample then. */
  readonly stratify?: boolean;
}

/** Samples with their labels. */
export interface Samples<X extends Shape, Y extends Shape, D extends DType, E extends DType> {
  readonly x: Tensor<readonly [number, ...X], D>;
  readonly y: Tensor<readonly [number, ...Y], E>;
}

/**
 * Parts samples and labels into those to train on and those to validate with.
 *
 *     const { train, validation } = split(x, y, { validation: 0.1 });
 *
 * @throws ArgumentError unless both parts get samples; with `stratify`, as many as there are classes, and each class has two
 */
export function split<X extends Shape, Y extends Shape, D extends DType, E extends DType>(
  x: Tensor<readonly [number, ...X], D>,
  y: Tensor<readonly [number, ...Y], E>,
  { validation, shuffle, stratify: byClass = false }: SplitOptions,
): { readonly train: Samples<X, Y, D, E>; readonly validation: Samples<X, Y, D, E> } {
  checkSamples('split', x, y);
  const count = x.shape[0];
  const order = shuffle?.permutation(count) ?? indicesTo(count);
  const part = (indices: Uint32Array): Samples<X, Y, D, E> => ({ x: pick(x, indices), y: pick(y, indices) });
  const parts = byClass ? stratify(y, order, setAside('split', count, validation)) : parted('split', order, validation);
  return { train: part(parts.train), validation: part(parts.validation) };
}

/** The indices in their order, the last ones set aside. @throws ArgumentError as `split` */
export function parted(
  what: string,
  order: Uint32Array,
  validation: number,
): { readonly train: Uint32Array; readonly validation: Uint32Array } {
  const first = order.length - setAside(what, order.length, validation);
  return { train: order.subarray(0, first), validation: order.subarray(first) };
}

/** How many of `count` samples are meant by a number or a share of them. */
function setAside(what: string, count: number, validation: number): number {
  const aside = validation < 1 ? Math.round(count * validation) : validation;
  if (Number.isInteger(aside) && aside >= 1 && aside < count) return aside;
  throw new ArgumentError({
    what,
    expected: `a number or share of the ${count} samples that leaves some on both sides`,
    received: `validation: ${validation}`,
  });
}

function pick<X extends Shape, D extends DType>(
  x: Tensor<readonly [number, ...X], D>,
  indices: Uint32Array,
): Tensor<readonly [number, ...X], D> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: rows of samples have the samples' shape
  return x.rows(indices) as unknown as Tensor<readonly [number, ...X], D>;
}
