/** The outputs of a model for many samples, computed a batch at a time. */
import { checkWholeNumber } from '../checks.ts';
import { Programs } from '../graph/programs.ts';
import { indicesTo } from '../data/batches.ts';
import { withoutGradients } from '../ops/apply.ts';
import { rowsLater } from '../data/rows-later.ts';
import { allocate } from '../tensor/dtype.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { breathe } from './breathe.ts';
import { checkInputs, EVALUATION_BATCH } from './fit-data.ts';
import type { AnyTrainable } from './trainable.ts';

/**
 * Every output in the order of the samples; without samples there are none.
 * @throws ShapeError or ArgumentError when samples and model do not fit, or the batch size is no whole number ≥ 1
 */
export async function predict(
  model: AnyTrainable,
  inputs: readonly AnyTensor[],
  batchSize = EVALUATION_BATCH,
): Promise<readonly AnyTensor[]> {
  checkInputs('predict', model, inputs);
  checkWholeNumber('predict', 'batchSize', batchSize);
  const [count] = inputs[0].shape;
  const programs = new Programs('predict', (...x) => withoutGradients(() => model.run(x, { training: false })), count);
  const all = indicesTo(count);
  const batches: (readonly AnyTensor[])[] = [];
  for (let start = 0; start < Math.max(count, 1); start += batchSize) {
    const batch = inputs.map((x) => rowsLater(x, all.subarray(start, start + batchSize)));
    const ran = await programs.run(batch);
    batches.push(ran?.results ?? withoutGradients(() => model.run(batch, { training: false })));
    await breathe();
  }
  return batches[0].map((_, i) => joined(batches.map((outputs) => outputs[i])));
}

/** Batches one after the other along the first axis. */
function joined(batches: readonly AnyTensor[]): AnyTensor {
  const [{ shape, dtype }] = batches;
  const data = allocate(
    dtype,
    batches.reduce((sum, { size }) => sum + size, 0),
  );
  let at = 0;
  for (const batch of batches) {
    data.set(batch.data, at);
    at += batch.size;
  }
  const count = batches.reduce((sum, batch) => sum + batch.shape[0], 0);
  return new Tensor(data, [count, ...shape.slice(1)], dtype);
}
