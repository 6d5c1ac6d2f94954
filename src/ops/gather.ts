/** Picking entries by index, and its gradient: adding entries at indices. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { range } from '../tensor/create.ts';
import type { FromFront, Replaced } from '../tensor/axis-types.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Primitive, Signature, Values } from '../tensor/primitive.ts';
import { checkShape, resolveAxis, sameShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * The entries `indices` along the first axis, in that order; an index may repeat.
     * @throws ArgumentError for an index that is not there, ShapeError for a scalar
     */
    rows(
      indices: ArrayLike<number>,
    ): Tensor<S extends readonly [number, ...infer T extends Shape] ? readonly [number, ...T] : Shape, D>;
    /**
     * The entries along `axis` that a tensor of indices names: a table [n, …r] and indices […i] give […i, …r].
     * @param indices whole numbers from 0, in any shape
     * @param axis 0 by default
     * @throws ArgumentError for an index that is not there or is no int32, ShapeError for a scalar
     */
    take<I extends Shape, const A extends number = 0>(
      indices: Tensor<I, 'int32'>,
      axis?: A,
    ): Tensor<Replaced<S, FromFront<S['length'], A>, I>, D>;
    /**
     * At every place the entry along `axis` that `indices` names there: yᵢⱼ = x[kᵢⱼ, j] for axis 0 of a matrix.
     * @param indices whole numbers from 0; as many axes as this tensor, and its lengths but along `axis`
     * @throws ArgumentError for an index that is not there or is no int32, ShapeError for other lengths
     */
    takeAlong<I extends Shape>(indices: Tensor<I, 'int32'>, axis: number): Tensor<I, D>;
    /**
     * Rows of zeros to which the rows of this tensor are added at `indices`: the way back from `take`.
     * @param indices whole numbers from 0, one for each row: shape […i] for a tensor […i, …r]
     * @param length how many rows the result […length, …r] has
     * @throws ArgumentError for an index that is not there or is no int32, ShapeError for other lengths
     */
    scatterAdd(indices: Tensor<Shape, 'int32'>, length: number): Tensor<Shape, D>;
  }
}

type Along = { readonly axis: number };

/** yₒᵢⱼ = x[o, kᵢ, j]               dxₒₖⱼ = Σ dyₒᵢⱼ over i with kᵢ = k */
const gather: Primitive = primitive<Along>({
  name: 'gather',
  formula: 'yₒᵢⱼ = x[o, kᵢ, j]',
  output: ([x, k], { axis }) => {
    wholeNumbers('take', k);
    return { shape: x.shape.toSpliced(axis, 1, ...k.shape), dtype: x.dtype };
  },
  kernel: ([x, k], y, { axis }) =>
    eachPair(x, k, axis, (entry, place, width) => {
      y.data.set(x.data.subarray(entry, entry + width), place);
    }),
  gradient: [
    (dy, { inputs: [x, k], attributes: { axis } }) => apply(scatterAdd, [dy, k], { axis, length: x.shape[axis] }),
    null,
  ],
  samples: [
    { shapes: [[4, 2], [3]], attributes: { axis: 0 }, range: [0, 3], dtypes: ['float64', 'int32'] },
    { shapes: [[2, 4, 3], [3, 2]], attributes: { axis: 1 }, range: [0, 3], dtypes: ['float64', 'int32'] }, // prettier-ignore
  ],
});

