/** What an optimiser remembers between steps: how it is kept elsewhere, and whether it fits where it goes on. */
import { ArgumentError, ShapeError } from '../errors.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { sameShape } from '../tensor/shape.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';

/** What an optimiser has to remember between steps. */
export interface OptimizerState {
  /** The optimiser's name. */
  readonly name: string;
  /** Steps taken. */
  readonly steps: number;
  /** The factor on the learning rate. */
  readonly rateFactor: number;
  /** For every parameter the steps that it was part of, and what is remembered of them: for Adam mean and variance. */
  readonly parameters: readonly ParameterState[];
}

/** The steps of one parameter, and what is remembered of them. */
export interface ParameterState {
  readonly step: number;
  readonly slots: readonly AnyTensor[];
}

/** Slots are written in place: what is kept elsewhere must have its own. */
export function copyOf({ step, slots }: ParameterState): ParameterState {
  return { step, slots: slots.map(({ data, shape, dtype }) => new Tensor(data.slice(), shape, dtype)) };
}

/** @throws ArgumentError unless it is the state of such a rule, ShapeError unless it is that of such parameters */
export function checkState(
  rule: { readonly name: string; readonly slots: number },
  state: OptimizerState,
  parameters: readonly AnyParameter[],
): void {
  const what = `${rule.name}.restore`;
  const hint = 'go on with the optimiser and the model that the state was taken from';
  if (state.name !== rule.name || state.parameters.some(({ slots }) => slots.length !== rule.slots)) {
    const expected = `the state of ${rule.name} with ${rule.slots} tensors for each parameter`;
    const received = `that of ${state.name} with ${state.parameters[0]?.slots.length ?? 0}`;
    throw new ArgumentError({ what, expected, received, hint });
  }
  const fits = (p: AnyParameter, i: number): boolean =>
    state.parameters[i].slots.every(({ shape, dtype }) => sameShape(shape, p.shape) && dtype === p.dtype);
  if (state.parameters.length !== parameters.length || !parameters.every(fits)) {
    const expected = `a state for the shapes of these parameters (${parameters.length})`;
    throw new ShapeError({ what, expected, received: `one for others (${state.parameters.length})`, hint });
  }
}
