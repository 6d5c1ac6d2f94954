/** The outputs of a model for many samples, computed a batch at a time. */
import { checkBatchSize } from '../data/batches.ts';
import { withoutGradients } from '../ops/apply.ts';
import { allocate } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { breathe } from './breathe.ts';
import type { Trainable } from './trainable.ts';

/**
 * The outputs in the order of the samples; without samples there are none.
 * @throws ArgumentError unless the batch size is a whole number ≥ 1
 */
export async function predict<I extends Shape, O extends Shape>(
  model: Trainable<I, O>,
  x: Tensor<readonly [number, ...I]>,
  batchSize: number,
): Promise<Tensor<readonly [number, ...O]>> {
  checkBatchSize('predict', batchSize);
  const count = x.shape[0];
  const outputs: AnyTensor[] = [];
  for (let start = 0; start < Math.max(count, 1); start += batchSize) {
    const end = Math.min(start + batchSize, count);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: a slice along the first axis keeps the samples' shape
    const batch = x.slice([start], [end]) as unknown as Tensor<readonly [number, ...I]>;
    outputs.push(withoutGradients(() => model.call(batch, { training: false })));
    await breathe();
  }
  const [{ shape, dtype, size }] = outputs;
  const data = allocate(dtype, (size / Math.max(shape[0], 1)) * count);
  let at = 0;
  for (const output of outputs) {
    data.set(output.data, at);
    at += output.size;
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the outputs of the model for [number, ...I]
  return new Tensor(data, [count, ...shape.slice(1)], dtype) as unknown as Tensor<readonly [number, ...O]>;
}
