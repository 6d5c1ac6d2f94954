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
import { describedParcel, pack, type Parcel, travels, unpack } from './parcels.ts';
import { poolingLowerings } from './pooling.ts';
import { modelBytes, type OnnxValue } from './proto.ts';
import { recurrentLowerings } from './recurrent.ts';
import { reducingLowerings, sumAlong, sumOfAll } from './reducing.ts';
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
  /** Inputs, and outputs, that the model has as one. */
  readonly parcels?: { readonly inputs?: Parcel | undefined; readonly outputs?: Parcel | undefined };
}

/** @throws ArgumentError for an operation without an entry */
export function lower(
  graph: Graph<Length>,
  { name, outputs, metadata = {}, block, parcels = {} }: LoweringOptions,
): Uint8Array<ArrayBuffer> {
  const taken = [parcels.inputs, parcels.outputs].flatMap((parcel) => (parcel === undefined ? [] : [parcel.name]));
  const to = new OnnxWriter(graph.inputs, [...taken, ...outputs], block);
  const inputs = graph.inputs
    .filter((input) => !travels(input, parcels.inputs))
    .map((input) => described(input, to.of(input)));
  if (parcels.inputs !== undefined) unpack(parcels.inputs, to);
  const biases = findBiases(graph);
  const dropped = findDroppedAxes(graph);
  const postponed = new Set([
    ...[...biases.values()].map(({ step }) => step),
    ...[...dropped.values()].flatMap(({ without }) => without),
  ]);
  for (const step of graph.steps) {
    if (postponed.has(step)) continue;
    to.begin(step);
    const bare = dropped.get(step);
    if (bare !== undefined) {
      to.set(step, bare.all === undefined ? sumAlong(bare.sum, to, 0) : sumOfAll(bare.all, to));
      continue;
    }
    const { step: lowered, bias } = biases.get(step) ?? { step, bias: undefined };
    const result = lookUp<Lowering>(lowerings, lowered.operation, 'toOnnx')(lowered, to, bias);
    if (result !== undefined) to.set(lowered, result);
    if (lowered !== step) to.same(step, lowered);
  }
  const named = new Map(graph.outputs.map((value, i) => [outputs[i], value]));
  const alone = [...named].filter(([, value]) => !travels(value, parcels.outputs));
  for (const [name, value] of alone) to.finish(value, name);
  if (parcels.outputs !== undefined) pack(parcels.outputs, to);
  return modelBytes({
    ...{ name, metadata, nodes: to.nodes, initializers: to.initializers },
    inputs: [...inputs, ...describedParcel(parcels.inputs)],
    outputs: [...alone.map(([name, value]) => described(value, name)), ...describedParcel(parcels.outputs)],
  });
}

/** A length left open has a name, which stands for any number. */
function described({ dtype, shape }: Value<Length>, name: string): OnnxValue {
  const lengths = shape.map((length) => (typeof length === 'number' ? length : showLength(length).replace('·', '')));
  return { name, type: dtype, shape: lengths };
}
