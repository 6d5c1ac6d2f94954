/**
 * A primitive: the smallest operation, from which all others are composed.
 *
 * It is an entry that many things derive from: its kernel in every engine, the method on tensors, the gradient,
 * the gradient check, the comparison of engines, and a row of the documentation.
 */
import type { DType, TypedArray } from './dtype.ts';
import type { Shape } from './shape-types.ts';
import type { AnyTensor } from './tensor.ts';

/** Fixed settings of one application, for example `{ axis: 1 }`. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Shape and element type: what is known of a tensor without its values. */
export interface Signature {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Elements with their shape, as kernels see them. */
export interface Values extends Signature {
  readonly data: TypedArray;
}

/**
 * The gradient with respect to one input, in tensor operations, so that it runs on every engine, can be traced, and can be
 * differentiated again. It may keep a broadcast shape: the sum over stretched axes is taken in one place, by `gradients`.
 */
export interface GradientRule<A extends Attributes> {
  // Method signatures, so that a rule for its own attributes can stand in a table of rules for any attributes.
  rule(dy: AnyTensor, application: Application<A>): AnyTensor;
  /** One rule for every input of a primitive that takes any number of them. */
  each(dy: AnyTensor, application: Application<A>, input: number): AnyTensor;
}

/** One use of a primitive, as its gradient rules see it. */
export interface Application<A extends Attributes = Attributes> {
  readonly inputs: readonly AnyTensor[];
  readonly output: AnyTensor;
  readonly attributes: A;
}

/** Inputs on which the gradient check and the comparison of engines try a primitive. */
export interface Sample<A extends Attributes> {
  readonly shapes: readonly Shape[];
  readonly attributes: A;
  /** Values are drawn uniformly from here, [−2, 2] by default. */
  readonly range?: readonly [number, number];
  readonly dtypes?: readonly DType[];
}

interface Common<A extends Attributes> {
  readonly name: string;
  /** For readers, in Unicode: `y = eˣ`. */
  readonly formula: string;
  /**
   * One rule an input, `null` where the output does not depend smoothly on it; or one rule for all inputs of a primitive
   * that takes any number of them.
   */
  readonly gradient: readonly (GradientRule<A>['rule'] | null)[] | GradientRule<A>['each'];
  readonly samples: readonly Sample<A>[];
}

/** y[i] = f(a[i], b[i], …) with broadcasting. `f` must refer to nothing but its arguments and `Math`: engines inline it. */
export interface Elementwise extends Common<Attributes> {
  readonly kind: 'elementwise';
  readonly arity: 1 | 2 | 3;
  readonly f: (...x: number[]) => number;
  readonly dtype: (name: string, dtypes: readonly DType[]) => DType;
}

/** Any other operation: a rule for the output's shape and type, and a plain kernel that fills a zeroed array. */
export interface General<A extends Attributes> extends Common<A> {
  readonly kind: 'general';
  output(inputs: readonly Signature[], attributes: A): Signature;
  kernel(inputs: readonly Values[], output: Values, attributes: A): void;
  /** The output shares the input's array: nothing is computed (reshape). */
  readonly view?: boolean;
}

export type Primitive<A extends Attributes = Attributes> = Elementwise | General<A>;

/** The rule for one input, `null` where no gradient flows to it. */
export function gradientRule({ gradient }: Primitive, input: number): GradientRule<Attributes>['rule'] | null {
  return typeof gradient === 'function' ? (dy, application) => gradient(dy, application, input) : gradient[input];
}
