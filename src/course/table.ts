/** Records as a table: one row each, a column for each name. */
import { displayable, type Displayable, escapeMarkup } from '../display/mime.ts';

type Cell = string | number | boolean;

/**
 * Shows `rows` as a table: `table([{ run: 'printed', cost: NaN }, …])`. The first record names the columns. Numbers stand
 * to the right, with up to three decimals, or four significant digits below 1; whole numbers, NaN and ∞ as they are.
 */
export function table<K extends string>(rows: readonly Readonly<Record<K, Cell>>[]): Displayable {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the keys of a Record<K, …> are of type K
  const names = Object.keys(rows[0] ?? {}) as K[];
  const head = `<tr>${names.map((name) => `<th scope="col">${escapeMarkup(name)}</th>`).join('')}</tr>`;
  const body = rows.map(
    (row) =>
      `<tr>${names.map((name) => `<td${typeof row[name] === 'number' ? ' align="right"' : ''}>${escapeMarkup(write(row[name]))}</td>`).join('')}</tr>`,
  );
  return displayable({
    'text/html': `<table><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`,
    'text/plain': [names, ...rows.map((row) => names.map((name) => write(row[name])))]
      .map((cells) => cells.join(' | '))
      .join('\n'),
  });
}

function write(value: Cell): string {
  if (typeof value !== 'number' || Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 1 ? String(Number(value.toFixed(3))) : String(Number(value.toPrecision(4)));
}
