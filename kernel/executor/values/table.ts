/** Tables: arrays of records, and all that `console.table` takes, as HTML with a twin in text. */
import { inspect, types } from 'node:util';
import { type MimeBundle } from '../../protocol/messages.ts';
import { Array, Map, Object, Reflect, Set, String } from '../intrinsics.ts';
import { escapeHtml } from './escape.ts';

/** Larger ones are cut, and say so. */
const limits = { rows: 60, columns: 20, characters: 200 } as const;

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly index: string; readonly cells: readonly unknown[] }[];
  /** Rows and columns that are left out. */
  readonly more: { readonly rows: number; readonly columns: number };
}

/** The column of values that are no records. */
const valueColumn = 'Values';
const nothing: unique symbol = Symbol('nothing');

/** An array of plain objects as a table; undefined for everything else, and for what is not read without running user code. */
export function recordsTable(value: unknown): MimeBundle | undefined {
  if (!Array.isArray(value) || types.isProxy(value) || value.length === 0) return undefined;
  const entries: (readonly [string, unknown])[] = [];
  // Not by the array's methods: they pass over empty places, and make arrays of the user's class.
  for (let index = 0; index < value.length; index++) {
    const row: unknown = value[index];
    if (!isRecord(row)) return undefined;
    entries.push([String(index), row]);
  }
  return bundle(tableOf(entries));
}

/** What `console.table` shows of a value; undefined for what has no rows. */
export function consoleTable(value: unknown, columns?: readonly string[]): MimeBundle | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries: (readonly [string, unknown])[] =
    value instanceof Map
      ? [...value].map(([key, entry]) => [short(key), entry])
      : value instanceof Set
        ? [...value].map((entry, index) => [String(index), entry])
        : Object.keys(value).map((key) => [key, Reflect.get(value, key)]);
  return entries.length === 0 ? undefined : bundle(tableOf(entries, columns));
}

function tableOf(entries: readonly (readonly [string, unknown])[], wanted?: readonly string[]): Table {
  const shown = entries.slice(0, limits.rows);
  const names = new Set<string>();
  let hasValues = false;
  for (const [, row] of shown) {
    if (isRow(row)) for (const key of Object.keys(row)) names.add(key);
    else hasValues = true;
  }
  const all = wanted ?? [...names];
  const columns = all.slice(0, limits.columns);
  const rows = shown.map(([index, row]) => ({
    index,
    cells: [
      ...columns.map((name) => (isRow(row) && name in row ? Reflect.get(row, name) : nothing)),
      ...(hasValues ? [isRow(row) ? nothing : row] : []),
    ],
  }));
  return {
    columns: hasValues ? [...columns, valueColumn] : columns,
    rows,
    more: { rows: entries.length - shown.length, columns: all.length - columns.length },
  };
}

function bundle(table: Table): MimeBundle {
  return { 'text/html': toHtml(table), 'text/plain': toText(table) };
}

function toHtml({ columns, rows, more }: Table): string {
  const head = columns.map((name) => `<th>${escapeHtml(name)}</th>`).join('');
  const body = rows.map(({ index, cells }) => {
    const row = cells.map((cell) => {
      const style = typeof cell === 'number' || typeof cell === 'bigint' ? '' : ' style="text-align: left"';
      return `<td${style}>${escapeHtml(textOf(cell))}</td>`;
    });
    return `<tr><th>${escapeHtml(index)}</th>${row.join('')}</tr>`;
  });
  const rest = said(more);
  const foot = rest === '' ? '' : `\n<p>${rest}</p>`;
  return `<table>\n<thead><tr><th></th>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>${foot}`;
}

/** Columns by spaces; numbers stand to the right. */
function toText({ columns, rows, more }: Table): string {
  const lines = [['', ...columns], ...rows.map(({ index, cells }) => [index, ...cells.map(textOf)])];
  const widths = lines[0]?.map((_, column) => lines.reduce((most, line) => max(most, line[column]?.length ?? 0), 0));
  const isNumeric = columns.map((_, column) => rows.every(({ cells }) => typeof cells[column] === 'number'));
  const text = lines.map((line) =>
    line
      .map((cell, column) => {
        const width = widths?.[column] ?? 0;
        return column > 0 && isNumeric[column - 1] === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rest = said(more);
  return [...text, ...(rest === '' ? [] : [rest])].join('\n');
}

function said({ rows, columns }: Table['more']): string {
  const parts = [rows > 0 ? `${rows} more rows` : '', columns > 0 ? `${columns} more columns` : ''];
  const rest = parts.filter((part) => part !== '').join(', ');
  return rest === '' ? '' : `… ${rest}`;
}

function textOf(cell: unknown): string {
  return cell === nothing ? '' : short(cell);
}

function short(value: unknown): string {
  const text =
    typeof value === 'string' ? value : inspect(value, { depth: 0, breakLength: Infinity, maxArrayLength: 6 });
  return text.length > limits.characters ? `${text.slice(0, limits.characters)}…` : text;
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A plain object whose values lie in it (none is computed) and fit into a cell. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => isSmall(Reflect.getOwnPropertyDescriptor(value, key)));
}

/** What fits into a cell of a table: objects within objects are better shown as such. */
function isSmall(property: PropertyDescriptor | undefined): boolean {
  if (property === undefined || !('value' in property)) return false;
  const value: unknown = property.value;
  return (typeof value !== 'object' && typeof value !== 'function') || value === null || value instanceof Date;
}

function max(a: number, b: number): number {
  return a > b ? a : b;
}
