/** Values in a model that is drawn up as a graph: an input, or what a layer gives for earlier values. */
import type { Layer } from '../layers/layer.ts';
import type { Apply, ShapeFunction } from '../layers/layer-types.ts';
import { checkShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';

/** The value that a layer with the shape function F gives for one of shape S. */
type After<F extends ShapeFunction, S extends Shape> =
  Apply<F, S> extends infer O extends Shape ? GraphNode<O> : GraphNode;

/** `unknown` where a layer takes samples of shape S, else its sentence. */
type Takes<F extends ShapeFunction, S extends Shape> = Apply<F, S> extends Shape ? unknown : Apply<F, S>;

/** One value for every sample, of shape S; it stands for tensors [batch, …S]. */
export class GraphNode<out S extends Shape = Shape> {
  /** The shape of one sample. */
  readonly shape: S;
  /** The layer that gives it; none for an input. */
  readonly layer: Layer | undefined;
  /** The values that the layer takes. */
  readonly from: readonly GraphNode[];

  constructor(shape: S, layer?: Layer, from: readonly GraphNode[] = []) {
    this.shape = shape;
    this.layer = layer;
    this.from = from;
  }

  /**
   * What `layer` gives for this value.
   * @param others further inputs of a layer that takes more than one, such as `add()`
   * @throws ShapeError when the layer cannot take values of these shapes
   */
  to<F extends ShapeFunction>(layer: Layer<F> & Takes<F, S>, ...others: readonly GraphNode[]): After<F, S> {
    const built: Layer = layer;
    const shape = built.build(this.shape, { others: others.map((other) => other.shape) });
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: F states for the compiler the shape that `build` computes
    return new GraphNode(shape, built, [this, ...others]) as unknown as After<F, S>;
  }
}

/**
 * An input of a model that is drawn up as a graph; see `functional`.
 * @param shape the shape of one sample
 */
export function input<const S extends Shape>(shape: S): GraphNode<S> {
  checkShape('input', shape);
  return new GraphNode(shape);
}

/** Everything that `outputs` are computed from, each value after those it is computed from. */
export function upstreamFirst(outputs: readonly GraphNode[]): readonly GraphNode[] {
  const order = new Set<GraphNode>();
  const visit = (node: GraphNode): void => {
    if (order.has(node)) return;
    node.from.forEach(visit);
    order.add(node);
  };
  outputs.forEach(visit);
  return [...order];
}
