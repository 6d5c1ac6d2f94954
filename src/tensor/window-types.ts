/** Windows in the type system: how many places a window has on an image, and sentences where it has none. */
import type { Length, Multiply, Quotient, Show, Subtract, Tuple } from './shape-types.ts';

/** One number for height and width, or [height, width]. */
export type Pair = number | readonly [number, number];

/** 'valid': windows lie inside the image; 'same': zeros around, so that stride 1 keeps height and width. */
export type Padding = 'valid' | 'same';

export type Height<P extends Pair> = P extends readonly [infer H extends number, number] ? H : Extract<P, number>;
export type Width<P extends Pair> = P extends readonly [number, infer W extends number] ? W : Extract<P, number>;

/** Whether N is a length that can be counted with a tuple; others (`number`, 1000 and more) are let through. */
type Countable<N extends number> = number extends N
  ? false
  : `${N}` extends `-${string}` | `${string}.${string}` | FourDigits<`${N}`>
    ? false
    : true;
/** Text of four characters or more; a union of all numbers of four digits would be ten thousand types. */
type FourDigits<Text> = Text extends `${infer _A}${infer _B}${infer _C}${infer _D}${infer _Rest}` ? Text : never;

/** ⌊(N − K) / S⌋ + 1: how many places a window of length K has on a length N in steps of S; `never` where N < K. */
export type Valid<N extends number, K extends number, S extends number = 1> = N extends unknown
  ? K extends unknown
    ? S extends unknown
      ? false extends Countable<N> | Countable<K> | Countable<S>
        ? number
        : S extends 0
          ? number
          : Tuple<N> extends [...Tuple<K>, ...infer Rest extends 0[]]
            ? Length<[...Rest, ...Tuple<S>]> extends infer Reach extends number
              ? Quotient<`${Reach}`, Tuple<S>>
              : never
            : never
      : never
    : never
  : never;

/** D·(K − 1) + 1: the length that a window of K elements spans when they lie D apart. */
export type Span<K extends number, D extends number> = D extends 1
  ? K
  : false extends Countable<K> | Countable<D>
    ? number
    : Multiply<Subtract<K, 1>, D> extends infer Gap extends number
      ? Length<[...Tuple<Gap>, 0]>
      : never;

/** Places along one axis; with padding 'same' ⌈N / S⌉, as many as a window of length 1 has. */
export type Places<N extends number, K extends number, S extends number, P extends Padding> = P extends 'same'
  ? Valid<N, 1, S>
  : Valid<N, K, S>;

type OnImage<Kind extends string, I, Y, X, KY extends number, KX extends number> = [Y] extends [never]
  ? TooLarge<Kind, I, KY, KX>
  : [X] extends [never]
    ? TooLarge<Kind, I, KY, KX>
    : readonly [Y, X];

type TooLarge<
  Kind extends string,
  I,
  KY extends number,
  KX extends number,
> = `${Kind}: expects at least ${Show<readonly [KY, KX]>} pixels for its window, got ${Show<I>}; use a smaller window or padding 'same'`;

/** The sentence for samples that are no images. */
export type NoImage<
  Kind extends string,
  I,
> = `${Kind}: expects height×width×channels per sample, got ${Show<I>}; grey images have one channel, height×width×1`;

/** [height, width] of the places of a window on images of shape I, or a sentence. */
type PlacesOf<
  Kind extends string,
  I,
  K extends Pair,
  S extends Pair,
  D extends Pair,
  P extends Padding,
> = I extends readonly [infer H extends number, infer W extends number, number]
  ? [Span<Height<K>, Height<D>>, Span<Width<K>, Width<D>>] extends [infer Y extends number, infer X extends number]
    ? OnImage<Kind, I, Places<H, Y, Height<S>, P>, Places<W, X, Width<S>, P>, Y, X>
    : never
  : I extends readonly number[]
    ? number extends I['length']
      ? readonly number[]
      : NoImage<Kind, I>
    : never;

/** The channels of an image. */
export type Channels<I> = I extends readonly [number, number, infer C extends number] ? C : number;

/**
 * The shape after a window has moved over images of shape I, with C channels; a sentence where it cannot.
 * @param Kind the layer, for the sentence
 */
export type Windowed<
  Kind extends string,
  I,
  C extends number,
  K extends Pair,
  S extends Pair,
  D extends Pair = 1,
  P extends Padding = 'valid',
> =
  PlacesOf<Kind, I, K, S, D, P> extends infer Result
    ? Result extends readonly [infer Y extends number, infer X extends number]
      ? readonly [Y, X, C]
      : Result
    : never;
