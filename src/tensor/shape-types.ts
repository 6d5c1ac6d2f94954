/**
 * Shapes in the type system: arithmetic on number literals, broadcasting, and shapes as words for error sentences.
 *
 * Lengths are counted with tuples and products are computed digit by digit, because a product may exceed any tuple.
 * A size of type `number` is unknown to the compiler: every rule lets it through, so typing is gradual.
 */

/** The length of every axis; [] is the shape of a scalar. */
export type Shape = readonly number[];

/** A − B, for A ≥ B. */
export type Subtract<A extends number, B extends number> = number extends A | B
  ? number
  : Tuple<A> extends [...Tuple<B>, ...infer Rest]
    ? Length<Rest>
    : never;

// Schoolbook multiplication on decimal digits, least significant digit first.
type Digits = {
  '0': [];
  '1': [0];
  '2': [0, 0];
  '3': [0, 0, 0];
  '4': [0, 0, 0, 0];
  '5': [0, 0, 0, 0, 0];
  '6': [0, 0, 0, 0, 0, 0];
  '7': [0, 0, 0, 0, 0, 0, 0];
  '8': [0, 0, 0, 0, 0, 0, 0, 0];
  '9': [0, 0, 0, 0, 0, 0, 0, 0, 0];
};
type Digit = keyof Digits;

/**
 * A tuple of N zeros, digit by digit: ten times what the digits before give, and as many as this digit says. Adding one at a
 * time would make a type for every length up to N.
 */
export type Tuple<N extends number> = number extends N ? 0[] : Counted<`${N}`>;
type Counted<Text, T extends 0[] = []> = Text extends `${infer D extends Digit}${infer Rest}`
  ? Counted<Rest, [...TenTimes<T>, ...Digits[D]]>
  : T;
type TenTimes<T extends 0[]> = [...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T, ...T];
export type Length<T extends readonly unknown[]> = T['length'] & number;

/** ⌊N / S⌋ for the digits of N and a tuple of S zeros, S > 0: long division, which carries the rest R from digit to digit. */
export type Quotient<Text, S extends 0[], R extends 0[] = [], Q extends string = ''> = Text extends `${infer D extends
  Digit}${infer Rest}`
  ? HowOften<[...TenTimes<R>, ...Digits[D]], S> extends [infer Times extends number, infer Left extends 0[]]
    ? Quotient<Rest, S, Left, `${Q}${Times}`>
    : never
  : TrimZeros<Q> extends `${infer N extends number}`
    ? N
    : never;
type HowOften<T extends 0[], S extends 0[], Times extends 0[] = []> = T extends [...S, ...infer Left extends 0[]]
  ? HowOften<Left, S, [...Times, 0]>
  : [Length<Times>, T];
type Before = { '1': '0'; '2': '1'; '3': '2'; '4': '3'; '5': '4'; '6': '5'; '7': '6'; '8': '7'; '9': '8' };
type Head<S> = S extends `${infer H extends Digit}${string}` ? H : '0';
type Tail<S> = S extends `${string}${infer T}` ? T : '';
type Reverse<S extends string> = S extends `${infer H}${infer T}` ? `${Reverse<T>}${H}` : '';
type AddDigits<A extends Digit, B extends Digit, C extends Digit> = [...Digits[A], ...Digits[B], ...Digits[C]] extends {
  length: infer N extends number;
}
  ? `${N}`
  : never;
type AddText<A extends string, B extends string, Carry extends Digit = '0'> = `${A}${B}` extends ''
  ? Carry extends '0'
    ? ''
    : Carry
  : AddDigits<Head<A>, Head<B>, Carry> extends infer N extends string
    ? N extends `1${infer Low extends Digit}`
      ? `${Low}${AddText<Tail<A>, Tail<B>, '1'>}`
      : `${N}${AddText<Tail<A>, Tail<B>>}`
    : never;
type TimesDigit<A extends string, D> = D extends keyof Before ? AddText<A, TimesDigit<A, Before[D]>> : '';
type MultiplyText<A extends string, B extends string> = B extends `${infer D}${infer T}`
  ? AddText<TimesDigit<A, D>, T extends '' ? '' : `0${MultiplyText<A, T>}`>
  : '';
type TrimZeros<S extends string> = S extends `0${infer R}` ? (R extends '' ? '0' : TrimZeros<R>) : S;

/** A + B. */
export type Add<A extends number, B extends number> = number extends A | B
  ? number
  : Reverse<AddText<Reverse<`${A}`>, Reverse<`${B}`>>> extends `${infer N extends number}`
    ? N
    : never;

/** A · B. */
export type Multiply<A extends number, B extends number> = number extends A | B
  ? number
  : 0 extends A | B
    ? 0
    : TrimZeros<Reverse<MultiplyText<Reverse<`${A}`>, Reverse<`${B}`>>>> extends `${infer N extends number}`
      ? N
      : never;

