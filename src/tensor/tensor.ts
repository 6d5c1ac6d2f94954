/** An immutable array of numbers with a shape, whose methods are the verbs of `src/ops`. */
import { displaySymbol, type MimeBundle } from '../display/mime.ts';
import { tensorBundle } from '../display/tensor-bundle.ts';
import { ArgumentError } from '../errors.ts';
import type { DataOf, DType } from './dtype.ts';
import { format } from './print.ts';
import type { Attributes, Primitive } from './primitive.ts';
import { showShape, sizeOf } from './shape.ts';
import type { OnlyScalar, Shape } from './shape-types.ts';

/** How a tensor was computed; the way back for gradients. */
export interface Origin {
  readonly primitive: Primitive;
  readonly inputs: readonly AnyTensor[];
  readonly attributes: Attributes;
}

/** Nested arrays of numbers with the depth of a shape. */
export type Nested<S extends Shape> = S extends readonly []
  ? number
  : S extends readonly [number, ...infer T extends Shape]
    ? Nested<T>[]
    : NestedNumbers;
export type NestedNumbers = number | NestedNumbers[];

/** A tensor was asked for values that it does not have yet. */
export class ValuesError extends ArgumentError {
  constructor() {
    super(
      'A tensor was asked for its values while its operations are being traced: its values are not known yet; ' +
        'replace a branch on them with where(condition, a, b), or read them after the traced function.',
    );
  }
}

/**
 * Elements of type `D` in the shape `S`, row-major in one typed array that nothing changes.
 * Nothing has to be freed: tensors belong to the garbage collector.
 */
export class Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
  /** The length of every axis; [] for a scalar. */
  readonly shape: S;
  /** What its elements are. */
  readonly dtype: D;
  /** Whether gradients flow to it: it is a parameter, or was computed from one. */
  readonly tracked: boolean;
  /** How it was computed, where gradients flow through it. */
  readonly origin: Origin | undefined;
  #data: DataOf<D> | undefined;

  /** Takes the array without a copy; without an array the tensor is symbolic (it stands for values while tracing). */
  constructor(data: DataOf<D> | undefined, shape: S, dtype: D, origin?: Origin, tracked = origin !== undefined) {
    this.#data = data;
    this.shape = shape;
    this.dtype = dtype;
    this.origin = origin;
    this.tracked = tracked;
  }

  /** The elements, row by row. Do not write to it. */
  get data(): DataOf<D> {
    if (this.#data === undefined) throw new ValuesError();
    return this.#data;
  }

  /** Whether its values are not known yet, because its operations are being traced. */
  get symbolic(): boolean {
    return this.#data === undefined;
  }

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** The only element of a scalar. @throws ArgumentError when there are more, or none. */
  item<R extends Shape>(this: Tensor<R, DType> & OnlyScalar<R>): number {
    if (this.size !== 1) {
      throw new ArgumentError({
        what: 'item',
        expected: 'a scalar',
        received: `a tensor of shape ${showShape(this.shape)}`,
        hint: 'reduce it first, or read .data',
      });
    }
    return this.data[0];
  }

  /** The elements as nested arrays of numbers. */
  toArray(): Nested<S> {
    const build = (axis: number, start: number, count: number): NestedNumbers => {
      if (axis === this.shape.length) return this.data[start];
      const step = count / Math.max(this.shape[axis], 1);
      return Array.from({ length: this.shape[axis] }, (_, i) => build(axis + 1, start + i * step, step));
    };
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `build` nests as deep as the shape has axes, which is Nested<S>
    return build(0, 0, this.size) as Nested<S>;
  }

  toString(): string {
    return this.symbolic ? `Tensor<${this.shape.join('×')}> being traced` : format(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** How it looks in a notebook: shape, type, a corner of its elements and their statistics. */
  [displaySymbol](): MimeBundle {
    return this.symbolic ? { 'text/plain': this.toString() } : tensorBundle(this, 'Tensor');
  }

  /** Replaces the array: for parameters, which are the one kind of tensor that changes, and for elements that come late. */
  protected replace(data: DataOf<D>): void {
    this.#data = data;
  }
}

/** A tensor of any shape and element type. */
export type AnyTensor = Tensor<Shape, DType>;

/** The shapes of several tensors. */
export type ShapesOf<T extends readonly AnyTensor[]> = { [I in keyof T]: T[I]['shape'] };
