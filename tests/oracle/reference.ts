/** Reads the numbers that PyTorch and Keras computed. */
import { readFileSync } from 'node:fs';
import { tensor } from '../../src/tensor/create.ts';
import type { DType } from '../../src/tensor/dtype.ts';
import type { Shape } from '../../src/tensor/shape-types.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';

type Numbers = number | readonly Numbers[];

const everything: unknown = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8'));

/** The numbers under `path`, for example `reference('dense', 'activations', 'relu', 'y')`. */
export function reference(...path: readonly (string | number)[]): Tensor<Shape> {
  return referenceAs('float32', ...path);
}

/** The same with another element type. */
export function referenceAs<D extends DType>(dtype: D, ...path: readonly (string | number)[]): Tensor<Shape, D> {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    everything,
  );
  if (!isNumbers(found)) throw new Error(`The oracle has no numbers under ${path.join('/')}.`);
  return tensor(flat(found), shapeOf(found), dtype);
}

function isNumbers(value: unknown): value is Numbers {
  return typeof value === 'number' || (Array.isArray(value) && value.every(isNumbers));
}

function shapeOf(numbers: Numbers): Shape {
  return typeof numbers === 'number' ? [] : [numbers.length, ...(numbers.length === 0 ? [] : shapeOf(numbers[0]))];
}

function flat(numbers: Numbers): number[] {
  return typeof numbers === 'number' ? [numbers] : numbers.flatMap(flat);
}
