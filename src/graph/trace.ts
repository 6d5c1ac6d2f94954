/** Records what a function does to tensors, by calling it on symbolic ones, as a graph of primitives. */
import { ArgumentError } from '../errors.ts';
import { type Composite, compositeOf } from '../ops/composite.ts';
import type { DType } from '../tensor/dtype.ts';
import { type AnyParameter, Parameter } from '../tensor/parameter.ts';
import type { Signature } from '../tensor/primitive.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Constant, Graph, Input, Step, Value } from './graph.ts';

export interface NamedSignature extends Signature {
  readonly name: string;
}

export interface TraceOptions {
  /** Composed operations that are wanted whole, not as the primitives they consist of; none by default. */
  readonly whole?: ReadonlySet<string>;
  /** Parameters that become inputs, after those of the function; all others are constants. */
  readonly variables?: readonly AnyParameter[];
  /** Names for constants, asked for when `f` has returned; a parameter has one of its own. */
  readonly nameOf?: (constant: AnyTensor) => string | undefined;
}

/**
 * The graph of `f`, which is called once, on tensors without values.
 *
 * What does not depend on them is computed at once and becomes a constant; what the outputs do not need is left out.
 * @param inputs name, shape and element type of what `f` takes
 * @throws ArgumentError where `f` asks a tensor for its values: a branch on them is to be written with `where`
 */
export function trace(
  f: (...inputs: AnyTensor[]) => readonly AnyTensor[],
  inputs: readonly NamedSignature[],
  { whole = new Set(), variables = [], nameOf = ownName }: TraceOptions = {},
): Graph {
  const symbols = inputs.map(({ shape, dtype }) => new Tensor<Shape, DType>(undefined, shape, dtype));
  const run = variables.reduce<() => readonly AnyTensor[]>(
    (inner, variable) => () => variable.whileSymbolic(inner),
    () => f(...symbols),
  );
  const recorder = new Recorder(whole, nameOf);
  symbols.forEach((symbol, i) => recorder.input(symbol, inputs[i].name));
  for (const variable of variables) recorder.input(variable, nameOf(variable) ?? variable.name);
  const outputs = run();
  return recorder.graph(outputs);
}

/** Goes from outputs back to inputs, and gives every value a name. */
class Recorder {
  readonly #whole: ReadonlySet<string>;
  readonly #nameOf: NonNullable<TraceOptions['nameOf']>;
  readonly #taken = new Set<string>();
  readonly #values = new Map<AnyTensor, Value>();
  readonly #inputs: Input[] = [];
  readonly #constants: Constant[] = [];
  readonly #steps: Step[] = [];

  constructor(whole: ReadonlySet<string>, nameOf: NonNullable<TraceOptions['nameOf']>) {
    this.#whole = whole;
    this.#nameOf = nameOf;
  }

  input(tensor: AnyTensor, name: string): void {
    const input: Input = { kind: 'input', name: this.#free(name), shape: tensor.shape, dtype: tensor.dtype };
    this.#inputs.push(input);
    this.#values.set(tensor, input);
  }

  graph(outputs: readonly AnyTensor[]): Graph {
    const results = outputs.map((output) => this.#value(output));
    return { inputs: this.#inputs, constants: this.#constants, steps: this.#steps, outputs: results };
  }

  /** Each tensor after those it was computed from. Without recursion: graphs are long. */
  #value(wanted: AnyTensor): Value {
    const waiting = [wanted];
    for (let tensor = waiting.at(-1); tensor !== undefined; tensor = waiting.at(-1)) {
      const way = this.#values.has(tensor) || !tensor.symbolic ? undefined : this.#wayTo(tensor);
      const missing = way?.inputs.filter((input) => !this.#values.has(input)) ?? [];
      // The first input on top, so that steps come in the order in which they are written.
      if (missing.length > 0) waiting.push(...missing.toReversed());
      else {
        if (!this.#values.has(tensor)) this.#values.set(tensor, way ? this.#step(tensor, way) : this.#constant(tensor));
        waiting.pop();
      }
    }
    return this.#known(wanted);
  }

  #wayTo(tensor: AnyTensor): Composite {
    const composite = compositeOf(tensor);
    if (composite !== undefined && this.#whole.has(composite.name)) return composite;
    if (tensor.origin === undefined) {
      throw new ArgumentError({
        what: 'trace',
        expected: 'a function of its inputs and of tensors that have values',
        received: `${tensor}`,
        hint: 'hand it over as an input',
      });
    }
    const { primitive, inputs, attributes } = tensor.origin;
    return { name: primitive.name, inputs, attributes };
  }

  #step({ shape, dtype }: AnyTensor, { name: operation, inputs, attributes }: Composite): Step {
    const name = this.#free(`v${this.#steps.length + 1}`);
    const values = inputs.map((input) => this.#known(input));
    const step: Step = { kind: 'step', name, shape, dtype, operation, inputs: values, attributes };
    this.#steps.push(step);
    return step;
  }

  #constant(tensor: AnyTensor): Constant {
    const name = this.#free(this.#nameOf(tensor) ?? ownName(tensor) ?? `c${this.#constants.length + 1}`);
    const constant: Constant = { kind: 'constant', name, shape: tensor.shape, dtype: tensor.dtype, data: tensor.data };
    this.#constants.push(constant);
    return constant;
  }

  #known(tensor: AnyTensor): Value {
    const value = this.#values.get(tensor);
    if (value === undefined) throw new Error(`${tensor} was not recorded.`);
    return value;
  }

  /** The name, with a number behind it where another value has it. */
  #free(name: string): string {
    let free = name;
    for (let i = 2; this.#taken.has(free); i++) free = `${name}_${i}`;
    this.#taken.add(free);
    return free;
  }
}

function ownName(tensor: AnyTensor): string | undefined {
  return tensor instanceof Parameter ? tensor.name : undefined;
}
