/** The losses by name, in order of complexity. */
import { descriptionOf } from '../config/described.ts';
import { type Field, flag, numberIn, optional } from '../config/field.ts';
import { Registry } from '../config/registry.ts';
import { lookUp, namesOf } from '../errors.ts';
import { isRecord, type Json } from '../json.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from './crossentropies.ts';
import { huber, meanAbsoluteError, meanSquaredError } from './differences.ts';
import type { ClassLossFunction, LossFunction } from './loss.ts';
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

export const lossNames: readonly LossName[] = namesOf(losses);

/** The loss of that name; a function stands for itself. @throws ArgumentError for an unknown name. */
export function lossFunction(loss: LossName | LossFunction): LossFunction {
  return typeof loss === 'function' ? loss : lookUp<() => LossFunction>(losses, loss, 'loss')();
}

/** Losses with settings of their own, in a configuration. */
const withSettings = new Registry<LossFunction>('loss', "{ kind: 'huber', delta: 2 }");
const crossentropy = { fromLogits: optional(flag), labelSmoothing: optional(numberIn(0, 1)) };
withSettings.add('huber', { delta: optional(numberIn(0)) }, huber);
withSettings.add('binaryCrossentropy', crossentropy, binaryCrossentropy);
withSettings.add('categoricalCrossentropy', crossentropy, categoricalCrossentropy);
withSettings.add('sparseCategoricalCrossentropy', crossentropy, sparseCategoricalCrossentropy);

/** A loss in a configuration: its name, or its kind and its settings. */
export const lossField: Field<LossFunction> = {
  expected: 'the name of a loss, or its kind and its settings, such as { kind: "huber", delta: 2 }',
  read(value, place) {
    if (isRecord(value)) return withSettings.read(value, place);
    return typeof value === 'string' ? lookUp<() => LossFunction>(losses, value, place)() : undefined;
  },
};

/** A loss as plain data; a function of one's own by its name alone. */
export function lossConfig(loss: string | LossFunction): Json {
  return typeof loss === 'string' ? loss : (descriptionOf(loss) ?? loss.name);
}

/** The shape of the labels that a loss wants for outputs of shape O. */
export type Target<L, O extends Shape> = L extends 'sparseCategoricalCrossentropy' | ClassLossFunction
  ? O extends readonly [...infer B extends number[], number]
    ? B
    : O
  : O;
