/** The columns of a table that was read, and the tensors made of them. */
import { lookUp } from '../errors.ts';
import { tensor } from '../tensor/create.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { DataError } from './data-error.ts';

/** A column: numbers with NaN where one is missing, or words with undefined there. */
export type Column =
  | { readonly type: 'number'; readonly values: Float64Array }
  | { readonly type: 'text'; readonly values: readonly (string | undefined)[] };

/** A table that was read, by columns. */
export interface CsvTable {
  /** The columns' names, from left to right. */
  readonly names: readonly string[];
  /** How many rows there are. */
  readonly length: number;
  /** The columns by name. */
  readonly columns: Readonly<Record<string, Column>>;
  /** The rows as objects; a missing value is undefined. */
  records(): readonly Readonly<Record<string, number | string | undefined>>[];
  /**
   * All columns of numbers, side by side: [rows, columns].
   * @throws DataError, with line and column, for a missing value
   */
  tensor(): Tensor<readonly [number, number]>;
  /**
   * The columns named, side by side.
   * @param options `fill` stands in for missing numbers
   * @throws DataError, with line and column, for a word, and for a missing value without `fill`
   */
  tensor<const N extends readonly string[]>(
    names: N,
    options?: { readonly fill?: number },
  ): Tensor<readonly [number, N['length']]>;
  /**
   * A column as class numbers: y[i] is the place of its value in `classes`, which are sorted, or those given.
   * @throws DataError, with line and column, for a missing value, or one that is not among the classes given
   */
  labels(
    name: string,
    options?: { readonly classes?: readonly string[] },
  ): { readonly y: Tensor<readonly [number], 'int32'>; readonly classes: readonly string[] };
}

/** A row as it was read, and the line it begins on. */
export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface Reading {
  readonly types: Readonly<Record<string, 'number' | 'text'>>;
  readonly missing: readonly string[];
  readonly file: string;
}

/** Numbers as they are written in tables; no hexadecimal, no thousands separators. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^[+-]?inf(inity)?$/i;

/** Puts the columns together. Every row has as many cells as there are names. */
export function csvTable(names: readonly string[], rows: readonly Row[], { types, missing, file }: Reading): CsvTable {
  const columns: Record<string, Column> = Object.fromEntries(
    names.map((name, at) => {
      const cells = rows.map((row) => (missing.includes(row.cells[at]) ? undefined : row.cells[at]));
      const wrong = cells.findIndex((cell) => cell !== undefined && !NUMBER.test(cell));
      const empty = cells.every((cell) => cell === undefined);
      const type = types[name] ?? (wrong === -1 && !empty ? 'number' : 'text');
      if (type === 'text') return [name, { type, values: cells }];
      if (wrong !== -1) throw notNumber(wrong, name, cells[wrong]);
      return [name, { type, values: Float64Array.from(cells, toNumber) }];
    }),
  );
  for (const name of Object.keys(types)) lookUp(columns, name, `${file}: option types`);

  function at(row: number, name: string): string {
    return `line ${rows[row].line}, column '${name}'`;
  }
  function notNumber(row: number, name: string, cell: string | undefined): DataError {
    return new DataError(file, {
      what: at(row, name),
      expected: 'a number',
      received: `'${cell}'`,
      hint: 'take words as classes with labels, or list the cell in the option missing if it stands for no value',
    });
  }
  function numbers(name: string, fill: number | undefined): Float64Array {
    const column = lookUp(columns, name, `${file}: column`);
    if (column.type === 'text') {
      const wrong = column.values.findIndex((cell) => cell !== undefined && !NUMBER.test(cell));
      if (wrong !== -1) throw notNumber(wrong, name, column.values[wrong]);
    }
    const values = column.type === 'number' ? column.values : Float64Array.from(column.values, toNumber);
    const hole = values.findIndex(Number.isNaN);
    if (hole === -1) return values;
    if (fill !== undefined) return values.map((value) => (Number.isNaN(value) ? fill : value));
    throw new DataError(file, {
      what: at(hole, name),
      expected: 'a number',
      received: 'a missing value',
      hint: `say what stands in for it, tensor(['${name}', …], { fill: 0 }), or read with dropMissing`,
    });
  }

  return {
    names,
    length: rows.length,
    columns,
    records: () =>
      rows.map((_, row) =>
        Object.fromEntries(
          names.map((name) => {
            const value = columns[name].values[row];
            return [name, Number.isNaN(value) ? undefined : value];
          }),
        ),
      ),
    tensor(chosen?: readonly string[], { fill }: { readonly fill?: number } = {}) {
      const taken = chosen ?? names.filter((name) => columns[name].type === 'number');
      const data = new Float32Array(rows.length * taken.length);
      taken.forEach((name, column) =>
        numbers(name, fill).forEach((value, row) => (data[row * taken.length + column] = value)),
      );
      return tensor(data, [rows.length, taken.length]);
    },
    labels(name, { classes: given } = {}) {
      const words = asWords(lookUp(columns, name, `${file}: column`));
      const numeric = columns[name].type === 'number';
      const present = Array.from(new Set(words.filter((word) => word !== undefined)));
      const classes = given ?? (numeric ? present.sort((a, b) => Number(a) - Number(b)) : present.sort());
      const y = Int32Array.from(words, (word, row) => {
        const label = word === undefined ? -1 : classes.indexOf(word);
        if (label !== -1) return label;
        throw new DataError(file, {
          what: at(row, name),
          expected: given === undefined ? 'a class' : `one of the classes ${given.join(', ')}`,
          received: word === undefined ? 'a missing value' : `'${word}'`,
          ...(word === undefined && { hint: 'read with dropMissing to leave such rows out' }),
        });
      });
      return { y: tensor(y, [rows.length]), classes };
    },
  };
}

function toNumber(cell: string | undefined): number {
  if (cell === undefined) return NaN;
  return /inf/i.test(cell) ? (cell.startsWith('-') ? -Infinity : Infinity) : Number(cell);
}

function asWords(column: Column): readonly (string | undefined)[] {
  if (column.type === 'text') return column.values;
  return Array.from(column.values, (value) => (Number.isNaN(value) ? undefined : String(value)));
}
