/**
 * The arrays of a graph's inputs, or of its outputs, on their way to ONNX Runtime. Each of them costs one to two microseconds
 * a run, all together a sixth of a small network's step: small ones travel in one parcel, which nodes of the graph unpack, or
 * pack.
 */
import { type Parcel, travels } from '../../formats/onnx/parcels.ts';
import type { Value } from '../../graph/graph.ts';
import type { TypedArray } from '../../tensor/dtype.ts';
import type { Signature } from '../../tensor/primitive.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Ort, OrtTensor } from './runtime.ts';

/** Up to so many floats are copied in less time than a tensor of their own takes. */
const SMALL = 8192;

/** Tensors by their names, among them the parcel's, if there is one. */
export interface Load {
  readonly tensors: Record<string, OrtTensor>;
  readonly parcel: Box | undefined;
}

interface Box {
  readonly floats: Float32Array;
  readonly tensor: OrtTensor;
}

/** Those of the values that travel together, under that name; nothing where there are fewer than two. */
export function parcelOf(name: string, values: readonly Value[]): Parcel | undefined {
  // A value that is wanted twice has one name, and two places.
  const once = values.filter((value) => values.indexOf(value) === values.lastIndexOf(value));
  const small = once.filter(({ dtype, shape }) => dtype === 'float32' && sizeOf(shape) <= SMALL && sizeOf(shape) > 0);
  return small.length < 2 ? undefined : { name, values: small };
}

export class Freight {
  readonly #ort: Ort;
  /** What goes as it is: its place among the arrays. */
  readonly #pieces: readonly { readonly at: number; readonly name: string; readonly signature: Signature }[];
  /** What goes in the parcel: its place among the arrays, and there. */
  readonly #items: readonly { readonly at: number; readonly start: number; readonly end: number }[];
  readonly #parcel: { readonly name: string; readonly length: number } | undefined;
  /** Parcels that are not on their way. */
  readonly #free: Box[] = [];
  /** Arrays of parameters come again and again. */
  readonly #wrapped = new WeakMap<TypedArray, OrtTensor>();

  /** @param names the model's: those of the values that go as they are, in their order, and the parcel's */
  constructor(ort: Ort, values: readonly Value[], names: readonly string[], parcel: Parcel | undefined) {
    this.#ort = ort;
    // Plain objects: values of a graph have many hidden classes, and V8 would compile what reads them anew for each training.
    const all = values.map(({ shape, dtype }, at) => ({ at, signature: { shape, dtype } }));
    this.#pieces = all
      .filter(({ at }) => !travels(values[at], parcel))
      .map((piece, i) => ({ ...piece, name: names[i] }));
    let length = 0;
    this.#items = all
      .filter(({ at }) => travels(values[at], parcel))
      .map(({ at, signature }) => ({ at, start: length, end: (length += sizeOf(signature.shape)) }));
    this.#parcel = parcel && { name: parcel.name, length };
  }

  /** The arrays as ONNX Runtime takes them. */
  load(arrays: readonly TypedArray[]): Load {
    const tensors: Record<string, OrtTensor> = {};
    for (const { at, name, signature } of this.#pieces) tensors[name] = this.#wrap(arrays[at], signature);
    const parcel = this.#parcel && (this.#free.pop() ?? this.#box(this.#parcel.length));
    if (this.#parcel !== undefined && parcel !== undefined) tensors[this.#parcel.name] = parcel.tensor;
    return { tensors, parcel };
  }

  /** Copies small arrays into the parcel. */
  pack({ parcel }: Load, arrays: readonly TypedArray[]): void {
    for (const { at, start } of this.#items) parcel?.floats.set(arrays[at], start);
  }

  /** Copies small arrays out of the parcel. */
  unpack({ parcel }: Load, arrays: readonly TypedArray[]): void {
    if (parcel === undefined) return;
    for (const { at, start, end } of this.#items) arrays[at].set(parcel.floats.subarray(start, end));
  }

  /** The parcel has come back, and may go again. */
  release({ parcel }: Load): void {
    if (parcel !== undefined) this.#free.push(parcel);
  }

  #wrap(array: TypedArray, { shape, dtype }: Signature): OrtTensor {
    const known = this.#wrapped.get(array);
    if (known?.dims === shape) return known;
    const tensor = new this.#ort.Tensor(dtype, array, shape);
    this.#wrapped.set(array, tensor);
    return tensor;
  }

  #box(length: number): Box {
    const floats = new Float32Array(length);
    return { floats, tensor: new this.#ort.Tensor('float32', floats, [length]) };
  }
}
