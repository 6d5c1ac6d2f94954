/** The optimisers by name, in order of increasing complexity. */
import type { Field } from '../config/field.ts';
import { lookUp } from '../errors.ts';
import { adagrad } from './adagrad.ts';
import { adam, adamW } from './adam.ts';
import { type Optimizer, optimizers as registry } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/** Every optimiser with its default settings; the one place where a name is listed. */
const optimizers = { sgd, adagrad, rmsprop, adam, adamW } satisfies Record<string, () => Optimizer>;

export type OptimizerName = keyof typeof optimizers;

/** The optimiser of that name with its default settings; an optimiser stands for itself. */
export function optimizerNamed(choice: OptimizerName | Optimizer): Optimizer {
  return typeof choice === 'string' ? lookUp<() => Optimizer>(optimizers, choice, 'optimizer')() : choice;
}

/** An optimiser in a configuration: its name, or its kind and its settings. */
export const optimizerField: Field<Optimizer> = {
  expected: "the name of an optimizer, or its kind and its settings, such as { kind: 'adam', learningRate: 0.01 }",
  read: (value, place) => registry.read(value, place),
};
