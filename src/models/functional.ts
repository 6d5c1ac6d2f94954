/** Models drawn up as a graph of layers: branches that part and meet again, several inputs, several outputs. */
import { ArgumentError, ShapeError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { applyLayer, type Context } from '../layers/layer.ts';
import { type NamedLayer, nameByKind } from '../layers/named-layer.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import {
  CompiledMany,
  type CompileManyOptions,
  type Losses,
  type MetricsOfOutputs,
} from '../training/compiled-many.ts';
import { graphToConfig } from './graph-config.ts';
import { type GraphNode, upstreamFirst } from './graph-node.ts';
import { Model } from './model.ts';
import { Network } from './network.ts';

/** Shapes of one sample of each value. */
type ShapesOf<N extends readonly GraphNode[]> = {
  [I in keyof N]: N[I] extends GraphNode<infer S extends Shape> ? S : Shape;
};

/** A batch of each. */
export type BatchesOf<Shapes extends readonly Shape[]> = {
  readonly [I in keyof Shapes]: Tensor<readonly [number, ...Shapes[I]]>;
};

/**
 * The model that computes `output` from `input`, or several outputs from several inputs.
 *
 *     const x = input([28, 28, 1]);
 *     const h = x.to(conv2d(8, 3, { padding: 'same' }));
 *     const y = h.to(conv2d(8, 3, { padding: 'same' })).to(add(), h).to(flatten()).to(dense(10));
 *     const model = functional(x, y);
 *
 * A layer that stands at two places has one set of weights.
 * @throws ArgumentError when an output depends on an input that is not listed, or an input is not used
 */
export function functional<I extends Shape, O extends Shape>(
  input: GraphNode<I>,
  output: GraphNode<O>,
): Functional<I, O>;
export function functional<const I extends readonly GraphNode[], const O extends readonly GraphNode[]>(
  inputs: I,
  outputs: O,
): FunctionalMany<ShapesOf<I>, ShapesOf<O>>;
export function functional(
  inputs: GraphNode | readonly GraphNode[],
  outputs: GraphNode | readonly GraphNode[],
): Network {
  if (isList(inputs) && isList(outputs) && inputs.length > 0 && outputs.length > 0) {
    return new FunctionalMany(new LayerGraph(inputs, outputs));
  }
  if (!isList(inputs) && !isList(outputs)) return new Functional(new LayerGraph([inputs], [outputs]));
  const expected = 'one input and one output, or a list of each';
  const said = (nodes: GraphNode | readonly GraphNode[]) => (isList(nodes) ? `a list of ${nodes.length}` : 'one');
  throw new ArgumentError({ what: 'functional', expected, received: `${said(inputs)} and ${said(outputs)}` });
}

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

/** A graph with one input and one output. */
export class Functional<I extends Shape, O extends Shape> extends Model<I, O> {
  readonly #graph: LayerGraph;

  constructor(graph: LayerGraph) {
    super();
    this.#graph = graph;
  }

  /** How its layers hang together. */
  graph(): LayerGraph {
    return this.#graph;
  }

  override get inputShapes(): readonly Shape[] {
    return this.#graph.inputs.map(({ shape }) => shape);
  }

  override layers(): readonly NamedLayer[] {
    return this.#graph.layers;
  }

  override toJSON(): JsonObject {
    return { model: 'functional', ...graphToConfig(this.#graph) };
  }

  /** @throws ShapeError when the samples have another shape than the model was made for */
  call(x: Tensor<readonly [number, ...I]>, context?: Context): Tensor<readonly [number, ...O]> {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: O is what the compiler derives from the same shape rules
    return this.#graph.run([x], context)[0] as unknown as Tensor<readonly [number, ...O]>;
  }
}

/** A graph with lists of inputs and outputs. */
export class FunctionalMany<I extends readonly Shape[], O extends readonly Shape[]> extends Network {
  readonly #graph: LayerGraph;

  constructor(graph: LayerGraph) {
    super();
    this.#graph = graph;
  }

  /** How its layers hang together. */
  graph(): LayerGraph {
    return this.#graph;
  }

  override get inputShapes(): readonly Shape[] {
    return this.#graph.inputs.map(({ shape }) => shape);
  }

  override layers(): readonly NamedLayer[] {
    return this.#graph.layers;
  }

  override toJSON(): JsonObject {
    return { model: 'functional', ...graphToConfig(this.#graph) };
  }

  override run(inputs: readonly AnyTensor[], context?: Context): readonly AnyTensor[] {
    return this.#graph.run(inputs, context);
  }

  /** The outputs for a batch of every input. @throws ShapeError when samples have another shape than their input */
  call(inputs: BatchesOf<I>, context?: Context): BatchesOf<O> {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: O is what the compiler derives from the same shape rules
    return this.#graph.run(inputs, context) as unknown as BatchesOf<O>;
  }

  /**
   * Chooses how to train: a loss for every output, by which rule, and what to report.
   *
   *     model.compile({ optimizer: 'adam', loss: { digit: 'sparseCategoricalCrossentropy', size: 'mse' }, lossWeights: { size: 0.1 } })
   *
   * @throws ArgumentError for a name that does not exist, or unless every output has a loss
   */
  compile<const L extends Losses, const M extends MetricsOfOutputs = []>(
    options: CompileManyOptions<L, M>,
  ): CompiledMany<I, O, L, M> {
    return new CompiledMany(this, this.#graph.outputs.length, options);
  }
}

function inputName(inputs: readonly GraphNode[], node: GraphNode): string {
  return inputs.length === 1 ? 'input' : `input${inputs.indexOf(node) + 1}`;
}

function isList(value: GraphNode | readonly GraphNode[]): value is readonly GraphNode[] {
  return Array.isArray(value);
}
