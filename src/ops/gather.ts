/** Picking rows by index, and its gradient: adding rows at indices. */
import { ArgumentError, ShapeError } from '../errors.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Primitive } from '../tensor/primitive.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
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
  }
}

/** yᵢ = x[kᵢ]               dx[k] = Σ over i with kᵢ = k of dyᵢ */
const gather: Primitive = primitive<{ readonly indices: ArrayLike<number> }>({
  name: 'gather',
  formula: 'yᵢ = x[kᵢ]',
  output: ([x], { indices }) => ({ shape: [indices.length, ...x.shape.slice(1)], dtype: x.dtype }),
  kernel: ([x], y, { indices }) => {
    const width = sizeOf(x.shape.slice(1));
    for (let i = 0; i < indices.length; i++) {
      y.data.set(x.data.subarray(indices[i] * width, (indices[i] + 1) * width), i * width);
    }
  },
  gradient: [
    (dy, { inputs: [x], attributes: { indices } }) => apply(scatterAdd, [dy], { indices, length: x.shape[0] }),
  ],
  samples: [{ shapes: [[4, 2]], attributes: { indices: [2, 0, 2] } }],
});

/** y[k] = Σ over i with kᵢ = k of xᵢ        dxᵢ = dy[kᵢ] */
const scatterAdd: Primitive = primitive<{ readonly indices: ArrayLike<number>; readonly length: number }>({
  name: 'scatterAdd',
  formula: 'y[k] = Σ xᵢ over kᵢ = k',
  output: ([x], { length }) => ({ shape: [length, ...x.shape.slice(1)], dtype: x.dtype }),
  kernel: ([x], y, { indices }) => {
    const width = sizeOf(x.shape.slice(1));
    for (let i = 0; i < indices.length; i++) {
      for (let j = 0; j < width; j++) y.data[indices[i] * width + j] += x.data[i * width + j];
    }
  },
  gradient: [(dy, { attributes: { indices } }) => apply(gather, [dy], { indices })],
  samples: [{ shapes: [[3, 2]], attributes: { indices: [2, 0, 2], length: 4 } }],
});

method('rows', function (indices: ArrayLike<number>): AnyTensor {
  if (this.rank === 0) throw new ShapeError({ what: 'rows', expected: 'at least one axis', received: 'a scalar' });
  const [count] = this.shape;
  for (let i = 0; i < indices.length; i++) {
    if (Number.isInteger(indices[i]) && indices[i] >= 0 && indices[i] < count) continue;
    throw new ArgumentError({
      what: `rows of a tensor of shape ${showShape(this.shape)}`,
      expected: count === 0 ? 'no index, as there are no rows' : `whole numbers from 0 to ${count - 1}`,
      received: String(indices[i]),
    });
  }
  // A copy: the gradient needs the indices later, when the caller's array may hold others.
  return apply(gather, [this], { indices: new Uint32Array(indices) });
});
