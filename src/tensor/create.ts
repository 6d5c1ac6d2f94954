/** New tensors from numbers. */
import { ArgumentError, ShapeError, written } from '../errors.ts';
import { allocate, type DataOf, type DType, type TypedArray } from './dtype.ts';
import { checkShape, showShape, sizeOf } from './shape.ts';
import type { Shape } from './shape-types.ts';
import { Tensor } from './tensor.ts';

/** The shape of nested arrays as far as the compiler sees it: lengths of rows that are written out, else `number`. */
export type ShapeOfNested<N> = N extends number
  ? readonly []
  : N extends readonly []
    ? readonly [0]
    : N extends readonly [infer First, ...unknown[]]
      ? readonly [N['length'], ...ShapeOfNested<First>]
      : N extends readonly (infer E)[]
        ? readonly [number, ...ShapeOfNested<E>]
        : Shape;

type Numbers = number | readonly Numbers[];

/**
 * A tensor from nested arrays (its shape is read off), or from flat numbers and a shape. A typed array of numbers is taken
 * without a copy when its type is the one wanted. For whole numbers fractions are cut off; a bool is true unless 0.
 * @param values numbers in rows, or all in one row
 * @param shape as read off `values` unless given
 * @param dtype 'float32' unless given, or unless a typed array says otherwise
 * @throws ShapeError when rows differ in length, or the shape wants another number of elements.
 */
export function tensor<const N extends Numbers>(values: N): Tensor<ShapeOfNested<N>>;
export function tensor<const S extends Shape>(values: Float32Array | readonly number[], shape: S): Tensor<S>;
export function tensor<const S extends Shape>(values: Int32Array, shape: S): Tensor<S, 'int32'>;
export function tensor<const S extends Shape>(values: Float64Array, shape: S): Tensor<S, 'float64'>;
export function tensor<const S extends Shape, D extends DType>(
  values: ArrayLike<number>,
  shape: S,
  dtype: D,
): Tensor<S, D>;
export function tensor(values: Numbers | ArrayLike<number>, shape?: Shape, dtype?: DType): Tensor<Shape, DType> {
  const type = dtype ?? typeOf(values);
  const wanted = shape ?? shapeOfNested(values);
  const flat = flatten(values);
  checkShape('tensor', wanted);
  if (flat.length !== sizeOf(wanted)) {
    throw new ShapeError({
      what: 'tensor',
      expected: `${sizeOf(wanted)} numbers for the shape ${showShape(wanted)}`,
      received: `${flat.length}`,
    });
  }
  return new Tensor(ofType(flat, type), wanted, type);
}

/** All zeros: a tensor of the given `shape`; `dtype` is 'float32' unless given. */
export function zeros<const S extends Shape>(shape: S): Tensor<S>;
export function zeros<const S extends Shape, D extends DType>(shape: S, dtype: D): Tensor<S, D>;
export function zeros(shape: Shape, dtype: DType = 'float32'): Tensor<Shape, DType> {
  checkShape('zeros', shape);
  return new Tensor(allocate(dtype, sizeOf(shape)), shape, dtype);
}

/** All ones: a tensor of the given `shape`; `dtype` is 'float32' unless given. */
export function ones<const S extends Shape>(shape: S): Tensor<S>;
export function ones<const S extends Shape, D extends DType>(shape: S, dtype: D): Tensor<S, D>;
export function ones(shape: Shape, dtype: DType = 'float32'): Tensor<Shape, DType> {
  return full(shape, 1, dtype);
}

/**
 * Every element `value`, in the given `shape`.
 * @param dtype 'float32' unless given; for whole numbers the fraction of `value` is cut off
 */
export function full<const S extends Shape>(shape: S, value: number): Tensor<S>;
export function full<const S extends Shape, D extends DType>(shape: S, value: number, dtype: D): Tensor<S, D>;
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor<Shape, DType> {
  checkShape('full', shape);
  const [element] = ofType([value], dtype);
  return new Tensor(allocate(dtype, sizeOf(shape)).fill(element), shape, dtype);
}

/**
 * start, start + step, … up to but not including stop, in float32; `range(n)` counts from 0 to n − 1 in int32.
 * @param step 1 by default, may be negative
 * @throws ArgumentError when the numbers would never reach stop
 */
export function range(stop: number): Tensor<readonly [number], 'int32'>;
export function range(start: number, stop: number, step?: number): Tensor<readonly [number]>;
export function range(first: number, stop?: number, step = 1): Tensor<readonly [number], DType> {
  const [start, end] = stop === undefined ? [0, first] : [first, stop];
  const count = Math.max(0, Math.ceil((end - start) / step));
  if (!Number.isFinite(count)) {
    throw new ArgumentError({
      what: 'range',
      expected: 'a finite number of steps',
      received: `from ${start} to ${end} by ${step}`,
    });
  }
  const dtype = stop === undefined ? 'int32' : 'float32';
  const data = allocate(dtype, count);
  for (let i = 0; i < count; i++) data[i] = start + i * step;
  return new Tensor<readonly [number], DType>(data, [count], dtype);
}

/** The identity matrix of n rows: 1 on the diagonal, else 0. */
export function eye<N extends number>(n: N): Tensor<readonly [N, N]> {
  checkShape('eye', [n, n]);
  const data = new Float32Array(n * n);
  for (let i = 0; i < n; i++) data[i * (n + 1)] = 1;
  return new Tensor(data, [n, n], 'float32');
}

function typeOf(values: Numbers | ArrayLike<number>): DType {
  if (values instanceof Float64Array) return 'float64';
  if (values instanceof Int32Array) return 'int32';
  return 'float32';
}

function shapeOfNested(values: Numbers | ArrayLike<number>): Shape {
  if (typeof values === 'number') return [];
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
    throw new ArgumentError({ what: 'tensor', expected: 'numbers, or rows of numbers', received: written(values) });
  }
  if (!Array.isArray(values)) return [values.length];
  if (values.length === 0) return [0];
  const rows: readonly Shape[] = values.map(shapeOfNested);
  const [first] = rows;
  const odd = rows.findIndex(
    (row) => row.length !== first.length || row.some((length, axis) => length !== first[axis]),
  );
  if (odd !== -1) {
    throw new ShapeError({
      what: 'tensor',
      expected: `rows of the same shape (row 0 is ${showShape(first)})`,
      received: `row ${odd} of shape ${showShape(rows[odd])}`,
    });
  }
  return [values.length, ...first];
}

function flatten(values: Numbers | ArrayLike<number>): ArrayLike<number> {
  if (typeof values === 'number') return [values];
  return isNested(values) ? values.flatMap((row) => Array.from(flatten(row))) : values;
}

function isNested(values: ArrayLike<number> | readonly Numbers[]): values is readonly Numbers[] {
  return Array.isArray(values) && values.some((row) => typeof row !== 'number');
}

function ofType<D extends DType>(values: ArrayLike<number>, dtype: D): DataOf<D>;
function ofType(values: ArrayLike<number>, dtype: DType): TypedArray {
  const data = allocate(dtype, 0);
  // Bytes may be other than 0 and 1: bools are always copied.
  if (dtype !== 'bool' && values.constructor === data.constructor && isTypedArray(values)) return values;
  const copy = allocate(dtype, values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = dtype === 'bool' ? (values[i] !== 0 ? 1 : 0) : values[i];
  return copy;
}

function isTypedArray(values: ArrayLike<number>): values is TypedArray {
  return ArrayBuffer.isView(values);
}
