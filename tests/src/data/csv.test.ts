import { describe, expect, expectTypeOf, it } from 'vitest';
import { type CsvOptions, readCsv } from '../../../src/data/csv.ts';
import { DataError } from '../../../src/data/data-error.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';

const flowers = `length, width, species
5.1,3.5,setosa
7.0, 3.2 ,versicolor
6.3,-3.3e0,virginica
4.9,.5,setosa
`;
/** The sentence that reading (and using) throws. */
async function failure(
  text: string | Uint8Array,
  options: CsvOptions = {},
  use = (table: Awaited<ReturnType<typeof readCsv>>): unknown => table,
) {
  const error: unknown = await readCsv(text, options)
    .then(use)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(DataError);
  return error instanceof Error ? error.message : '';
}

describe('readCsv', () => {
  it('gives columns of numbers and of words, and records', async () => {
    const table = await readCsv(flowers);
    expect([table.names, table.length]).toEqual([['length', 'width', 'species'], 4]);
    expect(table.columns['width']).toEqual({ type: 'number', values: Float64Array.of(3.5, 3.2, -3.3, 0.5) });
    expect(table.columns['species']).toEqual({
      type: 'text',
      values: ['setosa', 'versicolor', 'virginica', 'setosa'],
    });
    expect(table.records()[1]).toEqual({ length: 7, width: 3.2, species: 'versicolor' });
  });

  it('makes a tensor of chosen columns, in the order chosen, or of all that are numbers', async () => {
    const table = await readCsv(flowers);
    const x = table.tensor(['width', 'length']);
    expectTypeOf(x).toEqualTypeOf<Tensor<readonly [number, 2]>>();
    expect(x.shape).toEqual([4, 2]);
    expect(x.data).toEqual(Float32Array.of(3.5, 5.1, 3.2, 7, -3.3, 6.3, 0.5, 4.9));
    expect(table.tensor().shape).toEqual([4, 2]);
    expect(table.tensor().data.slice(0, 2)).toEqual(Float32Array.of(5.1, 3.5));
  });

  it('makes class numbers of a column, and gives their names', async () => {
    const table = await readCsv(flowers);
    const { y, classes } = table.labels('species');
    expect([y.dtype, Array.from(y.data), classes]).toEqual([
      'int32',
      [0, 1, 2, 0],
      ['setosa', 'versicolor', 'virginica'],
    ]);
    // Numbers are sorted as numbers: 10 comes after 9.
    expect((await readCsv('d\n10\n9\n10')).labels('d')).toMatchObject({
      classes: ['9', '10'],
      y: { data: Int32Array.of(1, 0, 1) },
    });
    // The test file's classes are numbered as the training file's.
    const other = await readCsv('species\nvirginica');
    expect(Array.from(other.labels('species', { classes }).y.data)).toEqual([2]);
  });

  it('reads quotes, line breaks within them, any line end, a byte order mark, and other delimiters', async () => {
    const text = 'a;b\r\n"1";"x; ""y""\nz"\r\n\r\n2;w';
    const table = await readCsv(new TextEncoder().encode(`\uFEFF${text}`), { delimiter: ';' });
    expect(table.records()).toEqual([
      { a: 1, b: 'x; "y"\nz' },
      { a: 2, b: 'w' },
    ]);
    expect((await readCsv('a\tb\r1\t2\r', { delimiter: '\t' })).records()).toEqual([{ a: 1, b: 2 }]);
  });

  it('takes names from the option, or counts columns, where no row names them', async () => {
    expect((await readCsv('1,2\n3,4', { header: ['a', 'b'] })).columns['b'].values).toEqual(Float64Array.of(2, 4));
    expect((await readCsv('1,2\n3,4', { header: false })).tensor(['1']).data).toEqual(Float32Array.of(2, 4));
  });

  it('leaves words that look like numbers alone when told so', async () => {
    const table = await readCsv('zip,n\n01234,1', { types: { zip: 'text' } });
    expect(table.records()).toEqual([{ zip: '01234', n: 1 }]);
    expect((await readCsv('a,b\n0x10,inf\n1,-inf')).columns).toMatchObject({
      a: { type: 'text' },
      b: { type: 'number', values: Float64Array.of(Infinity, -Infinity) },
    });
  });
});

