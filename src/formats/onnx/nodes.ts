/** Nodes and constants of an ONNX graph, each under a name of its own. */
import { allocate, type TypedArray } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { type OnnxAttribute, type OnnxNode, type OnnxTensor, type OnnxType, withoutDomain } from './proto.ts';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

export class OnnxNodes {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #taken: Set<string>;
  readonly #constants = new Map<string, string>();
  /** Places of nodes that serve several values. */
  readonly #shared = new Map<string, number>();
  #prefix = '';

  /** @param taken names that nothing else gets */
  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  /** The nodes that follow are named after this. */
  begin({ name }: { readonly name: string }): void {
    this.#prefix = name;
  }

  /** Adds a node with one output; returns the output's name. */
  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.nodeWith(1, operator, inputs, attributes)[0];
  }

  /** Adds a node with several outputs. */
  nodeWith(count: number, operator: string, inputs: readonly string[], attributes: Attributes): readonly string[] {
    const outputs = Array.from({ length: count }, () => this.free(`${this.#prefix}/${withoutDomain(operator)}`));
    this.nodes.push({ operator, inputs, outputs, attributes });
    return outputs;
  }

  /** The outputs of such a node: of one that is there already, which gets further outputs where it has too few. */
  widest(count: number, operator: string, inputs: readonly string[], attributes: Attributes): readonly string[] {
    const key = JSON.stringify([operator, inputs, attributes]);
    const at = this.#shared.get(key);
    if (at === undefined) {
      this.#shared.set(key, this.nodes.length);
      return this.nodeWith(count, operator, inputs, attributes);
    }
    const { outputs } = this.nodes[at];
    const more = Array.from({ length: count - outputs.length }, () =>
      this.free(`${this.#prefix}/${withoutDomain(operator)}`),
    );
    this.nodes[at] = { ...this.nodes[at], outputs: [...outputs, ...more] };
    return this.nodes[at].outputs;
  }

  /** The output of a node gets another name. */
  rename(from: string, to: string): void {
    const renamed = (names: readonly string[]): readonly string[] => names.map((name) => (name === from ? to : name));
    this.nodes.forEach((node, i) => {
      this.nodes[i] = { ...node, inputs: renamed(node.inputs), outputs: renamed(node.outputs) };
    });
  }

  /** A number of that type. */
  scalar(value: number, type: OnnxType): string {
    return this.#constant(type, [], [value]);
  }

  /** A vector of whole numbers. */
  wholes(values: readonly number[]): string {
    return this.#constant('int64', [values.length], values);
  }

  /** Numbers in a shape, each from its place. */
  floats(shape: Shape, numberAt: (i: number) => number): string {
    return this.#constant(
      'float32',
      shape,
      Array.from({ length: sizeOf(shape) }, (_, i) => numberAt(i)),
    );
  }

  /** A constant under that name, or under one behind it where it is taken. */
  array(name: string, type: OnnxType, shape: Shape, data: TypedArray | BigInt64Array): string {
    const free = this.free(name);
    const { buffer, byteOffset, byteLength } = data;
    this.initializers.push({ name: free, type, shape, data: new Uint8Array(buffer, byteOffset, byteLength) });
    return free;
  }

  /** The name, or one behind it where it is taken; nothing else gets it from then on. */
  free(name: string): string {
    let free = name;
    for (let i = 2; this.#taken.has(free); i++) free = `${name}_${i}`;
    this.#taken.add(free);
    return free;
  }

  /** Equal constants are one. */
  #constant(type: OnnxType, shape: Shape, values: readonly number[]): string {
    const key = `${type} ${shape.join('×')}: ${values.join(' ')}`;
    const existing = this.#constants.get(key);
    if (existing !== undefined) return existing;
    const data = type === 'int64' ? BigInt64Array.from(values.map(BigInt)) : allocate(type, values.length);
    if (!(data instanceof BigInt64Array)) data.set(values);
    const written = values.length > 8 ? `${values.length}` : values.join('_').replaceAll('-', 'minus');
    const name = this.array(`constant/${written}`, type, shape, data);
    this.#constants.set(key, name);
    return name;
  }
}
