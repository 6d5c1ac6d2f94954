/** Numbers in prose, filled from the results that cells publish: `{{run-he.valAccuracy|percent}}`. */
import { joinLines, type Notebook, splitLines } from 'tslate/kernel';
import { publishedResults } from './results.ts';

/** `{{name}}`, `{{cell.name}}`, with `|percent`, `|percent0` or a number of decimals. */
const token = /\{\{([\w-]+)(?:\.(\w+))?(?:\|(\w+))?\}\}/g;

/** What stands in the place of a number until its cell has run. */
export const unknownNumber = '…';

/** A reference to a result. */
export interface Token {
  readonly whole: string;
  /** The cell that publishes it; undefined for the last of that name. */
  readonly cell: string | undefined;
  readonly name: string;
  readonly format: string | undefined;
}

/** The references in a text. */
export const tokensIn = (markdown: string): Token[] =>
  Array.from(markdown.matchAll(token), ([whole, first = '', second, format]) => ({
    whole,
    cell: second === undefined ? undefined : first,
    name: second ?? first,
    format,
  }));

/** The results of each cell of a notebook, by the cell's id; under '' those of all, the later before the earlier. */
export function resultsByCell(notebook: Notebook): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const byCell = new Map<string, Readonly<Record<string, unknown>>>();
  let all = {};
  for (const cell of notebook.cells) {
    if (cell.cell_type !== 'code') continue;
    const results = publishedResults(cell.outputs);
    byCell.set(cell.id ?? '', results);
    all = { ...all, ...results };
  }
  return byCell.set('', all);
}

/** The notebook with its prose filled from its own outputs. */
export function fillNumbers(notebook: Notebook): Notebook {
  const results = resultsByCell(notebook);
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type !== 'markdown') return cell;
    const text = joinLines(cell.source);
    const filled = fillText(text, results);
    return filled === text ? cell : { ...cell, source: splitLines(filled) };
  });
  return { ...notebook, cells };
}

/** The text with its numbers filled from `results`. */
export const fillText = (text: string, results: ReturnType<typeof resultsByCell>): string =>
  tokensIn(text).reduce((now, token) => now.replace(token.whole, written(token, results)), text);

/** The number as a reader wants it. */
function written({ cell, name, format }: Token, results: ReturnType<typeof resultsByCell>): string {
  const value = results.get(cell ?? '')?.[name];
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return unknownNumber;
  const percent = /^percent(\d?)$/.exec(format ?? '');
  const text =
    percent !== null
      ? `${(100 * value).toFixed(percent[1] === '' ? 1 : Number(percent[1]))} %`
      : format !== undefined && /^\d+$/.test(format)
        ? value.toFixed(Number(format))
        : Number.isInteger(value)
          ? String(value)
          : String(Number(value.toPrecision(4)));
  return text.replace(/^-/, '−');
}

/** Whether a format is known. */
export const isFormat = (format: string | undefined): boolean =>
  format === undefined || /^(?:percent\d?|\d+)$/.test(format);
