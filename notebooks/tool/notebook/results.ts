/** Results that cells publish: an output with the MIME type below carries `{ accuracy: 0.93, dataset: 'MNIST', … }`. */
import { type Notebook, type Output } from 'tslate/kernel';
import { isRecord } from '../json.ts';
import { bundleOf } from './text.ts';

/** The MIME type by which a cell publishes results. */
export const resultsMime = 'application/vnd.tslate.results+json';

/** Named results, such as `accuracy` and `dataset`. */
export type Results = Readonly<Record<string, unknown>>;

/** The results in these outputs; of two with one name the later stands. */
export function publishedResults(outputs: readonly Output[]): Results {
  const found = outputs.map((output) => bundleOf(output)?.[resultsMime]).filter(isRecord);
  return Object.assign({}, ...found);
}

/** The results of a whole notebook. */
export const notebookResults = (notebook: Notebook): Results =>
  publishedResults(notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : [])));
