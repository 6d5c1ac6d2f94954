/** Einstein summation in the type system: the equation is read letter by letter, and each letter has one length. */
import type { Shape, Show } from './shape-types.ts';

type WithoutSpaces<E extends string> = E extends `${infer A} ${infer B}` ? WithoutSpaces<`${A}${B}`> : E;

/** Pairs of a letter and its length, one for each axis of an operand; a sentence where their numbers differ. */
type Pairs<Letters extends string, S extends Shape, Found = never> = number extends S['length']
  ? Found | [Letter<Letters>, number]
  : Letters extends `${infer C}${infer Rest}`
    ? S extends readonly [infer H extends number, ...infer T extends number[]]
      ? Pairs<Rest, T, Found | [C, H]>
      : 'axes'
    : S extends readonly []
      ? Found
      : 'axes';
type Letter<Letters extends string> = Letters extends `${infer C}${infer Rest}` ? C | Letter<Rest> : never;

type AllPairs<Inputs extends string, Shapes extends readonly Shape[], Found = never> = Shapes extends readonly [
  infer S extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? Inputs extends `${infer Letters},${infer Further}`
    ? AllPairs<Further, Rest, Found | Labelled<Letters, S>>
    : Rest extends readonly []
      ? Found | Labelled<Inputs, S>
      : 'einsum: expected as many operands as the equation has'
  : 'einsum: expected as many operands as the equation has';
type Labelled<Letters extends string, S extends Shape> =
  'axes' extends Pairs<Letters, S> ? `einsum: expected an axis for each letter of ${Letters}, received ${Show<S>}` : Pairs<Letters, S>; // prettier-ignore

type LengthOf<P, C> = Extract<P, [C, number]>[1];
type IsOne<N> = number extends N ? true : [N] extends [AllOf<N>] ? true : false;
type AllOf<N> = (N extends unknown ? (n: N) => void : never) extends (n: infer I) => void ? I : never;
/** Sentences for letters with several lengths. */
type Disagreements<P> = P extends [infer C extends string, number]
  ? IsOne<LengthOf<P, C>> extends true
    ? never
    : `einsum: expected one length for ${C}, received several`
  : never;
/** Every pair with all lengths of its letter. */
type Gathered<P, C = P extends [infer L, number] ? L : never> = C extends unknown ? [C, LengthOf<P, C>] : never;

type Output<Letters extends string, P, Result extends number[] = []> = Letters extends `${infer C}${infer Rest}`
  ? [LengthOf<P, C>] extends [never]
    ? Shape
    : Output<Rest, P, [...Result, LengthOf<P, C>]>
  : Readonly<Result>;

/** The shape of an einsum; any shape where the equation is not written out, or leaves its output open. */
export type Einsum<E extends string, Shapes extends readonly Shape[]> = string extends E
  ? Shape
  : WithoutSpaces<E> extends `${infer Inputs}->${infer Out}`
    ? Output<Out, AllPairs<Inputs, Shapes>>
    : Shape;

/** The equation where the operands fit it, else a sentence. */
export type Equation<E extends string, Shapes extends readonly Shape[]> = string extends E
  ? E
  : number extends Shapes['length']
    ? E
    : Checked<E, AllPairs<WithoutSpaces<E> extends `${infer Inputs}->${string}` ? Inputs : WithoutSpaces<E>, Shapes>>;
type Checked<E extends string, P> = [Extract<P, string>] extends [never]
  ? [Disagreements<Gathered<P>>] extends [never]
    ? E
    : Disagreements<Gathered<P>>
  : Extract<P, string>;
