/** Collects the nodes of an ONNX graph while a graph of primitives is lowered. */
import { isAffine, type Length, type Constant, type Value } from '../../graph/graph.ts';
import { allocate, type DType } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { Tensor } from '../../tensor/tensor.ts';
import type { OnnxAttribute, OnnxNode, OnnxTensor, OnnxType } from './proto.ts';

/** Axes of images: ours are [batch, height, width, channels], those of ONNX [batch, channels, height, width]. */
const TO_CHANNELS_FIRST = [0, 3, 1, 2];
const TO_CHANNELS_LAST = [0, 2, 3, 1];

/** The names under which a value is there: as it is, and with the channels first. */
interface Names {
  last?: string;
  first?: string;
}

export class OnnxWriter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #names = new Map<Value<Length>, Names>();
  readonly #taken = new Set<string>();
  readonly #constants = new Map<string, string>();
  /** Places of nodes that serve several values. */
  readonly #shared = new Map<string, number>();
  readonly #batch: { readonly input: string; readonly axis: number } | undefined;
  readonly #finished = new Set<string>();
  #prefix = '';

  /** @param outputs names that are kept for the outputs */
  constructor(inputs: readonly Value<Length>[], outputs: readonly string[]) {
    for (const name of outputs) this.#taken.add(name);
    for (const input of inputs) this.set(input, this.#free(input.name));
    this.#batch = inputs
      .map((input) => ({ input: this.of(input), axis: input.shape.findIndex(isBatch) }))
      .find(({ axis }) => axis !== -1);
  }

  /** The nodes that follow belong to this value, and are named after it. */
  begin(value: Value<Length>): void {
    this.#prefix = value.name;
  }

  /** The value is there under this name. */
  set(value: Value<Length>, name: string): void {
    this.#names.set(value, { ...this.#names.get(value), last: name });
  }

  /** The value is there under this name, with the channels first. */
  setChannelsFirst(value: Value<Length>, name: string): void {
    this.#names.set(value, { ...this.#names.get(value), first: name });
  }

  /** The value is the same as another. */
  same(value: Value<Length>, other: Value<Length>): void {
    this.#names.set(value, this.#names.get(other) ?? {});
  }

  /** Whether the value is there with the channels first only. */
  isChannelsFirst(value: Value<Length>): boolean {
    const names = this.#names.get(value);
    return names?.first !== undefined && names.last === undefined;
  }

  /** The name of the value, as it is. */
  of(value: Value<Length>): string {
    const { first, last } = this.#names.get(value) ?? {};
    if (last !== undefined) return last;
    const name =
      value.kind === 'constant'
        ? this.#weight(value, value)
        : this.node('Transpose', [known(value, first)], { perm: TO_CHANNELS_LAST });
    this.set(value, name);
    return name;
  }

  /** The name of images with the channels first; numbers that broadcast against images get the axes they lack. */
  channelsFirst(value: Value<Length>): string {
    if (value.shape.length === 0) return this.of(value);
    const { first } = this.#names.get(value) ?? {};
    if (first !== undefined) return first;
    const name =
      value.kind === 'constant'
        ? this.transposed(value, TO_CHANNELS_FIRST)
        : this.node('Transpose', [this.of(value)], { perm: TO_CHANNELS_FIRST });
    this.setChannelsFirst(value, name);
    return name;
  }

  /** The value with its axes in another order, and then perhaps in another shape; a constant is transposed here and now. */
  transposed(value: Value<Length>, order: readonly number[], shape?: Shape): string {
    if (value.kind !== 'constant') {
      const [name] = this.widest(1, 'Transpose', [this.of(value)], { perm: order });
      return shape === undefined ? name : this.node('Reshape', [name, this.wholes(shape)]);
    }
    const from: Shape = [...new Array<number>(order.length - value.shape.length).fill(1), ...value.shape.map(Number)];
    const to = order.map((axis) => from[axis]);
    const { data } = new Tensor<Shape, DType>(value.data, from, value.dtype).transpose(order);
    return this.#weight(value, { ...value, shape: shape ?? to, data });
  }

  /** Adds a node with one output; returns the output's name. */
  node(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, OnnxAttribute>> = {}): string {
    return this.nodeWith(1, operator, inputs, attributes)[0];
  }

  /** Adds a node with several outputs. */
  nodeWith(
    count: number,
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
  ): readonly string[] {
    const outputs = Array.from({ length: count }, () => this.#free(`${this.#prefix}/${operator}`));
    this.nodes.push({ operator, inputs, outputs, attributes });
    return outputs;
  }

  /** The outputs of such a node: of one that is there already, which gets further outputs where it has too few. */
  widest(
    count: number,
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
  ): readonly string[] {
    const key = JSON.stringify([operator, inputs, attributes]);
    const at = this.#shared.get(key);
    if (at === undefined) {
      this.#shared.set(key, this.nodes.length);
      return this.nodeWith(count, operator, inputs, attributes);
    }
    const { outputs } = this.nodes[at];
    const more = Array.from({ length: count - outputs.length }, () => this.#free(`${this.#prefix}/${operator}`));
    this.nodes[at] = { ...this.nodes[at], outputs: [...outputs, ...more] };
    return this.nodes[at].outputs;
  }

  /** Makes `name` the name of the value in the end. */
  finish(value: Value<Length>, name: string): void {
    const found = this.of(value);
    const node = this.nodes.findIndex(({ outputs }) => outputs.includes(found));
    const renamed = (names: readonly string[]): readonly string[] => names.map((n) => (n === found ? name : n));
    if (node === -1 || this.#finished.has(found)) {
      this.nodes.push({ operator: 'Identity', inputs: [found], outputs: [name], attributes: {} });
    } else {
      this.nodes.forEach((node, i) => {
        this.nodes[i] = { ...node, inputs: renamed(node.inputs), outputs: renamed(node.outputs) };
      });
    }
    this.set(value, name);
    this.#finished.add(name);
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

  /** A vector of lengths, of which some may be left open: those are computed from the input. */
  lengths(values: readonly Length[]): string {
    const closed = values.filter((value) => typeof value === 'number');
    if (closed.length === values.length) return this.wholes(closed);
    const parts = values.map((value) =>
      typeof value === 'number' ? this.wholes([value]) : this.#open(value.times, value.plus),
    );
    return parts.length === 1 ? parts[0] : this.node('Concat', parts, { axis: 0 });
  }

  /** The shape for a Reshape, which computes one length by itself. */
  target(shape: readonly Length[]): string {
    const open = shape.filter((length) => typeof length !== 'number');
    const computable = open.length === 1 && !shape.includes(0);
    return this.lengths(computable ? shape.map((length) => (typeof length === 'number' ? length : -1)) : shape);
  }

  #open(times: number, plus: number): string {
    if (this.#batch === undefined) throw new Error('A length is left open, but no input has it.');
    const { input, axis } = this.#batch;
    const n = this.node('Shape', [input], { start: axis, end: axis + 1 });
    const product = times === 1 ? n : this.node('Mul', [n, this.wholes([times])]);
    return plus === 0 ? product : this.node('Add', [product, this.wholes([plus])]);
  }

  /** Equal constants are one. */
  #constant(type: OnnxType, shape: Shape, values: readonly number[]): string {
    const key = `${type} ${shape.join('×')}: ${values.join(' ')}`;
    const existing = this.#constants.get(key);
    if (existing !== undefined) return existing;
    const data = type === 'int64' ? BigInt64Array.from(values.map(BigInt)) : allocate(type, values.length);
    if (!(data instanceof BigInt64Array)) data.set(values);
    const written = values.length > 8 ? `${values.length}` : values.join('_').replaceAll('-', 'minus');
    const name = this.#free(`constant/${written}`);
    this.initializers.push({ name, type, shape, data: bytesOf(data) });
    this.#constants.set(key, name);
    return name;
  }

  /** A constant of the model under its own name, or under one behind it where it is there in several forms. */
  #weight({ name }: Constant<Length>, { dtype, shape, data }: Constant<Length>): string {
    const lengths = shape.map(Number);
    if (shape.length === 0) return this.scalar(data[0], dtype);
    const free = this.#free(name);
    this.initializers.push({ name: free, type: dtype, shape: lengths, data: bytesOf(data) });
    return free;
  }

  #free(name: string): string {
    let free = name;
    for (let i = 2; this.#taken.has(free); i++) free = `${name}_${i}`;
    this.#taken.add(free);
    return free;
  }
}

/** Whether a length is N itself. */
function isBatch(length: Length): boolean {
  return isAffine(length) && length.times === 1 && length.plus === 0;
}

function known(value: Value<Length>, name: string | undefined): string {
  if (name === undefined) throw new Error(`${value.name} is used before it is computed.`);
  return name;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
