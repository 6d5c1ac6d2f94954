/** CSV: rows of text with a line of names above, as in RFC 4180, to columns of numbers and of words. */
import { ArgumentError } from '../errors.ts';
import { DataError } from './data-error.ts';
import { type CsvTable, csvTable, type Row } from './csv-table.ts';

/** How a table is read. */
export interface CsvOptions {
  /** Whether the first row names the columns (the default); or the names, where no row does; or false: they are '0', '1', … */
  readonly header?: boolean | readonly string[];
  /** What stands between the cells, ',' by default. */
  readonly delimiter?: string;
  /** Columns that must be numbers, or stay words though they look like numbers; the others are what all their cells are. */
  readonly types?: Readonly<Record<string, 'number' | 'text'>>;
  /** Cells that stand for a missing value: empty ones, NA, N/A, NaN, nan, null and ? by default. */
  readonly missing?: readonly string[];
  /** Whether rows with a missing value are left out; otherwise they are kept, and asked about when a tensor is made of them. */
  readonly dropMissing?: boolean;
  /** The name that errors speak of. */
  readonly file?: string;
}

/**
 * Reads CSV.
 *
 *     const iris = await readCsv(await readFile('iris.csv'));
 *     const x = iris.tensor(['sepal length', 'sepal width']);          // Tensor<[number, 2]>
 *     const { y, classes } = iris.labels('species');                    // 0, 1, 2 and ['setosa', …]
 *
 * Cells may be quoted ("a, b"; "" within), lines end in \n, \r\n or \r; spaces around cells and empty lines do not count.
 * @param source text, or its bytes in UTF-8
 * @throws DataError, with the line and the column, for bytes that are not UTF-8, quotes that do not close, rows of
 * different lengths, names that come twice, no rows, and cells that are not of the type asked for
 */
export async function readCsv(source: string | Uint8Array, options: CsvOptions = {}): Promise<CsvTable> {
  const { header = true, delimiter = ',', file = 'CSV data' } = options;
  const { missing = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', '?'], types = {}, dropMissing = false } = options;
  if (delimiter === '') throw new ArgumentError({ what: 'readCsv', expected: 'a delimiter', received: "''" });
  const all = await rowsOf(typeof source === 'string' ? source : decode(source, file), delimiter, file);
  const named = header === true;
  const [first] = all;
  const names =
    typeof header === 'object' ? header : (first?.cells ?? []).map((cell, column) => (named ? cell : String(column)));
  const rows = named ? all.slice(1) : all;
  if (rows.length === 0) {
    throw new DataError(file, {
      expected: named ? 'a row of names and at least one row of data' : 'at least one row of data',
      received: all.length === 0 ? 'nothing' : 'the names only',
      ...(all.length > 0 && { hint: 'set header to false if the only row is data' }),
    });
  }
  checkNames(names, file);
  const odd = rows.find(({ cells }) => cells.length !== names.length);
  if (odd !== undefined) {
    throw new DataError(file, {
      what: `line ${odd.line}`,
      expected: `${names.length} cells, one for each column`,
      received: String(odd.cells.length),
      hint: `the delimiter is '${delimiter}'; quote cells that hold one`,
    });
  }
  const kept = dropMissing ? rows.filter(({ cells }) => !cells.some((cell) => missing.includes(cell))) : rows;
  if (kept.length === 0) {
    throw new DataError(file, {
      expected: 'at least one row without missing values',
      received: `a missing value in every one of ${rows.length}`,
      hint: 'leave out dropMissing, and fill values in where a tensor is made',
    });
  }
  return csvTable(names, kept, { types, missing, file });
}

async function rowsOf(text: string, delimiter: string, file: string): Promise<Row[]> {
  // Loaded with the first table, and this build of it because it needs no Buffer: it runs in a browser, too.
  const { CsvError, parse } = await import('csv-parse/browser/esm/sync');
  const rows: Row[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: string[], { lines }) => {
        // The parser has counted to the record's last line; a quoted cell may have begun above.
        const within = cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
        rows.push({ cells, line: lines - within });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DataError(file, {
      what: `line ${String(Reflect.get(error, 'lines'))}`,
      expected: 'cells that are quoted as a whole or not at all, with "" for a quote within',
      received: error.message.replace(/\.$/, ''),
    });
  }
  return rows;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataError(file, {
      expected: 'text in UTF-8',
      received: 'bytes that are none',
      hint: "decode it with new TextDecoder('…') and give readCsv the text",
    });
  }
}

function checkNames(names: readonly string[], file: string): void {
  const twice = names.find((name, column) => names.indexOf(name) !== column);
  if (twice === undefined) return;
  throw new DataError(file, {
    expected: 'a name of its own for each column',
    received: `'${twice}' twice`,
    hint: 'name the columns with the option header, or set it to false if the first row is data',
  });
}
