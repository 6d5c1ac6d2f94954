import { expect, test } from 'vitest';
import { readHelpLine } from '../../../kernel/language/help-lines.ts';
import { readMagics } from '../../../kernel/language/magic-lines.ts';

const asked = (code: string): string[] => readMagics(code).help.map(({ asked: { name } }) => name);

test.each([
  ['x?', { name: 'x', at: 0, isDetailed: false }],
  ['console.log??', { name: 'console.log', at: 0, isDetailed: true }],
  ['?? a.b ', { name: 'a.b', at: 3, isDetailed: true }],
  ['变量?', { name: '变量', at: 0, isDetailed: false }],
  ['%time?', { name: '%time', at: 0, isDetailed: false }],
  ['?', { name: '', at: 1, isDetailed: false }],
])('%s asks what a name is', (line, read) => {
  expect(readHelpLine(line)).toEqual(read);
});

test.each(['a?.b', 'f()?', '  x?', 'x???', 'a b?', '? 1', 'x?;'])('%s does not', (line) => {
  expect(readHelpLine(line)).toBeUndefined();
});

test('such lines stand among statements, which keep their places', () => {
  const code = 'const a = 1\na?\n?a\n%pinfo Math.max\nconsole.log(a)';
  expect(asked(code)).toEqual(['a', 'a', 'Math.max']);
  expect(readMagics(code).code).toBe('const a = 1\n  \n  \n               \nconsole.log(a)');
  expect(readMagics('x?\n(1)').code).toBe('; \n(1)');
  expect(asked('f()\nx?\nfunction g() {\n')).toEqual([]); // it cannot run anyway
});

test.each([
  'a ?\n b :\n c',
  'a\n? b\n: c',
  'a ?\nb ?\n1 : 2 : 3',
  'a\n? b\n: c; let = 5',
  'a\n?? b',
  'a ??\nb',
  'x\n?.y',
  'const s = `\nx?\n`',
  '/*\nx?\n*/',
  'interface P {\nname?\n}',
  'class P {\nname?\n}',
  'f(\nx?\n)',
  'type A = B extends C\n? D\n: E',
  'const e = <p>\nReally?\n</p>',
])('TypeScript stays TypeScript: %j', (code) => {
  expect(readMagics(code)).toMatchObject({ code, help: [], calls: [] });
});

test('a mark that stands alone asks for all help, %pinfo for a name', () => {
  expect(readMagics('?').calls).toEqual([{ at: 0, name: 'help', argument: '' }]);
  expect(readMagics('%pinfo').calls).toEqual([{ at: 0, name: 'help', argument: '' }]);
  expect(readMagics('%pinfo 1 + 1').problem?.message).toBe('%pinfo takes a name: %pinfo console.log, or console.log?');
});
