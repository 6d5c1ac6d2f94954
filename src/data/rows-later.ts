/** Rows of a table that are fetched when they are asked for, as in batches. */
import { copyRows, Deferred } from '../tensor/deferred.ts';
import type { DataOf, DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';

/**
 * The entries `indices` along the first axis, fetched when they are asked for; where gradients flow, at once.
 * @param indices whole numbers below the length of that axis, which stay as they are
 */
export function rowsLater<X extends Shape, D extends DType>(
  table: Tensor<readonly [number, ...X], D>,
  indices: Uint32Array,
): Tensor<readonly [number, ...X], D>;
export function rowsLater(table: AnyTensor, indices: Uint32Array): AnyTensor;
export function rowsLater(table: AnyTensor, indices: Uint32Array): AnyTensor {
  if (table.tracked || table.symbolic) return table.rows(indices);
  const fill = (to: DataOf<DType>): void => {
    if (table instanceof Deferred) table.writeRows(to, indices);
    else copyRows(table.data, to, indices);
  };
  const room = (size: number): DataOf<DType> | undefined => (table instanceof Deferred ? table.room(size) : undefined);
  return new Deferred<Shape, DType>({ fill, room }, [indices.length, ...table.shape.slice(1)], table.dtype);
}
