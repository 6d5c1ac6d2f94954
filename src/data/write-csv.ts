/** Columns as CSV. */
import { ShapeError } from '../errors.ts';

/**
 * Comma-separated values with a line of names: one column for each name, as `readCsv` reads them.
 *
 *     writeCsv({ loss: [0.5, 0.25], accuracy: [0.8, 0.9] });   // 'loss,accuracy\n0.5,0.8\n0.25,0.9\n'
 *
 * @param columns values by name, as many in each
 * @throws ShapeError when the columns differ in length
 * Source: RFC 4180; lines end in \n alone.
 */
export function writeCsv(columns: Readonly<Record<string, readonly (number | string)[]>>): string {
  const entries = Object.entries(columns);
  const length = entries[0]?.[1].length ?? 0;
  const odd = entries.find(([, values]) => values.length !== length);
  if (odd !== undefined) {
    const expected = `columns of ${length} values, as ${entries[0][0]} has`;
    throw new ShapeError({ what: 'writeCsv', expected, received: `${odd[1].length} in ${odd[0]}` });
  }
  const rows = Array.from({ length }, (_, i) => entries.map(([, values]) => values[i]));
  return [entries.map(([name]) => name), ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}

/** In quotes where it holds a comma, a quote or the end of a line, or a space at its own ends. */
function quoted(value: number | string): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
