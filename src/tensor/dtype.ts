/** What a tensor's elements are, and which typed array holds them. */
import { lookUp } from '../errors.ts';

/** The element types: floats of 4 and 8 bytes, whole numbers of 4 bytes, and truth values of one. */
export type DType = 'float32' | 'float64' | 'int32' | 'bool';

/** The typed array that stores elements of type `D`; a bool is a byte, 0 or 1. */
export interface Storage {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly int32: Int32Array;
  readonly bool: Uint8Array;
}

export type DataOf<D extends DType> = Storage[D];
export type TypedArray = Storage[DType];

const allocators: { readonly [D in DType]: (size: number) => Storage[D] } = {
  float32: (size) => new Float32Array(size),
  float64: (size) => new Float64Array(size),
  int32: (size) => new Int32Array(size),
  bool: (size) => new Uint8Array(size),
};

/** A zeroed array for `size` elements. @throws ArgumentError for an element type that there is not */
export function allocate<D extends DType>(dtype: D, size: number): Storage[D] {
  if (!Object.hasOwn(allocators, dtype)) lookUp(allocators, dtype, 'element type');
  return allocators[dtype](size);
}

export function isFloat(dtype: DType): dtype is 'float32' | 'float64' {
  return dtype === 'float32' || dtype === 'float64';
}

/** `unknown` where one of the types can be the other, else a sentence. */
export type SameType<What extends string, D extends DType, E extends DType> = [D] extends [E]
  ? unknown
  : [E] extends [D]
    ? unknown
    : `${What}: expected inputs of one element type, received ${D} and ${E}`;
