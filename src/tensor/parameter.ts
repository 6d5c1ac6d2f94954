/** A tensor that training changes: gradients are collected in it, and optimisers give it new values. */
import { displaySymbol, type MimeBundle } from '../display/mime.ts';
import { tensorBundle } from '../display/tensor-bundle.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { allocate, type DataOf, type DType } from './dtype.ts';
import { sameShape, showShape } from './shape.ts';
import type { Shape } from './shape-types.ts';
import { Tensor, ValuesError } from './tensor.ts';
import { tracing } from './tracing.ts';

/** A tensor that training changes: gradients are collected in it, and optimisers give it new values. */
export class Parameter<out S extends Shape = Shape, out D extends DType = 'float32'> extends Tensor<S, D> {
  /** ∂loss/∂this, set by the last `loss.backward()`, dropped when an optimiser has used it. */
  grad: Tensor<S, D> | undefined;
  /** The name in its model, for example `dense1/W`. */
  name: string;
  /** Whether gradients change it; moving averages are kept with the weights, but no gradient flows to them. */
  readonly trainable: boolean;
  /** Whether somebody outside may hold the array, so that it must stay as it is. */
  #seen = false;
  /** The array before the present one, where nobody holds it: room for values to come. */
  #spare: DataOf<D> | undefined;

  constructor(initial: Tensor<S, D>, name = 'parameter', trainable = true) {
    super(copyOf(initial), initial.shape, initial.dtype, undefined, trainable);
    this.name = name;
    this.trainable = trainable;
  }

  override get data(): DataOf<D> {
    if (this.symbolic) throw new ValuesError();
    this.#seen = true;
    return super.data;
  }

  /** In a trace of a whole step a parameter stands for the values that it will have in each run. */
  override get symbolic(): boolean {
    return tracing() !== undefined;
  }

  /** The elements, for who does not keep them. */
  peek(): DataOf<D> {
    return super.data;
  }

  /**
   * Takes over new values, without a copy.
   * @throws ShapeError when they have another shape, ArgumentError when they have another element type
   */
  assign(values: Tensor<Shape, D>): void {
    this.#check(values);
    const trace = tracing();
    if (trace !== undefined) return trace.assign(this, values);
    this.#take(values.data);
    this.#seen = true;
  }

  /** Takes over new values whose array nobody else holds. */
  renew(values: DataOf<D>): void {
    this.#take(values);
    this.#seen = false;
  }

  /** Moves into another array, with a second one as room for values to come. */
  settle(home: DataOf<D>, spare: DataOf<D>): void {
    home.set(super.data);
    this.replace(home);
    this.#spare = spare;
    this.#seen = false;
  }

  /** An array for values to come: the one of the values before, or a new one. */
  room(): DataOf<D> {
    return this.spare() ?? allocate(this.dtype, this.size);
  }

  /** The array of the values before, for whoever asks first, where nobody holds it. */
  spare(): DataOf<D> | undefined {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare;
  }

  override [displaySymbol](): MimeBundle {
    return this.symbolic ? super[displaySymbol]() : tensorBundle(this, `Parameter ${this.name}`);
  }

  #take(data: DataOf<D>): void {
    this.#spare = this.#seen || data === super.data ? undefined : super.data;
    this.replace(data);
  }

  #check(values: Tensor<Shape, D>): void {
    if (!sameShape(values.shape, this.shape)) {
      throw new ShapeError({
        what: `assign to ${this.name}`,
        expected: showShape(this.shape),
        received: showShape(values.shape),
      });
    }
    if (values.dtype !== this.dtype) {
      throw new ArgumentError({
        what: `assign to ${this.name}`,
        expected: this.dtype,
        received: values.dtype,
        hint: `convert the values with .cast('${this.dtype}')`,
      });
    }
  }
}

function copyOf<D extends DType>({ data, dtype }: Tensor<Shape, D>): DataOf<D> {
  const copy = allocate(dtype, data.length);
  copy.set(data);
  return copy;
}

/** Any parameter that float gradients flow into. */
export type AnyParameter = Parameter<Shape, DType>;

/**
 * A parameter that starts at a copy of the values of `initial`.
 * @param name for messages and summaries, 'parameter' by default
 */
export function parameter<S extends Shape, D extends DType>(initial: Tensor<S, D>, name?: string): Parameter<S, D> {
  return new Parameter(initial, name);
}
