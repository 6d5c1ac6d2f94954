import { expect, test } from 'vitest';
import { plainCell } from '../../../kernel/language/plain.ts';
import { decodeMappings } from '../../../kernel/language/source-map.ts';
import { Notebook } from './harness.ts';

test.each([
  ['1 + 1', true],
  [' 1_000.5 * .5e-3 ', true],
  ['-(2 * 10) / 3 % 2', true],
  ['2 ** 10', true],
  ['"a" + 1 + \'b\'', true],
  ['-2 ** 2', false],
  ['--1', false],
  ['1(2)', false],
  ['(1)(2)', false],
  ['/2/', false],
  ['1 // 2', false],
  ['(1', false],
  ['1)', false],
  ['()', false],
  ['017', false],
  ['1n', false],
  ['1 2', false],
  ['1;', false],
  ['%who', false],
  ['"a" * 2', false],
  ['-"a"', false],
  ['1 === 2', false],
  ['x', false],
  ['[1]', false],
  ['let a = 1', false],
  ['1 +', false],
  ['"open', false],
  ['', false],
])('whether %j needs no check: %s', async (code, expected) => {
  expect(plainCell(code, 'cell.ts') !== undefined).toBe(expected);
  // What runs unchecked would also run checked, to the same value.
  if (!expected) return;
  const notebook = new Notebook('/tmp');
  const plain = await notebook.value(code);
  const checked = await notebook.value(`const result = ${code}; result`);
  expect(plain).toBe(checked);
  await notebook.language.close();
});

test('a plain cell runs and is remembered like others', async () => {
  const notebook = new Notebook('/tmp');
  expect(await notebook.value('6 * 7')).toBe(42);
  expect((await notebook.run('6 * 7;')).value).toBe(undefined);
  expect(await notebook.value('const later = 1; later')).toBe(1);
  expect(await notebook.value('"a" + "b"')).toBe('ab');
  expect(await notebook.value('later')).toBe(1);
  await notebook.language.close();
});

test('the script of a plain cell is the cell, with a map of its place', () => {
  const cell = plainCell('  1 + 1', 'cell-1.ts');
  expect(cell).toMatchObject({ javascript: '  1 + 1', hasResult: true, isAsync: false, declares: [], diagnostics: [] });
  expect(decodeMappings(cell?.sourceMap ?? '')).toEqual([{ line: 0, column: 2, sourceLine: 0, sourceColumn: 2 }]);
});
