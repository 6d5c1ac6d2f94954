/** A graph made ready to run, and what makes it so. */
import type { Graph } from '../graph/graph.ts';
import type { TypedArray } from '../tensor/dtype.ts';

export interface Executable {
  /**
   * Computes once.
   * @param inputs the elements of every input of the graph, in their order
   * @param outputs where the elements of every output are written
   */
  run(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): Promise<void>;
  /** Where an engine with a memory of its own keeps an input: what is written there need not be copied. Valid for the next run. */
  place?(input: number): TypedArray;
}

/** How engines compute. */
export interface EngineOptions {
  /**
   * Threads for one operation, given here or by `TSLATE_THREADS`; by default as many as the processor has cores where
   * there are products large enough to divide, else one. Results are the same, to the last bit.
   */
  readonly threads?: number;
  /**
   * What ONNX Runtime shall compute on, best first: 'cuda', 'dml', 'webgpu', 'coreml', … as far as this machine and this
   * build of ONNX Runtime have it; the processor serves where they do not.
   */
  readonly providers?: readonly string[];
}

export interface Compiler {
  /** For messages. */
  readonly name: string;
  /** Composed operations that it takes whole where nothing is differentiated. */
  readonly whole: ReadonlySet<string>;
  /** Those that it takes whole beside their gradients. */
  readonly wholeBesideGradients: ReadonlySet<string>;
  /**
   * The graph, ready to run.
   * @throws ArgumentError for an operation that it does not know
   */
  prepare(graph: Graph, options: EngineOptions): Promise<Executable>;
}
