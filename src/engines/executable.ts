/** A graph made ready to run: what an engine makes of one. */
import type { TypedArray } from '../tensor/dtype.ts';

export interface Executable {
  /**
   * Computes once.
   * @param inputs the elements of every input of the graph, in their order
   * @param outputs where the elements of every output are written
   */
  run(inputs: readonly TypedArray[], outputs: readonly TypedArray[]): Promise<void>;
}
