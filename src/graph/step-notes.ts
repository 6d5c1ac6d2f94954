/** What a step does besides computing, noted while it is traced. */
import { ArgumentError } from '../errors.ts';
import { type AnyParameter, Parameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Tracing } from '../tensor/tracing.ts';

interface Gradient {
  readonly parameter: AnyParameter;
  readonly gradient: AnyTensor;
}

type Check = (values: AnyTensor) => void;

/** Primitives that show the elements of their input in the same order. */
const VIEWS: ReadonlySet<string> = new Set(['reshape', 'detach']);

export class StepNotes implements Tracing {
  readonly draws: { readonly tensor: AnyTensor; readonly draw: () => AnyTensor }[] = [];
  readonly assigned = new Map<AnyParameter, AnyTensor>();
  readonly updates: { readonly gradients: readonly Gradient[]; readonly step: () => void }[] = [];
  readonly checks: { readonly argument: number; readonly check: Check }[] = [];
  readonly #arguments: readonly AnyTensor[];
  readonly #moved = new Set<AnyParameter>();
  /** The gradients that were there before, of all parameters that were read. */
  readonly #before = new Map<AnyParameter, AnyTensor | undefined>();

  constructor(inputs: readonly AnyTensor[]) {
    this.#arguments = inputs;
  }

  drawn<S extends Shape>(shape: S, draw: () => Tensor<S>): Tensor<S> {
    const tensor = new Tensor(undefined, shape, 'float32');
    this.draws.push({ tensor, draw });
    return tensor;
  }

  assign(parameter: AnyParameter, value: AnyTensor): void {
    this.assigned.set(parameter, value);
  }

  update(parameters: readonly AnyParameter[], step: () => void): void {
    const gradients = parameters.flatMap((parameter) =>
      parameter.grad === undefined ? [] : [{ parameter, gradient: parameter.grad }],
    );
    this.updates.push({ gradients, step });
    for (const p of parameters) {
      p.grad = undefined;
      this.#moved.add(p);
    }
  }

  check(tensor: AnyTensor, check: Check): boolean {
    let source = tensor;
    while (source.origin !== undefined && VIEWS.has(source.origin.primitive.name)) [source] = source.origin.inputs;
    const argument = this.#arguments.indexOf(source);
    // Of what is computed in the step nothing can be known before it.
    if (argument === -1) return false;
    this.checks.push({ argument, check: ({ data }) => check(new Tensor(data, tensor.shape, tensor.dtype)) });
    return true;
  }

  read(inputs: readonly AnyTensor[]): readonly AnyTensor[] {
    if (!inputs.some((input) => input instanceof Parameter)) return inputs;
    return inputs.map((input) => {
      if (!(input instanceof Parameter)) return input;
      if (this.#moved.has(input)) throw moved(input);
      if (!this.#before.has(input)) this.#before.set(input, input.grad);
      return this.assigned.get(input) ?? input;
    });
  }

  /** The gradients that the step computed and no optimiser has used. */
  leftGradients(): readonly Gradient[] {
    return [...this.#before].flatMap(([parameter, before]) => {
      const gradient = parameter.grad;
      return gradient === undefined || gradient === before ? [] : [{ parameter, gradient }];
    });
  }

  /** Puts back the gradients that were there before. */
  putBack(): void {
    for (const [parameter, gradient] of this.#before) parameter.grad = gradient;
  }
}

function moved({ name }: AnyParameter): ArgumentError {
  return new ArgumentError({
    what: 'compile',
    expected: 'an optimiser’s step as the last thing that a traced function does with a parameter',
    received: `a use of ${name} after it was moved`,
    hint: 'use it before the step, or in another function',
  });
}
