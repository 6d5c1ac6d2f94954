/** How a window of weights moves over an image: in TypeScript, and in a configuration. */
import { oneOf, optional, pair } from '../config/field.ts';
import type { Padding, Pair } from '../tensor/window-types.ts';

/** How the window moves. */
export interface ImageWindowOptions<S extends Pair, D extends Pair, P extends Padding> {
  /** Steps from window to window, 1 by default; one number, or [vertical, horizontal]. */
  readonly stride?: S;
  /** 'valid' (default): windows inside the image; 'same': zeros around, so that stride 1 keeps height and width. */
  readonly padding?: P;
  /** Steps between the elements of a window, 1 by default. */
  readonly dilation?: D;
}

/** Stride and padding in a configuration. */
export const windowFields = { stride: optional(pair), padding: optional(oneOf(['valid', 'same'])) };
