/** The mean loss and the metrics of a model over samples; nothing is trained. */
import { checkWholeNumber } from '../checks.ts';
import { indicesTo } from '../data/batches.ts';
import { batchesOf, sizeOfBatch } from './batch.ts';
import { checkedBatch, EVALUATION_BATCH, type Told } from './fit-data.ts';
import type { Parts } from './parts.ts';
import { Measures } from './step.ts';

/** @throws ShapeError or ArgumentError when samples, labels and model do not fit */
export async function evaluate(
  parts: Parts,
  told: Told,
  batchSize = EVALUATION_BATCH,
): Promise<Readonly<Record<string, number>>> {
  const data = checkedBatch('evaluate', parts.model, told);
  checkWholeNumber('evaluate', 'batchSize', batchSize);
  const samples = sizeOfBatch(data);
  return new Measures('evaluate', parts, samples).over(batchesOf(data, indicesTo(samples), { size: batchSize }));
}
