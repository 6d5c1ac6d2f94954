/** The linear map that dense, recurrent and attention layers are made of. */
import { matrixProduct } from '../ops/matmul.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** x·W along the last axis: […, inputs] · [inputs, outputs] → […, outputs], in one matrix product. */
export function linear(x: AnyTensor, W: AnyTensor): AnyTensor {
  if (x.rank === 2) return matrixProduct(x, W);
  const rows = x.reshape([-1, x.shape[x.rank - 1]]);
  return matrixProduct(rows, W).reshape([...x.shape.slice(0, -1), W.shape[1]]);
}
