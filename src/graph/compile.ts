/** `compile(fn)`: a function on tensors as one program. */
import { ArgumentError, written } from '../errors.ts';
import { compiles } from '../engines/index.ts';
import { isList } from '../list.ts';
import { text } from '../display/language.ts';
import type { Figure } from '../plot/figure.ts';
import { programGraph } from '../plot/program-graph.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { printGraph } from './graph.ts';
import { type Program, program, type Step } from './program.ts';
import { signatureOf } from './programs.ts';
import { simplify } from './simplify.ts';
import { type StepOptions, type TracedStep, traceStep } from './trace-step.ts';

/** What a compiled function may return: a tensor, several in a list or under names, or nothing. */
export type Results = AnyTensor | readonly AnyTensor[] | { readonly [name: string]: AnyTensor } | void;

/** A function that runs as a program. */
export interface CompiledFunction<A extends readonly AnyTensor[], R extends Results> {
  /** Runs it. The first call with inputs of other shapes traces the function anew. */
  (...inputs: A): Promise<R>;
  /** The operations of the program for such inputs, one a line. */
  listing(...inputs: A): string;
  /**
   * A drawing of the same: operations and what flows between them, back to the gradients; convolution and softmax are one
   * box each. Of a long program the middle is left out.
   */
  drawing(...inputs: A): Figure;
}

/**
 * The function `fn` as one program: its operations are recorded once for each shape of its inputs, and then run together,
 * in ONNX Runtime or on the kernels of the engine 'simd', much faster than one by one.
 *
 *     const step = compile((x: Images, y: Rows) => {
 *       const loss = y.mul(x.matmul(W).add(b).logSoftmax()).sum(-1).mean().neg();
 *       loss.backward();
 *       descent.step([W, b]);
 *       return loss;
 *     });
 *     for (const [x, y] of batches(X, Y, { size: 100 })) await step(x, y);
 *
 * Everything that `fn` does to tensors is part of the program: gradients, steps of optimisers, assignments to parameters,
 * tensors from random generators, which are drawn anew for each run. All else happens once, while it is recorded: what it
 * prints, what it counts, branches. With `use('plain')`, `fn` itself runs.
 * @param fn takes tensors; gives a tensor, several in a list or under names, or nothing
 * @throws ArgumentError at the first call where `fn` looks at the values of a tensor, with the line in which it does
 */
export function compile<A extends readonly AnyTensor[], R extends Results>(
  fn: (...inputs: A) => R,
): CompiledFunction<A, R> {
  const programs = new Map<string, { readonly program: Promise<Program>; readonly results: Arrangement<R> }>();
  const prepared = (inputs: A) => {
    const key = signatureOf(inputs);
    const known = programs.get(key);
    if (known !== undefined) return known;
    const results = new Arrangement<R>();
    const made = { program: program(results.flat(fn), inputs), results };
    programs.set(key, made);
    // A failed attempt says the same again at the next call.
    made.program.catch(() => programs.delete(key));
    return made;
  };
  const run = async (...inputs: A): Promise<R> => {
    for (const input of inputs) checkTensor(input);
    if (compiles() === 'never') return fn(...inputs);
    const { program: ready, results } = prepared(inputs);
    return results.arranged((await (await ready).run(inputs)).results);
  };
  const traced = (inputs: A, options: StepOptions): TracedStep => {
    const step = traceStep(new Arrangement<R>().flat(fn), inputs, options);
    return { ...step, graph: simplify(step.graph) };
  };
  return Object.assign(run, {
    listing: (...inputs: A): string => printGraph(traced(inputs, {}).graph),
    drawing: (...inputs: A): Figure => draw(traced(inputs, DRAWN_WHOLE)),
  });
}

/** Composed operations that everybody knows by name. */
const DRAWN_WHOLE: StepOptions = {
  whole: new Set(['convolve', 'softmax', 'logSoftmax', 'averagePool']),
  wholeBesideGradients: new Set(['convolve', 'logSoftmax']),
};

function draw({ graph, results, parameters, assigned, differentiated }: TracedStep): Figure {
  const names = [
    ...Array.from({ length: results }, (_, i) =>
      results === 1 ? text({ en: 'output', zh: '输出' }) : text({ en: `output ${i + 1}`, zh: `输出 ${i + 1}` }),
    ),
    ...assigned.map(({ name }) => text({ en: `new ${name}`, zh: `新的 ${name}` })),
    ...differentiated.map(({ name }) => text({ en: `gradient of ${name}`, zh: `${name} 的梯度` })),
  ];
  const own = graph.inputs.slice(graph.inputs.length - parameters.length);
  return programGraph({ graph, parameters: new Set(own.map(({ name }) => name)), outputs: names }, {});
}

/** How the results of a function are arranged: it is seen while the function is traced, and made again after each run. */
class Arrangement<R extends Results> {
  #again: ((tensors: readonly AnyTensor[]) => Results) | undefined;

  /** The function with its results in a list. */
  flat<A extends readonly AnyTensor[]>(fn: (...inputs: A) => R): Step {
    return (...inputs) => {
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: a program is made for inputs of the types that fn takes
      const result: Results = fn(...(inputs as unknown as A));
      if (result === undefined) return this.#keep([], () => undefined);
      if (result instanceof Tensor) return this.#keep([result], ([tensor]) => tensor);
      if (isList(result)) return this.#keep(result, (tensors) => tensors);
      if (Object.getPrototypeOf(result) !== Object.prototype) throw unknownResult(result);
      const names = Object.keys(result);
      return this.#keep(Object.values(result), (tensors) => Object.fromEntries(names.map((name, i) => [name, tensors[i]]))); // prettier-ignore
    };
  }

  arranged(tensors: readonly AnyTensor[]): R {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: arranged as fn arranged them
    return this.#again?.(tensors) as R;
  }

  #keep(tensors: readonly AnyTensor[], again: (tensors: readonly AnyTensor[]) => Results): readonly AnyTensor[] {
    for (const tensor of tensors) checkTensor(tensor);
    this.#again = again;
    return tensors;
  }
}

/** Programs without types may give back anything. */
function unknownResult(received: unknown): ArgumentError {
  const promised = received instanceof Promise;
  return new ArgumentError({
    what: 'compile',
    expected: 'a function that gives tensors',
    received: promised ? 'one that gives a promise' : `one that gives ${written(received)}`,
    hint: promised
      ? 'leave out async and await: the compiled function is awaited instead'
      : 'make tensors of its results',
  });
}

function checkTensor(value: unknown): void {
  if (value instanceof Tensor) return;
  const hint = 'make a tensor of a number with tensor(…), so that it can differ from run to run';
  throw new ArgumentError({ what: 'compile', expected: 'tensors', received: written(value), hint });
}
