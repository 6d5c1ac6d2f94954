/** Layers in the type system: a function from the shape of one sample to the shape of its output. */
import type { Shape } from '../tensor/shape-types.ts';
import type { NoImage } from '../tensor/window-types.ts';

/** A function on shapes: `out` is written in terms of `this['in']`; a string as `out` is the sentence of an error. */
export interface ShapeFunction {
  /** The shape of one input sample; the compiler puts it here. */
  readonly in: unknown;
  /** The shape of one output sample, written in terms of `this['in']`; a string is the sentence of an error. */
  readonly out: unknown;
}

/** The value of F at the shape I. */
export type Apply<F extends ShapeFunction, I> = (F & { readonly in: I })['out'];

/** A layer that leaves shapes as they are. */
export interface SameShape extends ShapeFunction {
  readonly out: this['in'];
}

/** A layer that leaves images as they are, and takes nothing else. */
export interface ImageShape<Kind extends string> extends ShapeFunction {
  readonly out: this['in'] extends readonly [number, number, number]
    ? this['in']
    : this['in'] extends readonly number[]
      ? number extends this['in']['length']
        ? this['in']
        : NoImage<Kind, this['in']>
      : never;
}

type FunctionOf<L> = L extends { readonly shapes?: infer F } ? Extract<F, ShapeFunction> : never;

/** The output shape of a chain of layers, or the sentence of the first that does not fit. */
export type ChainResult<I extends Shape, Layers extends readonly unknown[]> = Layers extends readonly [
  infer First,
  ...infer Rest,
]
  ? Apply<FunctionOf<First>, I> extends infer O
    ? O extends Shape
      ? ChainResult<O, Rest>
      : O
    : never
  : Layers extends readonly []
    ? I
    : Shape;

/** The output shape of a chain of layers. */
export type Chain<I extends Shape, Layers extends readonly unknown[]> =
  ChainResult<I, Layers> extends infer O extends Shape ? O : never;

/** The same layers where each fits the one before it; the first that does not is replaced by its sentence. */
export type Checked<I extends Shape, Layers extends readonly unknown[]> = Layers extends readonly [
  infer First,
  ...infer Rest,
]
  ? Apply<FunctionOf<First>, I> extends infer O
    ? O extends Shape
      ? [First, ...Checked<O, Rest>]
      : [O, ...Rest]
    : never
  : Layers;
