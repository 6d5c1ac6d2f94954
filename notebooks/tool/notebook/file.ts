/** Notebook files: read with a sentence for what is wrong, written so that saving in Jupyter changes no more than the lines of charts. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatNotebook, type Notebook, parseNotebook } from 'tslate/kernel';
import { isRecord } from '../json.ts';

/**
 * Reads a notebook; undefined where there is no such file.
 *
 * @throws Error with one sentence when the file is no notebook.
 */
export function readNotebook(path: string): Notebook | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isRecord(error) && error['code'] === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return parseNotebook(text, path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}; delete the file and run "course build", which writes it anew.`, { cause: error });
  }
}

/** Writes the notebook, with its folders. */
export function writeNotebook(path: string, notebook: Notebook): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, formatNotebook(notebook));
}
