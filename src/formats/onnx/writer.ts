/** Collects the nodes of an ONNX graph while a graph of primitives is lowered. */
import { isAffine, type Length, type Constant, type Value } from '../../graph/graph.ts';
import type { DType } from '../../tensor/dtype.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { type Layout, reordered } from './layouts.ts';
import { OnnxNodes } from './nodes.ts';

/** The axes of images with the channels first. */
const TO_CHANNELS_FIRST = [0, 3, 1, 2];

/** The names under which a value is there, in one layout and another. */
type Names = { readonly [L in Layout]?: string };

/** A value that can be made in any layout. */
interface Offer {
  /** The layout in which it is as cheap as what follows from it. */
  readonly layout: Layout;
  make(layout: Layout): string;
}

/** The values of a graph as they come: under which names, and in which layouts, they are there. */
export class OnnxWriter extends OnnxNodes {
  /** How many channels the runtime takes together; undefined where the file is for any runtime. */
  readonly block: number | undefined;
  readonly #names = new Map<Value<Length>, Names>();
  readonly #offers = new Map<Value<Length>, Offer>();
  readonly #batch: { readonly input: string; readonly axis: number } | undefined;
  readonly #finished = new Set<string>();

  /** @param outputs names that are kept for the outputs */
  constructor(inputs: readonly Value<Length>[], outputs: readonly string[], block?: number) {
    super(outputs);
    this.block = block;
    for (const input of inputs) this.set(input, this.free(input.name));
    this.#batch = inputs
      .map((input) => ({ input: this.of(input), axis: input.shape.findIndex(isBatch) }))
      .find(({ axis }) => axis !== -1);
  }

  /** The value is there under this name. */
  set(value: Value<Length>, name: string, layout: Layout = 'last'): void {
    this.#names.set(value, { ...this.#names.get(value), [layout]: name });
  }

  /** The value can be made in the layout in which it is needed. */
  offer(value: Value<Length>, offer: Offer): void {
    this.#offers.set(value, offer);
  }

  /** The value is the same as another. */
  same(value: Value<Length>, other: Value<Length>): void {
    this.#names.set(value, this.#names.get(other) ?? {});
    const offer = this.#offers.get(other);
    if (offer !== undefined) this.offer(value, offer);
  }

  /** The layout in which the value is there: the plain one, where it is there in several. */
  layout(value: Value<Length>): Layout {
    const { last, blocks, first } = this.#names.get(value) ?? {};
    if (last !== undefined) return 'last';
    if (blocks !== undefined) return 'blocks';
    return first === undefined ? (this.#offers.get(value)?.layout ?? 'last') : 'first';
  }

  /** The name of the value, as it is. */
  of(value: Value<Length>): string {
    return this.in('last', value);
  }

  /** The name of images with the channels first; numbers that broadcast against images get the axes they lack. */
  channelsFirst(value: Value<Length>): string {
    return this.in('first', value);
  }

  /** The name of the value in that layout. */
  in(layout: Layout, value: Value<Length>): string {
    if (value.shape.length === 0 && layout !== 'last') return this.of(value);
    const known = this.#names.get(value)?.[layout];
    if (known !== undefined) return known;
    const name = this.#made(layout, value);
    this.set(value, name, layout);
    return name;
  }

  #made(layout: Layout, value: Value<Length>): string {
    if (value.kind === 'constant') {
      if (layout === 'last') return this.#weight(value, value);
      if (layout === 'first') return this.transposed(value, TO_CHANNELS_FIRST);
    }
    if (layout === 'first' && isVector(value)) {
      return this.node('Reshape', [this.of(value), this.target([value.shape.at(-1) ?? 1, 1, 1])]);
    }
    const offer = this.#offers.get(value);
    const { blocks, first } = this.#names.get(value) ?? {};
    const from = (name: string, given: Layout): string =>
      reordered(this, value, name, [given, layout], this.block ?? 1);
    // Blocks are the cheapest to turn into something else.
    if (blocks !== undefined) return from(blocks, 'blocks');
    if (offer !== undefined) return offer.make(layout);
    if (first !== undefined) return from(first, 'first');
    if (layout === 'last') throw new Error(`${value.name} is used before it is computed.`);
    return from(this.of(value), 'last');
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

  /** Makes `name` the name of the value in the end. */
  finish(value: Value<Length>, name: string): void {
    const found = this.of(value);
    const made = this.nodes.some(({ outputs }) => outputs.includes(found));
    if (!made || this.#finished.has(found)) {
      this.nodes.push({ operator: 'Identity', inputs: [found], outputs: [name], attributes: {} });
    } else {
      this.rename(found, name);
    }
    this.set(value, name);
    this.#finished.add(name);
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

  /** A constant of the model under its own name, or under one behind it where it is there in several forms. */
  #weight({ name }: Constant<Length>, { dtype, shape, data }: Constant<Length>): string {
    return shape.length === 0 ? this.scalar(data[0], dtype) : this.array(name, dtype, shape.map(Number), data);
  }
}

/** Whether a length is N itself. */
function isBatch(length: Length): boolean {
  return isAffine(length) && length.times === 1 && length.plus === 0;
}

/** Whether a value has one number for each channel, and is the same for all images and pixels. */
export function isVector({ shape }: Value<Length>): boolean {
  return shape.length > 0 && shape.slice(0, -1).every((length) => length === 1);
}
