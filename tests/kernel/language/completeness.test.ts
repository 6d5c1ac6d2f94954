import { expect, test } from 'vitest';
import { completeness } from '../../../kernel/language/completeness.ts';

test.each([
  '1 + 1',
  '',
  'const r = /[(]/',
  '{ a: 1, b: 2 }',
  'const f = <T,>(x: T) => x',
  'await fetch("x")',
  'const s = "({["',
  '// comment (',
  'const element = <b>bold</b>',
  'if (true) { 1 }',
])('%j is complete', (code) => expect(completeness(code)).toEqual({ status: 'complete' }));

test.each([
  ['function f(x) {', '  '],
  ['const s = `abc', ''],
  ['[1, 2,', '  '],
  ['if (true) {\n  1', '  '],
  ['class A {\n  m() {\n    return 1', '    '],
  ['class A {\n  m() {', '    '],
  ['/* never closed', ''],
  ['value.', ''],
  ['1 +', ''],
  ['a ? b :', ''],
  ['{ a: 1, b:', '  '],
  ['const f = (a) =>', '  '],
  ['call(', '  '],
  ['type A = {', '  '],
  ['@decorator', ''],
  ['`text ${a', '  '],
  ['const element = <b>', ''],
])('%j goes on', (code, indent) => expect(completeness(code)).toEqual({ status: 'incomplete', indent }));

test.each(['function function', 'let = = 3', ')', '}', '"abc', 'const r = /ab', '{ a: 1 } }', 'foo bar baz('])(
  '%j is invalid',
  (code) => expect(completeness(code)).toEqual({ status: 'invalid' }),
);
