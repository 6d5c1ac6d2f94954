/** Records a whole step: what a function computes, and what it does to parameters, gradients and random generators. */
import type { AnyParameter } from '../tensor/parameter.ts';
import type { Signature } from '../tensor/primitive.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { whileTracing } from '../tensor/tracing.ts';
import type { Graph } from './graph.ts';
import { Recorder, type TraceOptions } from './recorder.ts';
import { StepNotes } from './step-notes.ts';
import { symbol } from './trace.ts';

/**
 * A graph with what has to be done around each run.
 *
 *     inputs:   arguments, drawn tensors, parameters
 *     outputs:  results, new values of parameters, gradients
 */
export interface TracedStep {
  readonly graph: Graph;
  /** How many results there are. */
  readonly results: number;
  /** Give the drawn tensors. */
  readonly draws: readonly (() => AnyTensor)[];
  /** Parameters that are read. */
  readonly parameters: readonly AnyParameter[];
  /** Parameters that get a new value. */
  readonly assigned: readonly AnyParameter[];
  /** Parameters that get a gradient; one that several optimisers move is there several times. */
  readonly differentiated: readonly AnyParameter[];
  /** What is done with gradients, one after the other: the next `count` are put into their parameters, then `step` is called. */
  readonly updates: readonly { readonly count: number; readonly step: () => void }[];
  /** What is to hold of an argument before a run. */
  readonly checks: readonly { readonly argument: number; readonly check: (values: AnyTensor) => void }[];
}

export interface StepOptions extends TraceOptions {
  /** Composed operations that are wanted whole in a step that computes gradients, for which their parts are needed, too. */
  readonly wholeBesideGradients?: ReadonlySet<string>;
}

/**
 * The step that `f` is, which is called once, on tensors without values; inside, no parameter has values either.
 * @param f what it assigns to parameters, gradients it leaves in them, and steps of optimisers are part of the step
 * @throws ValuesError where `f` asks a tensor for its values, ArgumentError where it reads what an optimiser has moved
 */
export function traceStep(
  f: (...inputs: AnyTensor[]) => readonly AnyTensor[],
  signatures: readonly Signature[],
  options: StepOptions = {},
): TracedStep {
  const inputs = signatures.map(symbol);
  const notes = new StepNotes(inputs);
  const parameters: AnyParameter[] = [];
  try {
    return whileTracing(notes, () => {
      const results = notes.read(f(...inputs));
      const updates = [...notes.updates, { gradients: notes.leftGradients(), step: () => undefined }];
      const gradients = updates.flatMap((update) => update.gradients);
      const { whole, wholeBesideGradients = whole } = options;
      const wanted = gradients.length > 0 ? wholeBesideGradients : whole;
      const recorder = new Recorder({ ...options, ...(wanted && { whole: wanted }) }, parameters);
      inputs.forEach((input, i) => recorder.input(input, inputs.length === 1 ? 'x' : `x${i + 1}`));
      notes.draws.forEach(({ tensor }, i) => recorder.input(tensor, `random${i + 1}`));
      const outputs = [...results, ...notes.assigned.values(), ...gradients.map(({ gradient }) => gradient)];
      return {
        graph: recorder.graph(outputs),
        results: results.length,
        parameters,
        draws: notes.draws.map(({ draw }) => draw),
        assigned: [...notes.assigned.keys()],
        differentiated: gradients.map(({ parameter }) => parameter),
        updates: updates.map((update) => ({ count: update.gradients.length, step: update.step })),
        checks: notes.checks,
      };
    });
  } finally {
    notes.putBack();
  }
}
