/** Layers and the values between them, as a graph that can be run. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { applyLayer, type Context } from '../layers/layer.ts';
import { type NamedLayer, nameByKind } from '../layers/named-layer.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { type GraphNode, upstreamFirst } from './graph-node.ts';

/** Values in the order in which they are computed. */
export class LayerGraph {
  readonly inputs: readonly GraphNode[];
  readonly outputs: readonly GraphNode[];
  readonly nodes: readonly GraphNode[];
  readonly layers: readonly NamedLayer[];

  constructor(inputs: readonly GraphNode[], outputs: readonly GraphNode[]) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.nodes = upstreamFirst(outputs);
    const stray = this.nodes.find((node) => node.layer === undefined && !inputs.includes(node));
    const unused = inputs.find((node) => !this.nodes.includes(node));
    const told = { what: 'functional', hint: 'list every input() that the outputs are computed from, and no other' };
    if (stray !== undefined) {
      const received = `an output that depends on another input, of shape ${showShape(stray.shape)}`;
      throw new ArgumentError({ ...told, expected: 'outputs that depend on the listed inputs', received });
    }
    if (unused !== undefined) {
      const received = `one of shape ${showShape(unused.shape)} that none depends on`;
      throw new ArgumentError({ ...told, expected: 'inputs that the outputs depend on', received });
    }
    const named = nameByKind([...new Set(this.nodes.flatMap(({ layer }) => layer ?? []))]);
    const nameOf = (node: GraphNode): string => node.layer?.name ?? inputName(inputs, node);
    this.layers = named.map(({ name, layer }) => {
      const places = this.nodes.filter((node) => node.layer === layer);
      return { name, layer, output: places[0].shape, from: places.flatMap(({ from }) => from.map(nameOf)) };
    });
  }

  run(batches: readonly AnyTensor[], context: Context = {}): readonly AnyTensor[] {
    this.#check(batches);
    const values = new Map(this.inputs.map((node, i) => [node, batches[i]]));
    const valueOf = (node: GraphNode): AnyTensor => {
      const value = values.get(node);
      if (value === undefined) throw new ArgumentError('functional: a value is used before it is computed.');
      return value;
    };
    for (const node of this.nodes) {
      if (node.layer === undefined) continue;
      const [x, ...others] = node.from.map(valueOf);
      values.set(node, applyLayer(node.layer, x, context, ...others));
    }
    return this.outputs.map(valueOf);
  }

  #check(batches: readonly AnyTensor[]): void {
    if (batches.length !== this.inputs.length) {
      const expected = `a batch for each of ${this.inputs.length} inputs`;
      throw new ArgumentError({ what: 'functional', expected, received: String(batches.length) });
    }
    this.inputs.forEach(({ shape }, i) => {
      const sample = batches[i].shape.slice(1);
      if (sameShape(sample, shape)) return;
      const place = batches.length === 1 ? '' : ` for input ${i + 1}`;
      const expected = `samples of shape ${showShape(shape)}${place}`;
      throw new ShapeError({ what: 'functional', expected, received: showShape(sample) });
    });
  }
}

function inputName(inputs: readonly GraphNode[], node: GraphNode): string {
  return inputs.length === 1 ? 'input' : `input${inputs.indexOf(node) + 1}`;
}
