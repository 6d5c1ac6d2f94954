/** A graph of primitives as an ONNX model: each step by its entry in one table. */
import { lookUp } from '../../errors.ts';
import { type Graph, type Length, showLength, type Value } from '../../graph/graph.ts';
import { findBiases } from './biases.ts';
import { findDroppedAxes } from './dropped-axes.ts';
import { elementwiseLowerings } from './elementwise.ts';
import { imageGradientLowerings } from './image-gradients.ts';
import { imageLowerings } from './images.ts';
import type { Lowering, Lowerings } from './lowering.ts';
import { movingLowerings } from './moving.ts';
import { poolingLowerings } from './pooling.ts';
import { modelBytes, type OnnxValue } from './proto.ts';
import { recurrentLowerings } from './recurrent.ts';
import { reducingLowerings, sumAlong } from './reducing.ts';
import { OnnxWriter } from './writer.ts';

/** Every operation that can be said in ONNX: all primitives, and the composed ones for which ONNX has an operator. */
export const lowerings: Lowerings = {
  ...elementwiseLowerings,
  ...movingLowerings,
  ...reducingLowerings,
  ...imageLowerings,
  ...poolingLowerings,
  ...imageGradientLowerings,
  ...recurrentLowerings,
};

export interface LoweringOptions {
  /** The graph's name. */
  readonly name: string;
  /** One for each output. */
  readonly outputs: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  /** How many channels ONNX Runtime takes together on this processor; without it only operators of the standard are used. */
  readonly block?: number | undefined;
}

/** @throws ArgumentError for an operation without an entry */
export function lower(
  graph: Graph<Length>,
  { name, outputs, metadata = {}, block }: LoweringOptions,
): Uint8Array<ArrayBuffer> {
  const to = new OnnxWriter(graph.inputs, outputs, block);
  const biases = findBiases(graph);
  const dropped = findDroppedAxes(graph);
  const postponed = new Set([...[...biases.values()].map(({ step }) => step), ...dropped.values()]);
  for (const step of graph.steps) {
    if (postponed.has(step)) continue;
    to.begin(step);
    const sum = dropped.get(step);
    if (sum !== undefined) {
      to.set(step, sumAlong(sum, to, 0));
      continue;
    }
    const { step: lowered, bias } = biases.get(step) ?? { step, bias: undefined };
    const result = lookUp<Lowering>(lowerings, lowered.operation, 'toOnnx')(lowered, to, bias);
    if (result !== undefined) to.set(lowered, result);
    if (lowered !== step) to.same(step, lowered);
  }
  graph.outputs.forEach((value, i) => to.finish(value, outputs[i]));
  return modelBytes({
    ...{ name, metadata, nodes: to.nodes, initializers: to.initializers },
    inputs: graph.inputs.map((input) => described(input, input.name)),
    outputs: graph.outputs.map((output, i) => described(output, outputs[i])),
  });
}

/** A length left open has a name, which stands for any number. */
function described({ dtype, shape }: Value<Length>, name: string): OnnxValue {
  const lengths = shape.map((length) => (typeof length === 'number' ? length : showLength(length).replace('·', '')));
  return { name, type: dtype, shape: lengths };
}
