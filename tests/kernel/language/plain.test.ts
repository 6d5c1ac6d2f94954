import { expect, test } from 'vitest';
import { isPlain } from '../../../kernel/language/plain.ts';
import { decodeMappings } from '../../../kernel/language/source-map.ts';
import { parse } from '../../../kernel/language/syntax.ts';
import { Notebook } from './harness.ts';

test.each([
  ['1 + 1', true],
  ['-(2 ** 10) / 3 % 2', true],
  ['"a" + 1 + `b`', true],
  ['// a comment\n5;', true],
  ['"a" * 2', false],
  ['-"a"', false],
  ['1 === 2', false],
  ['x', false],
  ['[1]', false],
  ['let a = 1', false],
  ['1 +', false],
  ['"open', false],
])('whether %j needs no check: %s', (code, expected) => {
  expect(isPlain(parse(code, 'ts'))).toBe(expected);
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

test('the script of a plain cell is the cell, with a map of its statements', async () => {
  const notebook = new Notebook('/tmp');
  const code = '// twice\n1 + 1;\n  "a"; `b\n` /* last */';
  const { javascript, sourceMap, hasResult, isAsync, declares, value } = await notebook.run(code);
  expect({ javascript, hasResult, isAsync, declares }).toEqual({
    javascript: code,
    hasResult: true,
    isAsync: false,
    declares: [],
  });
  expect(value).toBe('b\n');
  expect(decodeMappings(sourceMap).map(({ line, column }) => [line, column])).toEqual([
    [1, 0],
    [2, 2],
    [2, 7],
  ]);
  expect((await notebook.run('')).hasResult).toBe(false);
  await notebook.language.close();
});
