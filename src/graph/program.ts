/**
 * A compiled step: traced once, simplified, made ready by an engine, and then run again and again.
 *
 *     trace-step   what f computes, and what it does to parameters, gradients and random generators
 *     simplify     the same with fewer operations
 *     engine       operators of ONNX Runtime, or kernels of this project's own, on arrays that stay where they are
 */
import type { Executable } from '../engines/executable.ts';
import { compiler, engineOptions } from '../engines/index.ts';
import { Deferred } from '../tensor/deferred.ts';
import { allocate, type DType, type TypedArray } from '../tensor/dtype.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { Signature } from '../tensor/primitive.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { sizeOf } from '../tensor/shape.ts';
import { type AnyTensor, Tensor, ValuesError } from '../tensor/tensor.ts';
import { askedForValues, refusedByEngine } from './compile-error.ts';
import type { Graph } from './graph.ts';
import { simplify } from './simplify.ts';
import { type StepOptions, type TracedStep, traceStep } from './trace-step.ts';

/** What came of a run. */
export interface Ran {
  readonly results: readonly AnyTensor[];
  /** Gives parameters that were assigned to their values from before, and drops the gradients. */
  undo(): void;
}

export interface Program {
  readonly graph: Graph;
  /** @param inputs tensors with the signatures that the program was made for */
  run(inputs: readonly AnyTensor[]): Promise<Ran>;
}

export type Step = (...inputs: AnyTensor[]) => readonly AnyTensor[];

/**
 * The program of `f` for inputs of those signatures.
 * @throws CompileError where `f` asks a tensor for its values, or does what the engine cannot
 */
export async function program(f: Step, signatures: readonly Signature[]): Promise<Program> {
  const by = await compiler();
  const traced = traceForValues(f, signatures, by);
  const graph = simplify(traced.graph);
  const executable = await by.prepare(graph, engineOptions()).catch((reason: unknown) => {
    throw refusedByEngine(by.name, reason);
  });
  return { graph, run: running(traced, executable) };
}

function traceForValues(f: Step, signatures: readonly Signature[], options: StepOptions): TracedStep {
  try {
    return traceStep(f, signatures, options);
  } catch (error) {
    throw error instanceof ValuesError ? askedForValues(error) : error;
  }
}

/**
 * Runs a step. What is computed only now is written where the engine wants it, or in arrays that are used again. Signatures
 * are taken out of the graph, whose values have many hidden classes: what V8 compiled for one program serves the next one.
 */
function running(step: TracedStep, executable: Executable): Program['run'] {
  const kept: TypedArray[] = [];
  const results = step.graph.outputs.slice(0, step.results).map(({ shape, dtype }) => ({ shape, dtype }));
  let runs = 0;
  return async (inputs) => {
    // Another run that is not done yet has these arrays.
    const free = runs++ === 0;
    try {
      return await run(step, results, executable, inputs, (input, i) => {
        if (!free || !(input instanceof Deferred)) return input.data;
        const place = executable.place?.(i) ?? (kept[i] ??= input.room());
        input.writeTo(place);
        return place;
      });
    } finally {
      runs--;
    }
  };
}

async function run(
  step: TracedStep,
  signatures: readonly Signature[],
  executable: Executable,
  inputs: readonly AnyTensor[],
  arrayOf: (input: AnyTensor, i: number) => TypedArray,
): Promise<Ran> {
  const { parameters, assigned, differentiated } = step;
  for (const { argument, check } of step.checks) check(inputs[argument]);
  const drawn = step.draws.map((draw) => draw());
  // A parameter has room where its values from before lay, unless somebody still holds them: no step needs new memory.
  const results = signatures.map(({ shape, dtype }) => allocate(dtype, sizeOf(shape)));
  const values = assigned.map((p) => p.room());
  const gradients = differentiated.map((p) => p.room());
  await executable.run(
    // Last of all: what is computed before may use the engine's memory, too.
    [...inputs.map(arrayOf), ...drawn.map(({ data }) => data), ...parameters.map((p) => p.peek())],
    [...results, ...values, ...gradients],
  );
  const before = assigned.map((p): [AnyParameter, TypedArray] => [p, p.peek()]);
  assigned.forEach((p, i) => p.renew(values[i]));
  let place = 0;
  for (const { count, step: move } of step.updates) {
    for (const end = place + count; place < end; place++) {
      differentiated[place].grad = like(differentiated[place], gradients[place]);
    }
    move();
  }
  return {
    results: results.map((data, i) => like(signatures[i], data)),
    undo() {
      for (const [p, data] of before) p.assign(like(p, data));
      for (const p of differentiated) p.grad = undefined;
    },
  };
}

function like({ shape, dtype }: Signature, data: TypedArray): AnyTensor {
  return new Tensor<Shape, DType>(data, shape, dtype);
}
