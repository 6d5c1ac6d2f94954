/** What an engine is: something that computes a primitive's values. */
import type { DType, TypedArray } from '../tensor/dtype.ts';
import type { Attributes, Primitive, Signature, Values } from '../tensor/primitive.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

export interface Engine {
  readonly name: string;
  /** Computes one application; the array it returns belongs to the caller. */
  run(primitive: Primitive, inputs: readonly Values[], attributes: Attributes, output: Signature): TypedArray;
  /** Makes one loop of an elementwise formula; nothing where it cannot. */
  readonly fuse?: (formula: Traced) => FusedKernel | undefined;
  /** Takes bytes to where its loops divide them; nothing where it cannot. */
  readonly quotients?: (bytes: Uint8Array, divisor: number) => Quotients | undefined;
  /** So many arrays of zeros, in parts of those lengths, on which its loops work faster than on others; where it has such. */
  readonly rooms?: (dtype: DType, lengths: readonly number[], count: number) => readonly Rooms[] | undefined;
}

/** An array, and its parts, side by side. Between two there may be some numbers that belong to none. */
export interface Rooms<A extends TypedArray = TypedArray> {
  readonly whole: A;
  readonly parts: readonly A[];
}

/** Bytes divided by one number, rounded to float32. */
export interface Quotients {
  /** The bytes, where they lie now. */
  readonly bytes: Uint8Array;
  /** Writes all quotients. */
  fill(to: Float32Array): void;
  /** Writes those of some rows, of as many bytes each as there is place for. */
  fillRows(to: Float32Array, indices: Uint32Array): void;
  /** An array that they are written to without a copy, for as long as somebody has it; nothing where none is left. */
  room(length: number): Float32Array | undefined;
}

/** A formula as it was traced: symbolic inputs, tensors of one shape or scalars, and the outputs computed from them. */
export interface Traced {
  readonly name: string;
  readonly inputs: readonly AnyTensor[];
  readonly outputs: readonly AnyTensor[];
}

/** Computes a formula; a result may lie over an input. */
export type FusedKernel = (inputs: readonly TypedArray[], results: readonly TypedArray[]) => void;
