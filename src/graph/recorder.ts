/** Turns symbolic tensors and what they were computed from into a graph. */
import { ArgumentError } from '../errors.ts';
import { type Composite, compositeOf } from '../ops/composite.ts';
import { type AnyParameter, Parameter } from '../tensor/parameter.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Constant, Graph, Input, Step, Value } from './graph.ts';

/** What is recorded whole, and how constants are called. */
export interface TraceOptions {
  /** Composed operations that are wanted whole, not as the primitives they consist of; none by default. */
  readonly whole?: ReadonlySet<string>;
  /** Names for constants, asked for when `f` has returned; a parameter has one of its own. */
  readonly nameOf?: (constant: AnyTensor) => string | undefined;
}

/** Goes from outputs back to inputs, and gives every value a name. */
export class Recorder {
  readonly #whole: ReadonlySet<string>;
  readonly #nameOf: NonNullable<TraceOptions['nameOf']>;
  readonly #variables: AnyParameter[] | undefined;
  readonly #taken = new Set<string>();
  readonly #values = new Map<AnyTensor, Value>();
  readonly #inputs: Input[] = [];
  readonly #constants: Constant[] = [];
  readonly #steps: Step[] = [];

  /** @param variables where parameters that turn up are noted as inputs; without it they are constants */
  constructor({ whole = new Set(), nameOf = ownName }: TraceOptions, variables?: AnyParameter[]) {
    this.#whole = whole;
    this.#nameOf = nameOf;
    this.#variables = variables;
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
      if (this.#variables !== undefined && tensor instanceof Parameter && !this.#values.has(tensor)) {
        this.#variables.push(tensor);
        this.input(tensor, tensor.name);
      }
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
