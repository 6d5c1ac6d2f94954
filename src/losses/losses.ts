/** The losses by name, in order of complexity. */
import { lookUp } from '../errors.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from './crossentropies.ts';
import { huber, meanAbsoluteError, meanSquaredError } from './differences.ts';
import type { LossFunction } from './loss.ts';
import { exponential, hinge } from './margins.ts';

/** Every loss with its default settings; the one place where a name is listed. */
const losses = {
  meanSquaredError: () => meanSquaredError,
  mse: () => meanSquaredError,
  meanAbsoluteError: () => meanAbsoluteError,
  mae: () => meanAbsoluteError,
  huber,
  hinge: () => hinge,
  exponential: () => exponential,
  binaryCrossentropy,
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
} satisfies Record<string, () => LossFunction>;

export type LossName = keyof typeof losses;

/** The loss of that name; a function stands for itself. @throws ArgumentError for an unknown name. */
export function lossFunction(loss: LossName | LossFunction): LossFunction {
  return typeof loss === 'function' ? loss : lookUp<() => LossFunction>(losses, loss, 'loss')();
}

/** The shape of the labels that a loss wants for outputs of shape O. */
export type Target<L, O extends Shape> = L extends 'sparseCategoricalCrossentropy'
  ? O extends readonly [...infer B extends number[], number]
    ? B
    : O
  : O;
