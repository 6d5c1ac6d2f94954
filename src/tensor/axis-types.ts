/** Axes in the type system: shapes from which an axis is taken, to which one is given, or along which tensors are joined. */
import type { Add, Shape, Show, Subtract } from './shape-types.ts';

/** An axis counted from the front, for one that may count from the end (−1 is the last). */
export type FromFront<Rank extends number, A extends number> = A extends number
  ? number extends A | Rank
    ? number
    : `${A}` extends `-${infer N extends number}`
      ? Subtract<Rank, N>
      : A
  : never;

/** S with the lengths `New` in place of its axis X, which counts from the front. */
export type Replaced<
  S extends Shape,
  X extends number,
  New extends readonly number[],
  Before extends number[] = [],
> = number extends X
  ? Shape
  : S extends readonly [infer H extends number, ...infer T extends number[]]
    ? Before['length'] extends X
      ? readonly [...Before, ...New, ...T]
      : Replaced<T, X, New, [...Before, H]>
    : Shape;

/** One axis or several. */
export type Axes = number | readonly number[];
type EachOf<A extends Axes> = A extends readonly number[] ? A[number] : A;

/** S without the axes A, or with length 1 in their places: the shape after a reduction. */
export type Reduced<S extends Shape, A extends Axes, Keep extends boolean = false> = ReducedAt<
  S,
  FromFront<S['length'], EachOf<A>>,
  Keep extends true ? [1] : []
>;
type ReducedAt<
  S extends Shape,
  X extends number,
  Kept extends readonly number[],
  Before extends 0[] = [],
  Result extends number[] = [],
> = number extends X | S['length']
  ? Shape
  : S extends readonly [infer H extends number, ...infer T extends number[]]
    ? ReducedAt<T, X, Kept, [...Before, 0], [...Result, ...(Before['length'] extends X ? Kept : [H])]>
    : Readonly<Result>;

/** S without its axes of length 1, where all lengths are known. */
export type Squeezed<S extends Shape, Result extends number[] = []> = S extends readonly [
  infer H extends number,
  ...infer T extends number[],
]
  ? number extends H
    ? Shape
    : Squeezed<T, H extends 1 ? Result : [...Result, H]>
  : S extends readonly []
    ? Readonly<Result>
    : Shape;

/** S with another length along the axis A. */
export type Resized<S extends Shape, A extends number, N extends number> = Replaced<S, FromFront<S['length'], A>, [N]>;

/** S with a new axis of length N in front of its axis A, or behind its last. */
export type Inserted<S extends Shape, A extends number, N extends number> = InsertedAt<
  S,
  FromFront<[...S, 0]['length'] & number, A>,
  N
>;
type InsertedAt<
  S extends Shape,
  X extends number,
  N extends number,
  Before extends 0[] = [],
  Result extends number[] = [],
> = number extends X | S['length']
  ? Shape
  : S extends readonly [infer H extends number, ...infer T extends number[]]
    ? InsertedAt<T, X, N, [...Before, 0], [...Result, ...(Before['length'] extends X ? [N, H] : [H])]>
    : Readonly<[...Result, ...(Before['length'] extends X ? [N] : [])]>;

/** The length that two known or unknown lengths agree on. */
type Agreed<A extends number, B extends number> = number extends A ? B : number extends B ? A : A extends B ? A : never;

/** The shape of tensors A and B one behind the other along the axis X; `never` where other lengths disagree. */
type Joined<A extends Shape, B extends Shape, X extends number, Before extends number[] = []> = number extends
  X | A['length'] | B['length']
  ? Shape
  : [A, B] extends [
        readonly [infer HeadA extends number, ...infer RestA extends number[]],
        readonly [infer HeadB extends number, ...infer RestB extends number[]],
      ]
    ? [Before['length'] extends X ? Add<HeadA, HeadB> : Agreed<HeadA, HeadB>] extends [infer N extends number]
      ? [N] extends [never]
        ? never
        : Joined<RestA, RestB, X, [...Before, N]>
      : never
    : [A, B] extends [readonly [], readonly []]
      ? Readonly<Before>
      : never;

/** The shape of all tensors of the shapes `All` one behind the other along the axis A, or a sentence. */
export type Concatenated<All extends readonly Shape[], A extends number> = number extends All['length']
  ? Resized<All[number], A, number>
  : All extends readonly [infer First extends Shape, ...infer Rest extends readonly Shape[]]
    ? JoinedAll<First, Rest, FromFront<First['length'], A>>
    : Shape;
type JoinedAll<Sum extends Shape, Rest extends readonly Shape[], X extends number> = Rest extends readonly [
  infer Next extends Shape,
  ...infer Further extends readonly Shape[],
]
  ? [Joined<Sum, Next, X>] extends [never]
    ? `concat: expected shapes that agree but for axis ${X}, received ${Show<Sum>} and ${Show<Next>}`
    : JoinedAll<Joined<Sum, Next, X>, Further, X>
  : Sum;
