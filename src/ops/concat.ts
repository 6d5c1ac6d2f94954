/** Joining tensors along an axis, and parting one again. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import type { Concatenated, Inserted, Resized } from '../tensor/axis-types.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Primitive, Signature, Values } from '../tensor/primitive.ts';
import { resolveAxis, sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, ShapesOf, Tensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { method, primitive, sameDType } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * Parts along `axis`, 0 by default: so many equal ones, or parts of the lengths given.
     *
     *     const [query, key, value] = x.split(3, -1);
     *
     * @throws ShapeError unless the parts make up the axis
     */
    split<const A extends number = 0>(parts: number, axis?: A): readonly Tensor<Resized<S, A, number>, D>[];
    split<const P extends readonly number[], const A extends number = 0>(
      parts: P,
      axis?: A,
    ): { readonly [I in keyof P]: Tensor<Resized<S, A, P[I]>, D> };
  }
}

/** `unknown` for a shape; a sentence stays, so that the compiler shows it. */
type Fitting<S> = S extends string ? S : unknown;
type Known<S> = S extends Shape ? S : Shape;

/** y = x₀, x₁, … one behind the other along an axis        dxᵢ = the part of dy where xᵢ lies */
const concatEntry: Primitive = primitive<{ readonly axis: number }>({
  name: 'concat',
  formula: 'y = [x₀ x₁ …] along an axis',
  output: (inputs, { axis }) => ({ shape: joined(inputs, axis), dtype: sameDType('concat', dtypesOf(inputs)) }),
  kernel: (inputs, y, { axis }) => concatKernel(inputs, y, axis),
  gradient: (dy, { inputs, attributes: { axis } }, input) => {
    const begin = inputs.slice(0, input).reduce((sum, { shape }) => sum + shape[axis], 0);
    return part(dy, axis, begin, begin + inputs[input].shape[axis]);
  },
  samples: [
    { shapes: [[2, 3], [1, 3], [4, 3]], attributes: { axis: 0 } }, // prettier-ignore
    { shapes: [[2, 1, 2], [2, 2, 2]], attributes: { axis: 1 } }, // prettier-ignore
  ],
});

const dtypesOf = (inputs: readonly Signature[]): DType[] => inputs.map(({ dtype }) => dtype);

function joined(inputs: readonly Signature[], axis: number): Shape {
  const [{ shape: first }] = inputs;
  let length = 0;
  for (const { shape } of inputs) {
    if (shape.length !== first.length || shape.some((n, k) => k !== axis && n !== first[k])) {
      throw new ShapeError({
        what: `concat along axis ${axis}`,
        expected: `shapes that agree but for that axis (the first is ${showShape(first)})`,
        received: showShape(shape),
      });
    }
    length += shape[axis];
  }
  return first.with(axis, length);
}

function concatKernel(inputs: readonly Values[], y: Values, axis: number): void {
  const inner = sizeOf(y.shape.slice(axis));
  let begin = 0;
  for (const { shape, data } of inputs) {
    const width = sizeOf(shape.slice(axis));
    for (let i = 0; i * width < data.length; i++) {
      y.data.set(data.subarray(i * width, (i + 1) * width), i * inner + begin);
    }
    begin += width;
  }
}

/**
 * Tensors one behind the other along an axis that they have: 2×3 and 4×3 along axis 0 give 6×3.
 * @param tensors at least one
 * @param axis 0 by default; −1 is the last
 * @throws ShapeError when other lengths disagree, ArgumentError for no tensors or several element types
 */
export function concat<const T extends readonly AnyTensor[], const A extends number = 0>(
  tensors: T & Fitting<Concatenated<ShapesOf<T>, A>>,
  axis?: A,
): Tensor<Known<Concatenated<ShapesOf<T>, A>>, T[number]['dtype']>;
export function concat(tensors: readonly AnyTensor[], axis: number = 0): AnyTensor {
  const [first] = some('concat', tensors);
  const resolved = resolveAxis('concat', axis, first.rank);
  return tensors.length === 1 ? first : apply(concatEntry, tensors, { axis: resolved });
}

/**
 * Tensors of one shape side by side along a new axis: three of shape 2×4 give 3×2×4.
 * @param tensors at least one
 * @param axis where the new axis stands, 0 by default; −1 puts it last
 * @throws ShapeError when shapes differ, ArgumentError for no tensors or several element types
 */
export function stack<const T extends readonly AnyTensor[], const A extends number = 0>(
  tensors: T,
  axis?: A,
): Tensor<Inserted<T[number]['shape'], A, T['length']>, T[number]['dtype']>;
export function stack(tensors: readonly AnyTensor[], axis: number = 0): AnyTensor {
  const [{ shape }] = some('stack', tensors);
  const at = resolveAxis('stack', axis, shape.length + 1);
  const odd = tensors.find((x) => !sameShape(x.shape, shape));
  if (odd !== undefined) {
    throw new ShapeError({
      what: 'stack',
      expected: `tensors of one shape (the first is ${showShape(shape)})`,
      received: showShape(odd.shape),
    });
  }
  return concat(
    tensors.map((x) => x.reshape(shape.toSpliced(at, 0, 1))),
    at,
  );
}

method('split', function (parts: number | readonly number[], axis: number = 0) {
  const resolved = resolveAxis('split', axis, this.rank);
  const length = this.shape[resolved];
  if (typeof parts === 'number') checkWholeNumber('split', 'parts', parts);
  const lengths = typeof parts === 'number' ? new Array<number>(parts).fill(length / parts) : parts;
  const whole = lengths.every((n) => Number.isInteger(n) && n >= 0);
  if (!whole || lengths.reduce((sum, n) => sum + n, 0) !== length) {
    throw new ShapeError({
      what: `split of ${showShape(this.shape)} along axis ${resolved}`,
      expected: typeof parts === 'number' ? `a number of parts that divides ${length}` : `lengths that add up to ${length}`, // prettier-ignore
      received: typeof parts === 'number' ? String(parts) : `[${parts.join(', ')}]`,
    });
  }
  let begin = 0;
  return lengths.map((n) => part(this, resolved, begin, (begin += n)));
});

/** x from `begin` to `end` along one axis. */
function part(x: AnyTensor, axis: number, begin: number, end: number): AnyTensor {
  const zeros = new Array<number>(axis).fill(0);
  return x.slice([...zeros, begin], [...x.shape.slice(0, axis), end]);
}

function some(what: string, tensors: readonly AnyTensor[]): readonly AnyTensor[] {
  if (tensors.length > 0) return tensors;
  throw new ArgumentError({ what, expected: 'at least one tensor', received: 'none' });
}
