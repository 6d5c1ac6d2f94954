/** Samples and labels in the type system: what fits a model and its loss, and the sentence where it does not. */
import type { ClassLossFunction } from '../losses/loss.ts';
import type { Target } from '../losses/losses.ts';
import type { Matches, Shape, Show } from '../tensor/shape-types.ts';

/** The shape of one sample of a batch. */
type SampleOf<X extends Shape> = X extends readonly [number, ...infer S extends Shape] ? S : Shape;

/** `unknown` where a batch of shape X holds samples of shape I, as far as the compiler knows; else a sentence. */
export type SamplesFit<X extends Shape, I extends Shape> =
  Matches<X, readonly [number, ...I]> extends true
    ? unknown
    : `the model takes samples of shape ${Show<I>}, got samples of shape ${Show<SampleOf<X>>}`;

/** The same for labels of shape Y, a loss L and outputs of shape O. */
export type LabelsFit<Y extends Shape, L, O extends Shape> =
  Matches<Y, readonly [number, ...Target<L, O>]> extends true ? unknown : LabelSentence<SampleOf<Y>, L, O>;

type LabelSentence<Y extends Shape, L, O extends Shape> = L extends 'sparseCategoricalCrossentropy' | ClassLossFunction
  ? `sparseCategoricalCrossentropy: expects one class number a sample, got labels of shape ${Show<Y>}; for one-hot labels use 'categoricalCrossentropy'`
  : L extends 'categoricalCrossentropy'
    ? `${L}: expects labels of the outputs’ shape ${Show<O>}, got ${Show<Y>}; for class numbers use 'sparseCategoricalCrossentropy'`
    : `the loss expects labels of the outputs’ shape ${Show<O>}, got ${Show<Y>}; reshape the labels`;
