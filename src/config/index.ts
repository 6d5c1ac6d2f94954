/** What a layer of one's own needs to be named in a configuration. */
import { flag, lengths, numberIn, oneOf, optional, pair, text, wholeNumber } from './field.ts';
import { layers, oneLayer } from './layer-kind.ts';

export type { Field } from './field.ts';
export { layerKind, layerKinds } from './layer-kind.ts';

/** What a setting of a layer may be: `field.wholeNumber(1)`, `field.optional(field.flag)`, … */
export const field = { flag, wholeNumber, numberIn, text, oneOf, pair, lengths, oneLayer, layers, optional };