describe('a missing value', () => {
  const text = 'age,name\n31,Ann\n,Bo\nNA,\n20,Di';

  it('is NaN or undefined in columns, undefined in records', async () => {
    const table = await readCsv(text);
    expect(table.columns['age'].values).toEqual(Float64Array.of(31, NaN, NaN, 20));
    expect(table.records().slice(1, 3)).toEqual([
      { age: undefined, name: 'Bo' },
      { age: undefined, name: undefined },
    ]);
  });

  it('is an error with its line and column when a tensor or labels are made of it', async () => {
    expect(await failure(text, { file: 'people.csv' }, (table) => table.tensor(['age']))).toBe(
      "people.csv: line 3, column 'age': expected a number, received a missing value; " +
        "say what stands in for it, tensor(['age', …], { fill: 0 }), or read with dropMissing.",
    );
    expect(await failure(text, {}, (table) => table.labels('name'))).toMatch(
      /line 4, column 'name': expected a class, received a missing value/,
    );
  });

  it('is filled in, or its row left out, when told so; what counts as missing can be said', async () => {
    expect((await readCsv(text)).tensor(['age'], { fill: -1 }).data).toEqual(Float32Array.of(31, -1, -1, 20));
    expect((await readCsv(text, { dropMissing: true })).records()).toEqual([
      { age: 31, name: 'Ann' },
      { age: 20, name: 'Di' },
    ]);
    expect((await readCsv('a\n-9\n4', { missing: ['-9'] })).columns['a'].values).toEqual(Float64Array.of(NaN, 4));
  });
});

describe('bad CSV is an error that names the line and the column', () => {
  it('a word among numbers, counted over quoted line breaks and empty lines', async () => {
    const text = 'a,b\n"x\ny",1\n\nz,oops\n';
    expect(await failure(text, {}, (table) => table.tensor(['b']))).toMatch(
      /^CSV data: line 5, column 'b': expected a number, received 'oops'; take words as classes with labels/,
    );
    expect(await failure(text, { types: { b: 'number' } })).toMatch(/line 5, column 'b'/);
    expect(await failure(text, {}, (table) => table.tensor(['a']))).toMatch(/line 2, column 'a'.*received 'x/);
  });

  it('a row of another length', async () => {
    expect(await failure('a,b\n1,2\n1,2,3')).toBe(
      "CSV data: line 3: expected 2 cells, one for each column, received 3; the delimiter is ','; quote cells that hold one.",
    );
  });

  it('quotes that do not close, or stand in the middle', async () => {
    expect(await failure('a,b\n1,"2')).toMatch(
      /^CSV data: line 2: expected cells that are quoted as a whole or not at all/,
    );
    expect(await failure('a,b\n1,2"3')).toMatch(/^CSV data: line 2: expected cells that are quoted/);
  });

  it('a name that comes twice, no data, no names, bytes that are no text', async () => {
    expect(await failure('a,a\n1,2')).toMatch(/expected a name of its own for each column, received 'a' twice/);
    expect(await failure('')).toMatch(/at least one row of data, received nothing/);
    expect(await failure('a,b\n')).toMatch(/received the names only; set header to false/);
    expect(await failure('a\nNA', { dropMissing: true })).toMatch(/received a missing value in every one of 1/);
    expect(await failure(Uint8Array.of(0x61, 0xff))).toMatch(/expected text in UTF-8/);
  });

  it('a class that the training file did not have, a column that is not there', async () => {
    const known = (table: Awaited<ReturnType<typeof readCsv>>) =>
      table.labels('species', { classes: ['setosa', 'virginica'] });
    expect(await failure(flowers, {}, known)).toMatch(
      /line 3, column 'species': expected one of the classes setosa, virginica, received 'versicolor'/,
    );
    await expect(readCsv(flowers).then((table) => table.tensor(['lenght']))).rejects.toThrow(/did you mean 'length'\?/);
    await expect(readCsv(flowers, { types: { with: 'number' } })).rejects.toThrow(
      /option types.*did you mean 'width'\?/,
    );
  });
});