/** Number of elements: the product of all lengths. */
export type Size<S extends Shape> = S extends readonly [infer H extends number, ...infer T extends number[]]
  ? T extends []
    ? H
    : Multiply<H, Size<T>>
  : S extends readonly []
    ? 1
    : number;

type BroadcastLength<A, B> = number extends A
  ? B extends 1
    ? A
    : B extends number
      ? number extends B
        ? number
        : B
      : never
  : A extends B
    ? A
    : A extends 1
      ? B
      : B extends 1
        ? A
        : number extends B
          ? A
          : never;

/** The shape of `a ∘ b`: lengths are aligned at the right, and 1 stretches. `never` where two lengths disagree. */
export type Broadcast<A extends Shape, B extends Shape> = A extends readonly [
  ...infer RestA extends number[],
  infer LastA extends number,
]
  ? B extends readonly [...infer RestB extends number[], infer LastB extends number]
    ? [BroadcastLength<LastA, LastB>] extends [never]
      ? never
      : [Broadcast<RestA, RestB>] extends [never]
        ? never
        : readonly [...Broadcast<RestA, RestB>, BroadcastLength<LastA, LastB> & number]
    : B extends readonly []
      ? A
      : Shape
  : A extends readonly []
    ? B
    : Shape;

/** A shape as a reader writes it: `28×28×1`; a length the compiler does not know is `n`. */
export type Show<S> = S extends readonly []
  ? 'a scalar'
  : S extends readonly [infer H extends number]
    ? ShowLength<H>
    : S extends readonly [infer H extends number, ...infer T extends Shape]
      ? `${ShowLength<H>}×${Show<T>}`
      : 'any shape';
type ShowLength<N extends number> = number extends N ? 'n' : `${N}`;

/** `unknown` where A and B broadcast, else a sentence that no argument can satisfy. */
export type Fits<A extends Shape, B extends Shape> = [Broadcast<A, B>] extends [never]
  ? `shapes ${Show<A>} and ${Show<B>} do not broadcast`
  : unknown;

/** Whether A can be B: as many axes, and the same lengths where the compiler knows both. */
export type Matches<A extends Shape, B extends Shape> = A extends readonly [
  infer HeadA extends number,
  ...infer RestA extends Shape,
]
  ? B extends readonly [infer HeadB extends number, ...infer RestB extends Shape]
    ? number extends HeadA | HeadB
      ? Matches<RestA, RestB>
      : HeadA extends HeadB
        ? Matches<RestA, RestB>
        : false
    : B extends readonly []
      ? false
      : true
  : A extends readonly []
    ? B extends readonly [number, ...Shape]
      ? false
      : true
    : true;

/** `unknown` for a scalar and for a shape the compiler does not know, else a sentence that no tensor can satisfy. */
export type OnlyScalar<S extends Shape> = S extends readonly []
  ? unknown
  : number extends S['length']
    ? unknown
    : `expects a scalar, got ${Show<S>}; reduce it with .sum() or .mean()`;

/** The shape of Sᵀ: axes in reverse order. */
export type Transposed<S extends Shape> = S extends readonly [infer H extends number, ...infer T extends number[]]
  ? readonly [...Transposed<T>, H]
  : S extends readonly []
    ? readonly []
    : Shape;

/** The shape of a·b: […, m, k] · […, k, n] → […, m, n], where the leading axes broadcast. */
export type Product<A extends Shape, B extends Shape> = A extends readonly [
  ...infer LeadA extends number[],
  infer M extends number,
  number,
]
  ? B extends readonly [...infer LeadB extends number[], number, infer N extends number]
    ? readonly [...Broadcast<LeadA, LeadB>, M, N]
    : Shape
  : Shape;

/** `unknown` where A and B are (stacks of) matrices that multiply, as far as their lengths are known; else a sentence. */
export type Multiplies<A extends Shape, B extends Shape> = number extends A['length'] | B['length']
  ? unknown
  : A extends readonly [...infer LeadA extends number[], number, infer K extends number]
    ? B extends readonly [...infer LeadB extends number[], infer L extends number, number]
      ? [Broadcast<LeadA, LeadB>] extends [never]
        ? `matmul: expected leading axes that broadcast, received ${Show<A>} · ${Show<B>}`
        : number extends K | L
          ? unknown
          : K extends L
            ? unknown
            : `matmul: expected inner lengths that agree, m×k · k×n, received ${Show<A>} · ${Show<B>}`
      : NoMatrices<A, B>
    : NoMatrices<A, B>;
type NoMatrices<
  A extends Shape,
  B extends Shape,
> = `matmul: expected two matrices or stacks of them, received ${Show<A>} and ${Show<B>}`;

/** `unknown` where S and T have as many elements, as far as the compiler knows; else a sentence. */
export type SameSize<S extends Shape, T extends Shape> = -1 extends T[number]
  ? unknown
  : number extends S[number] | T[number]
    ? unknown
    : [Size<S>] extends [Size<T>]
      ? unknown
      : `reshape: expected a shape of ${Size<S>} elements, as ${Show<S>} has, received ${Show<T>}`;
