/** A graph made ready to run, and what makes it so. */
import type { Graph } from '../graph/graph.ts';
import type { TypedArray } from '../tensor/dtype.ts';
import type { EngineOptions } from './index.ts';

export interface Executable {
  /**
   * Computes once.
   * @param inputs the elements of every input of the graph, in their order
   * @param outputs where the elements of every output are written
   */
  run(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): Promise<void>;
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
