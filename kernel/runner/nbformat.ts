/** Notebooks as files: the typed structures of nbformat 4, read and written as Python's nbformat does. */
import {
  isJsonObject,
  type Json,
  type JsonObject,
  parseObject,
  readNumber,
  readObject,
  readText,
} from '../protocol/json.ts';

/** Text of several lines: files hold a list of lines, each with its line break; memory holds either form. */
export type MultilineText = string | readonly string[];

export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: number;
  readonly metadata: JsonObject;
  readonly cells: readonly Cell[];
}

export type Cell = CodeCell | TextCell;

interface CellBase {
  /** Missing before nbformat 4.5. */
  readonly id?: string;
  readonly metadata: JsonObject;
  readonly source: MultilineText;
}

export interface CodeCell extends CellBase {
  readonly cell_type: 'code';
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

export interface TextCell extends CellBase {
  readonly cell_type: 'markdown' | 'raw';
  readonly attachments?: JsonObject;
}

export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

export interface StreamOutput {
  readonly output_type: 'stream';
  readonly name: 'stdout' | 'stderr';
  readonly text: MultilineText;
}

export interface DisplayOutput {
  readonly output_type: 'display_data';
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

export interface ResultOutput {
  readonly output_type: 'execute_result';
  readonly execution_count: number | null;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

export interface ErrorOutput {
  readonly output_type: 'error';
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** The text in one piece. */
export function joinLines(text: MultilineText): string {
  return typeof text === 'string' ? text : text.join('');
}

/** The text as a list of lines, each with its line break. */
export function splitLines(text: MultilineText): readonly string[] {
  return joinLines(text).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The tags of a cell, for example `raises-exception`. */
export function tagsOf(cell: Cell): readonly string[] {
  const { tags } = cell.metadata;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/** Reads the text of an `.ipynb` file of nbformat 4; throws a sentence that names `what` and the place that is wrong. */
export function parseNotebook(text: string, what = 'the notebook'): Notebook {
  const members = parseObject(text, what);
  if (members['nbformat'] !== 4) {
    throw new TypeError(
      `${what} must be of nbformat 4, received ${JSON.stringify(members['nbformat']) ?? 'no nbformat'}`,
    );
  }
  const { cells } = members;
  if (!Array.isArray(cells)) throw new TypeError(`${what} must have a list of cells`);
  return {
    nbformat: 4,
    nbformat_minor: readNumber(members, 'nbformat_minor', 5),
    metadata: readObject(members, 'metadata'),
    cells: cells.map((cell: unknown, index) => parseCell(cell, `cell ${index + 1} of ${what}`)),
  };
}

/**
 * The text of an `.ipynb` file: keys sorted, one space of indentation, texts as lines, as Jupyter writes it; only charts
 * stand in one line each, because half of their bytes would be indentation.
 */
export function formatNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => {
    const source = splitLines(cell.source);
    return cell.cell_type === 'code'
      ? { ...cell, source, outputs: cell.outputs.map(writtenOutput) }
      : { ...cell, source };
  });
  return `${jsonText(sortKeys({ ...notebook, cells }))}\n`;
}

function parseCell(cell: unknown, what: string): Cell {
  if (!isJsonObject(cell)) throw new TypeError(`${what} must be an object`);
  const base = {
    ...(typeof cell['id'] === 'string' ? { id: cell['id'] } : {}),
    metadata: readObject(cell, 'metadata'),
    source: readMultiline(cell['source'], what),
  };
  const type = cell['cell_type'];
  if (type === 'code') {
    const { outputs, execution_count: count } = cell;
    return {
      ...base,
      cell_type: type,
      execution_count: typeof count === 'number' ? count : null,
      outputs: Array.isArray(outputs) ? outputs.map((output: unknown) => parseOutput(output, what)) : [],
    };
  }
  if (type !== 'markdown' && type !== 'raw') {
    throw new TypeError(`${what} must have the cell_type code, markdown or raw, received ${JSON.stringify(type)}`);
  }
  return isJsonObject(cell['attachments'])
    ? { ...base, cell_type: type, attachments: cell['attachments'] }
    : { ...base, cell_type: type };
}

function parseOutput(output: unknown, what: string): Output {
  const type = isJsonObject(output) ? output['output_type'] : undefined;
  if (isJsonObject(output)) {
    const data = readObject(output, 'data');
    const metadata = readObject(output, 'metadata');
    const count = output['execution_count'];
    if (type === 'stream') {
      const name = output['name'] === 'stderr' ? 'stderr' : 'stdout';
      return { output_type: type, name, text: readMultiline(output['text'], what) };
    }
    if (type === 'display_data') return { output_type: type, data, metadata };
    if (type === 'execute_result') {
      return { output_type: type, execution_count: typeof count === 'number' ? count : null, data, metadata };
    }
    if (type === 'error') {
      const traceback = output['traceback'];
      return {
        output_type: type,
        ename: readText(output, 'ename', ''),
        evalue: readText(output, 'evalue', ''),
        traceback: Array.isArray(traceback) ? traceback.filter((line) => typeof line === 'string') : [],
      };
    }
  }
  throw new TypeError(`${what} has an output of the unknown type ${JSON.stringify(type) ?? 'nothing'}`);
}

function readMultiline(text: Json | undefined, what: string): MultilineText {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.filter((line) => typeof line === 'string');
  throw new TypeError(`${what} must have its text as a string or a list of strings`);
}

function writtenOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: splitLines(output.text) };
  if (output.output_type === 'error') return output;
  const data: Record<string, Json | undefined> = {};
  for (const [type, value] of Object.entries(output.data)) {
    // Python's nbformat splits text except in JSON types.
    const isText = typeof value === 'string' && !isJsonMime(type);
    data[type] = isText ? splitLines(value) : value;
  }
  return { ...output, data };
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, member]) => [key, sortKeys(member)]));
}

function isJsonMime(type: string): boolean {
  return /^application\/(.*\+)?json$/.test(type);
}

function jsonText(value: unknown, line = '\n', isChart = false): string {
  if (isChart || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const inner = `${line} `;
  const members = Array.isArray(value)
    ? value.map((member) => jsonText(member, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${JSON.stringify(key)}: ${jsonText(member, inner, isJsonMime(key))}`);
  return members.length === 0 ? `${open}${close}` : `${open}${inner}${members.join(`,${inner}`)}${line}${close}`;
}
