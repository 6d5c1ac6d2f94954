/** Follows values through a model without numbers: which layer took what, and what is computed between the layers. */
import { brief } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { Network } from '../models/network.ts';
import { compositeOf } from '../ops/composite.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { Parameter } from '../tensor/parameter.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { isNumber } from './computation-steps.ts';

/** A layer at work, once; with those inside it. */
export interface Call {
  readonly layer: Layer;
  readonly inputs: readonly AnyTensor[];
  readonly output: AnyTensor;
  readonly parts: readonly Call[];
}

/** What a model does with samples. */
export interface ModelTrace {
  readonly inputs: readonly AnyTensor[];
  readonly outputs: readonly AnyTensor[];
  /** In the order in which they compute. */
  readonly calls: readonly Call[];
  /** How often each value goes into an operation. */
  readonly uses: ReadonlyMap<AnyTensor, number>;
}

/** Calls the model on symbols for one sample of each input; layers that are not built yet are built by it. */
export function traceModel(model: Network, shapes: readonly Shape[]): ModelTrace {
  const inputs = shapes.map((shape) => new Tensor<Shape, 'float32'>(undefined, [1, ...shape], 'float32'));
  const calls: Call[] = [];
  const watch = (layer: Layer, output: AnyTensor, given: readonly AnyTensor[]): void => {
    // Inner layers are seen first: they are the last ones that no other layer has taken as its parts.
    const within = layersWithin(layer);
    let first = calls.length;
    while (first > 0 && within.has(calls[first - 1].layer)) first--;
    const parts = calls.splice(first);
    calls.push({ layer, inputs: given, output, parts });
  };
  const outputs = withoutGradients(() => model.run(inputs, { watch }));
  if (calls.length > 0 || model.layers().length === 0) return { inputs, outputs, calls, uses: usesBefore(outputs) };
  throw new ArgumentError({
    what: 'modelGraph',
    expected: 'layers that tell what they compute',
    received: 'none that does',
    hint: 'hand the context on where the model calls its layers: layer.call(x, context)',
  });
}

function layersWithin({ inner }: Layer): ReadonlySet<Layer> {
  const parts = Object.values(inner);
  return new Set([...parts, ...parts.flatMap((part) => [...layersWithin(part)])]);
}

function usesBefore(outputs: readonly AnyTensor[]): ReadonlyMap<AnyTensor, number> {
  const uses = new Map<AnyTensor, number>();
  const visited = new Set<AnyTensor>();
  const waiting = [...outputs];
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    if (visited.has(tensor)) continue;
    visited.add(tensor);
    for (const input of operationOf(tensor)?.inputs ?? []) {
      uses.set(input, (uses.get(input) ?? 0) + 1);
      waiting.push(input);
    }
  }
  return uses;
}

/** What computed a symbol. */
export interface Operation {
  readonly name: string;
  /** The symbols among its inputs. */
  readonly inputs: readonly AnyTensor[];
  /** The second input where that is a parameter or a number: its name, or the number. */
  readonly operand: string | undefined;
}

/** How a symbol was computed: by what, from which other symbols. Undefined for a value that no input changes. */
export function operationOf(tensor: AnyTensor): Operation | undefined {
  if (!tensor.symbolic || tensor.origin === undefined) return undefined;
  const { name, inputs } = compositeOf(tensor) ?? { name: tensor.origin.primitive.name, inputs: tensor.origin.inputs };
  return { name, inputs: inputs.filter(({ symbolic }) => symbolic), operand: nameOf(inputs[1]) };
}

function nameOf(input: AnyTensor | undefined): string | undefined {
  if (input instanceof Parameter) return input.name.split('/').at(-1);
  return input !== undefined && isNumber(input) ? brief(input.data[0]) : undefined;
}
