/** The element types of safetensors files: how wide they are, and what becomes of them here. */
import type { DType, TypedArray } from '../tensor/dtype.ts';

export interface ElementType {
  /** Bytes of an element. */
  readonly bytes: number;
  /** Our type for it. */
  readonly dtype: DType;
  /** The elements of a file; undefined where one of them is too large for our type. */
  read(buffer: ArrayBuffer): TypedArray | undefined;
}

/** Every type that can be read, by its name in the format. Our own four are taken as they are, halves become float32, other whole numbers int32. */
export const elementTypes: Readonly<Record<string, ElementType>> = {
  BOOL: { bytes: 1, dtype: 'bool', read: (b) => new Uint8Array(b).map((byte) => (byte === 0 ? 0 : 1)) },
  U8: { bytes: 1, dtype: 'int32', read: (b) => Int32Array.from(new Uint8Array(b)) },
  I8: { bytes: 1, dtype: 'int32', read: (b) => Int32Array.from(new Int8Array(b)) },
  I16: { bytes: 2, dtype: 'int32', read: (b) => Int32Array.from(new Int16Array(b)) },
  U16: { bytes: 2, dtype: 'int32', read: (b) => Int32Array.from(new Uint16Array(b)) },
  F16: { bytes: 2, dtype: 'float32', read: (b) => Float32Array.from(new Uint16Array(b), half) },
  BF16: { bytes: 2, dtype: 'float32', read: (b) => upperHalves(new Uint16Array(b)) },
  I32: { bytes: 4, dtype: 'int32', read: (b) => new Int32Array(b) },
  U32: { bytes: 4, dtype: 'int32', read: (b) => narrowed(new Uint32Array(b)) },
  F32: { bytes: 4, dtype: 'float32', read: (b) => new Float32Array(b) },
  F64: { bytes: 8, dtype: 'float64', read: (b) => new Float64Array(b) },
  I64: { bytes: 8, dtype: 'int32', read: (b) => narrowed(new BigInt64Array(b)) },
  U64: { bytes: 8, dtype: 'int32', read: (b) => narrowed(new BigUint64Array(b)) },
};

/** What a half of IEEE 754 stands for: sign (1 bit), exponent e (5), fraction f (10):  ±2ᵉ⁻¹⁵ (1 + f/1024). */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const e = (bits >> 10) & 31;
  const f = bits & 1023;
  if (e === 31) return f === 0 ? sign * Infinity : NaN;
  return sign * (e === 0 ? f * 2 ** -24 : (1 + f / 1024) * 2 ** (e - 15));
}

/** A bfloat16 is a float32 without its last 16 bits. */
function upperHalves(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer);
}

function narrowed(values: Uint32Array | BigInt64Array | BigUint64Array): Int32Array | undefined {
  const wide = Array.from<number | bigint, number>(values, Number);
  return wide.every((value) => value === (value | 0)) ? Int32Array.from(wide) : undefined;
}
