/** How a window moves over an image, in a configuration. */
import { oneOf, optional, pair } from '../config/field.ts';

export const windowFields = { stride: optional(pair), padding: optional(oneOf(['valid', 'same'])) };
