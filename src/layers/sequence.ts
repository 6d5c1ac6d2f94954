/** Sequences of vectors, time×features, in the type system and at run time. */
import { ShapeError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape, Show } from '../tensor/shape-types.ts';
import type { ShapeFunction } from './layer-types.ts';

/** A layer that leaves sequences of vectors as they are, and takes nothing else. */
export interface SequenceShape<Kind extends string> extends ShapeFunction {
  readonly out: OnSequence<Kind, this['in'], this['in']>;
}

/** Out where a sample of shape I is a sequence of vectors, else a sentence. */
export type OnSequence<Kind extends string, I, Out> = I extends readonly [number, number]
  ? Out
  : I extends readonly number[]
    ? number extends I['length']
      ? readonly number[]
      : `${Kind}: expects a sequence of vectors per sample, time×features, got ${Show<I>}; ${Advice<I>}`
    : never;

type Advice<I extends Shape> = I['length'] extends 1 ? (typeof advice)['vector'] : (typeof advice)['other'];

const advice = {
  vector: 'put embedding() before it for whole numbers, or reshape()',
  other: 'put reshape() before it',
} as const;

/** @throws ShapeError with the sentence of `OnSequence` */
export function checkSequence(kind: string, sample: Shape): void {
  if (sample.length === 2) return;
  const hint = sample.length === 1 ? advice.vector : advice.other;
  throw new ShapeError(
    `${kind}: expects a sequence of vectors per sample, time×features, got ${showShape(sample)}; ${hint}.`,
  );
}
