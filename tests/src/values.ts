/** Values to test with, and how two tensors are compared. */
import { expect } from 'vitest';
import { type DType, isFloat } from '../../src/tensor/dtype.ts';
import type { Attributes, Sample } from '../../src/tensor/primitive.ts';
import { type Rng, rng } from '../../src/random/rng.ts';
import { tensor } from '../../src/tensor/create.ts';
import { sizeOf } from '../../src/tensor/shape.ts';
import type { Shape } from '../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../src/tensor/tensor.ts';

/** Tensors of random elements in [low, high), one generator for a whole test; whole numbers and bools where wanted. */
export class RandomTensors {
  readonly rng: Rng;

  constructor(seed: number) {
    this.rng = rng(seed);
  }

  tensor<D extends DType>(shape: Shape, dtype: D, [low, high]: readonly [number, number] = [-2, 2]): Tensor<Shape, D> {
    const draw = (): number => {
      if (dtype === 'bool') return Math.floor(2 * this.rng.next());
      const x = low + (high - low) * this.rng.next();
      return dtype === 'int32' ? Math.round(x) : x;
    };
    return tensor(Array.from({ length: sizeOf(shape) }, draw), shape, dtype);
  }

  /** The inputs of a primitive's sample: floats of type `dtype`, and whole numbers or bools where it wants them. */
  inputs({ shapes, dtypes, range }: Sample<Attributes>, dtype: 'float32' | 'float64'): AnyTensor[] {
    return shapes.map((shape, i) => {
      const wanted = dtypes?.[i] ?? dtype;
      return this.tensor(shape, isFloat(wanted) ? dtype : wanted, range);
    });
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.rng.next() * (high - low + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)];
  }

  /** Lengths of `rank` axes, 0 to `longest`. */
  shape(rank: number, shortest = 1, longest = 5): Shape {
    return Array.from({ length: rank }, () => this.whole(shortest, longest));
  }

  /** A shape that broadcasts to `shape`: axes become 1 or are left out in front. */
  stretchable(shape: Shape): Shape {
    const kept = shape.slice(this.whole(0, shape.length));
    return kept.map((length) => (this.rng.next() < 0.4 ? 1 : length));
  }
}

/** |a − b| / max(1, |a|, |b|) at its largest; equal infinities and two NaN differ by 0, any other pair of those by ∞. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (Object.is(a[i], b[i]) || a[i] === b[i]) continue;
    const relative = Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(a[i]), Math.abs(b[i]));
    largest = Number.isNaN(relative) ? Infinity : Math.max(largest, relative);
  }
  return largest;
}

/** Expects the shape and type of `b`, and elements that differ by no more than `tolerance` (relative beyond ±1). */
export function expectClose(a: AnyTensor, b: AnyTensor, tolerance = 0, what = ''): void {
  expect([a.dtype, ...a.shape], what).toEqual([b.dtype, ...b.shape]);
  const found = difference(a.data, b.data);
  expect(found, `${what}: ${a} is not ${b}`).toBeLessThanOrEqual(tolerance);
}

/** The message of what `f` throws. */
export function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('Nothing was thrown.');
}

/** The message with which `promise` is rejected. */
export async function rejectionOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('Nothing was thrown.');
}
