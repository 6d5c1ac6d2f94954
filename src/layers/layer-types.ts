/** Layers in the type system: a function from the shape of one sample to the shape of its output. */
import type { Shape } from '../tensor/shape-types.ts';

/** A function on shapes: `out` is written in terms of `this['in']`; a string as `out` is the sentence of an error. */
export interface ShapeFunction {
  readonly in: unknown;
  readonly out: unknown;
}

/** The value of F at the shape I. */
export type Apply<F extends ShapeFunction, I> = (F & { readonly in: I })['out'];

/** A layer that leaves shapes as they are. */
export interface SameShape extends ShapeFunction {
  readonly out: this['in'];
}

type FunctionOf<L> = L extends { readonly shapes?: infer F } ? Extract<F, ShapeFunction> : never;

/** The output shape of a chain of layers. */
export type Chain<I extends Shape, Layers extends readonly unknown[]> = Layers extends readonly [
  infer First,
  ...infer Rest,
]
  ? Apply<FunctionOf<First>, I> extends infer O extends Shape
    ? Chain<O, Rest>
    : never
  : Layers extends readonly []
    ? I
    : Shape;

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
