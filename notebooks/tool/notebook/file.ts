/** Notebook files: checked when read, written in nbformat's own layout so that JupyterLab saves them without a diff. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord, stableJson } from '../json.ts';
import { type Cell, type MimeBundle, type Notebook, type Output } from './nbformat.ts';
import { linesOf, textOf } from './text.ts';

/**
 * Reads a notebook; undefined where there is no such file.
 *
 * @throws Error with one sentence when the file is no notebook in format 4.
 */
export function readNotebook(path: string): Notebook | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isRecord(error) && error['code'] === 'ENOENT') return undefined;
    throw error;
  }
  return parseNotebook(text, path);
}

/**
 * Reads a notebook from text.
 *
 * @throws Error with one sentence when the text is no notebook in format 4.
 */
export function parseNotebook(text: string, name: string): Notebook {
  const refuse = (reason: string): Error =>
    new Error(`${name} is no notebook in format 4: ${reason}; delete it and run "course build", which writes it anew.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
  if (!isNotebook(value)) throw refuse('its cells do not have the shape that nbformat 4.5 describes');
  return value;
}

/** The notebook as the text of its file. */
export const notebookText = (notebook: Notebook): string =>
  stableJson({ ...notebook, cells: notebook.cells.map(layOut) });

/** Writes the notebook, with its folders. */
export function writeNotebook(path: string, notebook: Notebook): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, notebookText(notebook));
}

function layOut(cell: Cell): Cell {
  const source = linesOf(textOf(cell.source));
  return cell.cell_type === 'code' ? { ...cell, source, outputs: cell.outputs.map(layOutOutput) } : { ...cell, source };
}

function layOutOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: linesOf(textOf(output.text)) };
  if (output.output_type === 'error') return output;
  return { ...output, data: layOutBundle(output.data) };
}

/** Texts become lines; JSON stays as it is. */
const layOutBundle = (data: MimeBundle): MimeBundle =>
  Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [
      mime,
      typeof value === 'string' && mime !== 'application/json' ? linesOf(value) : value,
    ]),
  );

function isNotebook(value: unknown): value is Notebook {
  return isRecord(value) && value['nbformat'] === 4 && isRecord(value['metadata']) && isListOf(value['cells'], isCell);
}

function isCell(value: unknown): value is Cell {
  if (!isRecord(value) || typeof value['id'] !== 'string' || !isRecord(value['metadata'])) return false;
  if (!isMultiline(value['source'])) return false;
  if (value['cell_type'] !== 'code') return value['cell_type'] === 'markdown' || value['cell_type'] === 'raw';
  const count = value['execution_count'];
  return (count === null || typeof count === 'number') && isListOf(value['outputs'], isOutput);
}

function isOutput(value: unknown): value is Output {
  if (!isRecord(value)) return false;
  switch (value['output_type']) {
    case 'stream':
      return (value['name'] === 'stdout' || value['name'] === 'stderr') && isMultiline(value['text']);
    case 'error':
      return (
        typeof value['ename'] === 'string' && typeof value['evalue'] === 'string' && isMultiline(value['traceback'])
      );
    case 'display_data':
    case 'execute_result':
      return isRecord(value['data']) && isRecord(value['metadata']);
    default:
      return false;
  }
}

const isMultiline = (value: unknown): boolean =>
  typeof value === 'string' || isListOf(value, (line): line is string => typeof line === 'string');

const isListOf = <T>(value: unknown, isPart: (part: unknown) => part is T): value is T[] =>
  Array.isArray(value) && value.every(isPart);
