/** Reads the numbers that PyTorch and Keras computed. */
import { readFileSync } from 'node:fs';
import { tensor } from '../../src/tensor/create.ts';
import type { DType } from '../../src/tensor/dtype.ts';
import type { Shape } from '../../src/tensor/shape-types.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';

type Numbers = number | readonly Numbers[];

const topics = new Map<string, unknown>();

/** The numbers of a topic under `path`, for example `reference('dense', 'activations', 'relu', 'y')`. */
export function reference(topic: string, ...path: readonly (string | number)[]): Tensor<Shape> {
  return referenceAs('float32', topic, ...path);
}

/** The same with another element type. */
export function referenceAs<D extends DType>(
  dtype: D,
  topic: string,
  ...path: readonly (string | number)[]
): Tensor<Shape, D> {
  if (!topics.has(topic)) {
    topics.set(topic, JSON.parse(readFileSync(new URL(`numbers/${topic}.json`, import.meta.url), 'utf8')));
  }
  const found = ['numbers', ...path].reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    topics.get(topic),
  );
  if (!isNumbers(found)) throw new Error(`The oracle has no numbers under ${[topic, ...path].join('/')}.`);
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
