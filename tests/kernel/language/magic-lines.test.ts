import { describe, expect, test } from 'vitest';
import { readMagics } from '../../../kernel/language/magic-lines.ts';

const calls = (code: string, names: readonly string[] = []): string[] =>
  readMagics(code, (word) => names.includes(word)).calls.map(({ name, argument }) => `${name}: ${argument}`);

describe('magics', () => {
  test('leave blanks, so that every other place stays what it is', () => {
    const { code } = readMagics('let a = 1\n%who\n!ls -l\na');
    expect(code).toBe('let a = 1\n    \n      \na');
  });

  test('end the statement before them, also where it could go on behind them', () => {
    expect(readMagics('let a = 1\n!ls -l\n[a]').code).toBe('let a = 1\n;     \n[a]');
    expect(readMagics('f\n%who\n  (a)').code).toBe('f\n;   \n  (a)');
  });

  test('on lines are %name argument and !command', () => {
    expect(calls('%npm install d3\n!echo "a b"\n%sh ls')).toEqual(['npm: install d3', 'sh: echo "a b"', 'sh: ls']);
  });

  test('of whole cells take all that follows', () => {
    expect(calls('\n%%html\n<b>\n%who\n</b>')).toEqual(['html: <b>\n%who\n</b>']);
    expect(calls('%%sh\nls\npwd')).toEqual(['sh: ls\npwd']);
  });

  test('are none inside of templates, comments and brackets, or indented', () => {
    expect(calls('const s = `\n%who\n!ls\n`')).toEqual([]);
    expect(calls('/*\n%who\n*/')).toEqual([]);
    expect(calls('f(\n%who\n)')).toEqual([]);
    expect(calls('f(a\n%who\n)')).toEqual([]);
    expect(calls('  %who')).toEqual([]);
  });

  test('do not take the operators of TypeScript', () => {
    for (const code of [
      '!(a && b)',
      '!Number.isNaN(x)',
      '!true',
      '!a || b',
      '![].length',
      '!!x',
      '!a;',
      '!list[0]',
      'x =\n!y',
    ]) {
      expect(calls(code), code).toEqual([]);
    }
    expect(calls('!done', ['done'])).toEqual([]);
    expect(calls('!done')).toEqual(['sh: done']);
    expect(calls('const total = a\n  % b')).toEqual([]);
  });

  test('may time a statement or the whole cell', () => {
    expect(readMagics('%time f(\n1)')).toMatchObject({ code: '      f(\n1)', timed: [6], isTimed: false });
    expect(readMagics('%%time\nf()')).toMatchObject({ code: '      \nf()', timed: [], isTimed: true });
    expect(readMagics('%time\nf()')).toMatchObject({ isTimed: true });
  });

  test('set how strictly types are checked', () => {
    expect(readMagics('%types warn\n1').check).toBe('warn');
    expect(readMagics('%types sometimes').problem?.message).toBe(
      '%types takes off, warn or error, received sometimes.',
    );
  });

  test.each([
    ['%tiem f()', 'There is no magic %tiem. Did you mean %time? %help lists all.'],
    ['%htlm', 'There is no magic %htlm. Did you mean %%html? %help lists all.'],
    ['%%tiem', 'There is no magic %%tiem. Did you mean %%time? %help lists all.'],
    ['%matplotlib inline', 'There is no magic %matplotlib. %help lists all.'],
    ['%html <b>', '%html takes the whole cell: write %%html on its first line.'],
    ['%%who', '%who takes one line: write it with one %.'],
    ['1\n%%html', '%%html must stand on the first line of the cell.'],
  ])('that are wrong say how they are meant: %s', (code, message) => {
    expect(readMagics(code).problem?.message).toBe(message);
  });
});
