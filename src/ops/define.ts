/** How an operation is entered: into the table of primitives, and as a method of tensors. */
import { ArgumentError, written } from '../errors.ts';
import { allocate, type DType, isFloat } from '../tensor/dtype.ts';
import type { Application, Attributes, Elementwise, General, Primitive, Sample } from '../tensor/primitive.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { primitives } from './primitives.ts';

/** Enters a primitive that is not elementwise. */
export function primitive<A extends Attributes>(entry: Omit<General<A>, 'kind'>): Primitive {
  return enter({ kind: 'general', ...entry });
}

interface ElementwiseEntry {
  readonly formula: string;
  readonly f: (...x: number[]) => number;
  readonly gradient: readonly (((dy: AnyTensor, application: Application) => AnyTensor) | null)[];
  readonly dtype?: Elementwise['dtype'];
  /** Where samples for the checks are drawn from, [−2, 2] by default. */
  readonly range?: readonly [number, number];
  readonly samples?: readonly Sample<Attributes>[];
}

/** y = f(x), entered with its method `x.name()`. */
export function unary(name: string, entry: ElementwiseEntry): Primitive {
  const range = entry.range === undefined ? {} : { range: entry.range };
  const samples = [[2, 3], []].map((shape) => ({ shapes: [shape], attributes: {}, ...range }));
  const result = enter({ kind: 'elementwise', name, arity: 1, samples, dtype: floatOnly, ...entry });
  method(name, function () {
    return apply(result, [this]);
  });
  return result;
}

/** y = f(a, b) with broadcasting, entered with its method `a.name(b)`; a number stands for a scalar of a's type. */
export function binary(name: string, entry: ElementwiseEntry): Primitive {
  const range = entry.range === undefined ? {} : { range: entry.range };
  const shapes = [
    [
      [2, 3],
      [2, 3],
    ],
    [[2, 3], [3]],
    [[2, 3], []],
    [
      [2, 1],
      [1, 3],
    ],
  ];
  const samples = shapes.map((pair) => ({ shapes: pair, attributes: {}, ...range }));
  const result = enter({ kind: 'elementwise', name, arity: 2, samples, dtype: arithmetic, ...entry });
  method(name, function (b: AnyTensor | number) {
    return apply(result, [this, operand(name, b, this.dtype)]);
  });
  return result;
}

/** Enters an elementwise primitive of three inputs; its function is written by hand. */
export function ternary(name: string, entry: ElementwiseEntry & { samples: readonly Sample<Attributes>[] }): Primitive {
  return enter({ kind: 'elementwise', name, arity: 3, dtype: arithmetic, ...entry });
}

/** Gives every tensor the method `name`; its type is declared beside the operation. */
export function method<Arguments extends unknown[]>(
  name: string,
  body: (this: AnyTensor, ...parameters: Arguments) => unknown,
): void {
  Object.defineProperty(Tensor.prototype, name, { value: body, writable: true, configurable: true });
}

/**
 * A tensor, or a number as a scalar of type `dtype`.
 * @throws ArgumentError for a number that this type cannot hold: 0.5 among whole numbers would silently be 0
 */
export function operand(what: string, value: AnyTensor | number, dtype: DType): AnyTensor {
  if (value instanceof Tensor) return value;
  if (typeof value !== 'number') {
    const hint = Array.isArray(value) ? 'make a tensor of it: tensor([…])' : 'check the argument';
    throw new ArgumentError({ what, expected: 'a tensor or a number', received: written(value), hint });
  }
  const data = allocate(dtype, 1).fill(value);
  if (!isFloat(dtype) && (data[0] !== value || (dtype === 'bool' && value > 1))) {
    throw new ArgumentError({
      what,
      expected: `a number that ${dtype} can hold`,
      received: String(value),
      hint: "cast('float32') first",
    });
  }
  return new Tensor<Shape, DType>(data, [], dtype);
}

/** One type for all inputs, and numbers: bools have no arithmetic. */
export function arithmetic(name: string, dtypes: readonly DType[]): DType {
  const dtype = sameDType(name, dtypes);
  if (dtype === 'bool') {
    throw new ArgumentError({ what: name, expected: 'numbers', received: 'bool', hint: "cast('float32') first" });
  }
  return dtype;
}

export function floatOnly(name: string, dtypes: readonly DType[]): DType {
  const dtype = sameDType(name, dtypes);
  if (!isFloat(dtype)) {
    throw new ArgumentError({
      what: name,
      expected: 'float32 or float64',
      received: dtype,
      hint: "cast('float32') first",
    });
  }
  return dtype;
}

/** Any two values of one type; the answer is a bool. */
export function comparison(name: string, dtypes: readonly DType[]): DType {
  sameDType(name, dtypes);
  return 'bool';
}

export function sameDType(name: string, dtypes: readonly DType[]): DType {
  const [first] = dtypes;
  if (dtypes.some((dtype) => dtype !== first)) {
    throw new ArgumentError({
      what: name,
      expected: 'inputs of one element type',
      received: dtypes.join(' and '),
      hint: `cast one of them, for example .cast('${first}')`,
    });
  }
  return first;
}

function enter<A extends Attributes>(entry: Primitive<A>): Primitive {
  if (primitives.has(entry.name)) throw new ArgumentError(`The primitive '${entry.name}' is entered twice.`);
  primitives.set(entry.name, entry);
  return entry;
}
