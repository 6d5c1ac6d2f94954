/** Records what a function does to tensors, by calling it on symbolic ones, as a graph of primitives. */
import type { DType } from '../tensor/dtype.ts';
import type { Signature } from '../tensor/primitive.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Graph } from './graph.ts';
import { Recorder, type TraceOptions } from './recorder.ts';

export interface NamedSignature extends Signature {
  readonly name: string;
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
  options: TraceOptions = {},
): Graph {
  const symbols = inputs.map(symbol);
  const recorder = new Recorder(options);
  symbols.forEach((tensor, i) => recorder.input(tensor, inputs[i].name));
  return recorder.graph(f(...symbols));
}

/** A tensor without values. */
export function symbol({ shape, dtype }: Signature): AnyTensor {
  return new Tensor<Shape, DType>(undefined, shape, dtype);
}
