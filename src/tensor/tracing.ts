/** What a trace under way notes besides operations: whatever changes from run to run without being an argument. */
import type { AnyParameter } from './parameter.ts';
import type { Shape } from './shape-types.ts';
import type { AnyTensor, Tensor } from './tensor.ts';

/** Notes for the runs to come. */
export interface Tracing {
  /** Stands for a tensor that `draw` gives anew before every run, in the order of the calls. */
  drawn<S extends Shape>(shape: S, draw: () => Tensor<S>): Tensor<S>;
  /** After every run the parameter has this value; what reads it later in the trace reads the value. */
  assign(parameter: AnyParameter, value: AnyTensor): void;
  /** After every run these parameters have their gradients again, and `step` moves them. */
  update(parameters: readonly AnyParameter[], step: () => void): void;
  /** Before every run `check` looks at the values of an argument, or of a view of one; false where the tensor is neither. */
  check(tensor: AnyTensor, check: (values: AnyTensor) => void): boolean;
  /** The inputs of an operation: for a parameter that was given a new value, that value. */
  read(inputs: readonly AnyTensor[]): readonly AnyTensor[];
}

let current: Tracing | undefined;

/** The trace under way in which parameters have no values yet. */
export function tracing(): Tracing | undefined {
  return current;
}

/** Runs `f` while `notes` collects what it does. */
export function whileTracing<T>(notes: Tracing | undefined, f: () => T): T {
  const before = current;
  current = notes;
  try {
    return f();
  } finally {
    current = before;
  }
}

/** Runs `f` on values even inside a trace: for what is made once, such as the initial weights of a layer. */
export function untraced<T>(f: () => T): T {
  return whileTracing(undefined, f);
}

/** Looks at a tensor's values now, or in a trace before every run; false where they are never seen before they are used. */
export function whenKnown<T extends AnyTensor>(tensor: T, check: (values: AnyTensor) => void): boolean {
  if (tensor.symbolic) return current?.check(tensor, check) ?? false;
  check(tensor);
  return true;
}