/** yₒₖⱼ = Σ xₒᵢⱼ over i with kᵢ = k        dxₒᵢⱼ = dy[o, kᵢ, j] */
const scatterAdd: Primitive = primitive<Along & { readonly length: number }>({
  name: 'scatterAdd',
  formula: 'yₒₖⱼ = Σ xₒᵢⱼ over i with kᵢ = k',
  output: ([x, k], { axis, length }) => {
    wholeNumbers('scatterAdd', k);
    checkShape('scatterAdd', [length]);
    if (!sameShape(x.shape.slice(axis, axis + k.shape.length), k.shape)) {
      throw new ShapeError({
        what: 'scatterAdd',
        expected: `one index for each row of ${showShape(x.shape)}`,
        received: `indices of shape ${showShape(k.shape)}`,
      });
    }
    return { shape: x.shape.toSpliced(axis, k.shape.length, length), dtype: x.dtype };
  },
  kernel: ([x, k], y, { axis }) =>
    eachPair(y, k, axis, (entry, place, width) => {
      for (let j = 0; j < width; j++) y.data[entry + j] += x.data[place + j];
    }),
  gradient: [(dy, { inputs: [, k], attributes: { axis } }) => apply(gather, [dy, k], { axis }), null],
  samples: [
    { shapes: [[3, 2], [3]], attributes: { axis: 0, length: 4 }, range: [0, 3], dtypes: ['float64', 'int32'] }, // prettier-ignore
    { shapes: [[2, 3, 2, 3], [3, 2]], attributes: { axis: 1, length: 4 }, range: [0, 3], dtypes: ['float64', 'int32'] }, // prettier-ignore
  ],
});

/** Calls `f` with where the entry kᵢ begins in x, where the entry i begins in what was picked, and how long it is. */
function eachPair(x: Values, k: Values, axis: number, f: (entry: number, place: number, width: number) => void): void {
  const count = x.shape[axis];
  const width = sizeOf(x.shape.slice(axis + 1));
  const indices = k.data;
  checkIndices(`indices along axis ${axis} of a tensor of shape ${showShape(x.shape)}`, indices, count);
  const outer = sizeOf(x.shape.slice(0, axis));
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < indices.length; i++) {
      f((o * count + indices[i]) * width, (o * indices.length + i) * width, width);
    }
  }
}

function wholeNumbers(what: string, { dtype }: Signature): void {
  if (dtype === 'int32') return;
  throw new ArgumentError({ what, expected: 'indices as int32', received: dtype, hint: "cast('int32') first" });
}

function checkIndices(what: string, indices: ArrayLike<number>, count: number): void {
  for (let i = 0; i < indices.length; i++) {
    if (Number.isInteger(indices[i]) && indices[i] >= 0 && indices[i] < count) continue;
    throw new ArgumentError({
      what,
      expected: count === 0 ? 'none, as there are no entries' : `whole numbers from 0 to ${count - 1}`,
      received: String(indices[i]),
    });
  }
}

method('take', function (indices: AnyTensor, axis: number = 0) {
  return apply(gather, [this, indices], { axis: resolveAxis('take', axis, this.rank) });
});

method('rows', function (indices: ArrayLike<number>): AnyTensor {
  if (this.rank === 0) throw new ShapeError({ what: 'rows', expected: 'at least one axis', received: 'a scalar' });
  checkIndices(`rows of a tensor of shape ${showShape(this.shape)}`, indices, this.shape[0]);
  // A copy: the gradient needs the indices later, when the caller's array may hold others.
  return apply(gather, [this, new Tensor(new Int32Array(indices), [indices.length], 'int32')], { axis: 0 });
});

method('scatterAdd', function (indices: AnyTensor, length: number) {
  return apply(scatterAdd, [this, indices], { axis: 0, length });
});

method('takeAlong', function (indices: Tensor<Shape, 'int32'>, axis: number): AnyTensor {
  wholeNumbers('takeAlong', indices);
  const along = resolveAxis('takeAlong', axis, this.rank);
  const count = this.shape[along];
  if (!sameShape(indices.shape, this.shape.with(along, indices.shape[along]))) {
    throw new ShapeError({
      what: `takeAlong axis ${along}`,
      expected: `indices of shape ${showShape(this.shape)}, but along that axis`,
      received: showShape(indices.shape),
    });
  }
  // In the flat array the entry k along the axis lies at (o·n + k)·width + i, o·n·width + i being known beforehand.
  const [outer, width] = [sizeOf(this.shape.slice(0, along)), sizeOf(this.shape.slice(along + 1))];
  if (!indices.symbolic) checkIndices(`takeAlong axis ${along} of a tensor of shape ${showShape(this.shape)}`, indices.data, count); // prettier-ignore
  const starts = range(outer).mul(count * width).reshape([outer, 1, 1]).add(range(width)); // prettier-ignore
  const flat = indices.reshape([outer, indices.shape[along], width]).mul(width).add(starts);
  return this.reshape([this.size]).take(flat).reshape(indices.shape);
});
