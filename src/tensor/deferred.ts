/** Tensors whose elements are computed when somebody asks for them: rows of a table, numbers that are kept as bytes. */
import { allocate, type DataOf, type DType } from './dtype.ts';
import type { Shape } from './shape-types.ts';
import { Tensor } from './tensor.ts';

/** Where the elements come from. */
export interface Elements<D extends DType> {
  /** Writes all of them. */
  fill(to: DataOf<D>): void;
  /** Writes those of the entries `indices` along the first axis, where that takes less than writing all. */
  fillRows?(to: DataOf<D>, indices: Uint32Array): void;
  /** An array for so many of them that nobody else has, where there is one in which writing them takes less. */
  room?(size: number): DataOf<D> | undefined;
  /** Gives all of them in an array that several tensors share. */
  all?(): DataOf<D>;
}

/** A tensor like any other; who has a place for its elements lets it write them there, and nothing is allocated. */
export class Deferred<S extends Shape = Shape, D extends DType = 'float32'> extends Tensor<S, D> {
  /** Not needed any more when they are computed. */
  #elements: Elements<D> | undefined;

  constructor(elements: Elements<D>, shape: S, dtype: D) {
    super(undefined, shape, dtype);
    this.#elements = elements;
  }

  override get data(): DataOf<D> {
    if (this.#elements !== undefined) {
      this.replace(this.#elements.all?.() ?? filled(this.#elements, this));
      this.#elements = undefined;
    }
    return super.data;
  }

  override get symbolic(): boolean {
    return false;
  }

  /** An array to write elements to, these or others of as many, again and again. */
  room(size: number = this.size): DataOf<D> {
    return this.#elements?.room?.(size) ?? allocate(this.dtype, size);
  }

  /** Writes the elements. */
  writeTo(to: DataOf<D>): void {
    if (this.#elements === undefined) to.set(super.data);
    else this.#elements.fill(to);
  }

  /** Writes the entries `indices` along the first axis. */
  writeRows(to: DataOf<D>, indices: Uint32Array): void {
    if (this.#elements?.fillRows === undefined) copyRows(this.data, to, indices);
    else this.#elements.fillRows(to, indices);
  }
}

function filled<D extends DType>(elements: Elements<D>, { dtype, size }: Tensor<Shape, D>): DataOf<D> {
  const data = allocate(dtype, size);
  elements.fill(data);
  return data;
}

/** Up to so many elements are copied one by one in less time than a view of them takes to make. */
const NARROW = 24;

/** Copies the entries `indices` along the first axis. */
export function copyRows(from: DataOf<DType>, to: DataOf<DType>, indices: Uint32Array): void {
  const width = to.length / Math.max(indices.length, 1);
  for (let i = 0, at = 0; i < indices.length; i++, at += width) {
    const start = indices[i] * width;
    if (width > NARROW) to.set(from.subarray(start, start + width), at);
    else for (let k = 0; k < width; k++) to[at + k] = from[start + k];
  }
}
