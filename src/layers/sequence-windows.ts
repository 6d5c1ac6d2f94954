/** Windows on sequences, as convolution and pooling of one axis have them: those on images of width 1. */
import { checkWholeNumber } from '../checks.ts';
import { oneOf, optional, wholeNumber } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape, Show } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Padding, Places, Span } from '../tensor/window-types.ts';
import { checkPadding, spanOf, type Windows, windowsOn } from '../tensor/windows.ts';
import { checkSequence, type OnSequence } from './sequence.ts';

/** How a window moves along a sequence. */
export interface SequenceWindow {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding;
}

/** The same in a configuration, but for its size. */
export const sequenceWindowFields = {
  stride: optional(wholeNumber(1)),
  padding: optional(oneOf(['valid', 'same'])),
};

/** The shape after a window has moved along sequences of shape I, with F features; a sentence where it cannot. */
export type WindowedSequence<
  Kind extends string,
  I,
  F extends number,
  K extends number,
  S extends number,
  D extends number,
  P extends Padding,
> = OnSequence<
  Kind,
  I,
  I extends readonly [infer T extends number, number]
    ? Span<K, D> extends infer L extends number
      ? [Places<T, L, S, P>] extends [never]
        ? `${Kind}: expects at least ${L} steps for its window, got ${Show<I>}; use a smaller window or padding 'same'`
        : readonly [Places<T, L, S, P>, F]
      : never
    : never
>;

/** The features of a sequence. */
export type Features<I> = I extends readonly [number, infer F extends number] ? F : number;

/** @throws ArgumentError unless the settings are whole numbers ≥ 1 and a padding that there is */
export function checkWindow(what: string, sizeName: string, { size, stride, dilation, padding }: SequenceWindow): void {
  checkWholeNumber(what, sizeName, size);
  checkWholeNumber(what, 'stride', stride);
  checkWholeNumber(what, 'dilation', dilation);
  checkPadding(what, padding);
}

/**
 * The window on samples of shape time×features, seen as images of width 1.
 * @throws ShapeError with the sentence the compiler gives, when samples are no sequences or shorter than the window
 */
export function windowsAlong(what: string, sample: Shape, window: SequenceWindow): Windows {
  checkSequence(what, sample);
  const pairs = { size: [window.size, 1], stride: [window.stride, 1], dilation: [window.dilation, 1] } as const;
  const [span] = spanOf(pairs);
  if (window.padding === 'valid' && sample[0] < span) {
    throw new ShapeError(
      `${what}: expects at least ${span} steps for its window, got ${showShape(sample)}; use a smaller window or padding 'same'.`,
    );
  }
  return windowsOn(what, [sample[0], 1, sample[1]], { ...pairs, padding: window.padding });
}

/** `f` of sequences as images of width 1: [batch, time, features] ↔ [batch, time, 1, features]. */
export function asImages(x: AnyTensor, f: (images: AnyTensor) => AnyTensor): AnyTensor {
  const [batch, time, features] = x.shape;
  const y = f(x.reshape([batch, time, 1, features]));
  return y.reshape([y.shape[0], y.shape[1], y.shape[3]]);
}
