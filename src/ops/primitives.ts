/** The table of primitives, apart from what enters them and from what applies them. */
import type { Primitive } from '../tensor/primitive.ts';

/** Every primitive by name: what the gradient check, the engines' tests and the documentation go through. */
export const primitives = new Map<string, Primitive>();
