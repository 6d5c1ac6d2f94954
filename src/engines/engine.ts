/** What an engine is: something that computes a primitive's values. */
import type { TypedArray } from '../tensor/dtype.ts';
import type { Attributes, Primitive, Signature, Values } from '../tensor/primitive.ts';

export interface Engine {
  readonly name: string;
  /** Computes one application; the array it returns belongs to the caller. */
  run(primitive: Primitive, inputs: readonly Values[], attributes: Attributes, output: Signature): TypedArray;
}
