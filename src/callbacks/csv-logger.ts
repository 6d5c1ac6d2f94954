/** Keeps the numbers of a training in a file. */
import { writeCsv } from '../data/write-csv.ts';
import type { Callback, Training } from './callback.ts';

/**
 * Writes the history to a CSV file after every epoch: one row an epoch, one column for each number. A training that is
 * resumed writes the epochs before it too.
 *
 *     callbacks: [csvLogger({ path: 'run.csv' })]
 *
 * @param options `path`: the file, which is replaced as a whole; missing folders are made
 * @throws DataError when it cannot be written
 */
export function csvLogger({ path }: { readonly path: string }): Callback {
  let training: Training | undefined;
  return {
    onTrainBegin: (begun) => void (training = begun),
    async afterEpoch() {
      if (training === undefined) return;
      const { loss, ...others } = training.history;
      const epoch = loss.map((_, i) => i + 1);
      const { writeBytes } = await import('../formats/files.ts');
      await writeBytes(path, writeCsv({ epoch, loss, ...others }));
    },
  };
}
