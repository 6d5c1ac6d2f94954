/** Models drawn up as a graph of layers: branches that part and meet again, several inputs, several outputs. */
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Context } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';
import { isList } from '../list.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import {
  CompiledMany,
  type CompileManyOptions,
  type Losses,
  type MetricsOfOutputs,
} from '../training/compiled-many.ts';
import { graphToConfig } from './graph-config.ts';
import type { GraphNode } from './graph-node.ts';
import { LayerGraph } from './layer-graph.ts';
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
