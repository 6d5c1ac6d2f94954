import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { completeMagic } from '../../../kernel/language/magic-complete.ts';
import { readMagics } from '../../../kernel/language/magic-lines.ts';

const directory = mkdtempSync(join(tmpdir(), 'tslate-test-'));
mkdirSync(join(directory, 'data'));
for (const name of ['first.ts', 'fit.csv', '.hidden', 'data/one two.txt']) writeFileSync(join(directory, name), '');
afterAll(() => rmSync(directory, { recursive: true }));

/** Completions where `|` stands; undefined where TypeScript is to be asked. */
function completions(marked: string) {
  const offset = marked.indexOf('|');
  const code = marked.replace('|', '');
  return completeMagic(code, readMagics(code, (word) => word === 'done').code, offset, directory);
}
const texts = (marked: string) => completions(marked)?.items.map(({ text }) => text);

describe('completion', () => {
  test('knows the names of magics', () => {
    expect(completions('1\n%t|')).toMatchObject({ start: 2, end: 4, items: [{ text: '%time' }, { text: '%types' }] });
    expect(texts('%%h|')).toEqual(['%%html']);
  });

  test('knows the words that a magic takes', () => {
    expect(texts('%types |')).toEqual(['off', 'warn', 'error']);
    expect(completions('let a = 1\n%types w|\n[a]')).toEqual({
      start: 17,
      end: 18,
      items: [{ text: 'warn', kind: 'magic' }],
    });
    expect(texts('%npm i|')).toEqual(['install']);
  });

  test('knows the files that can be loaded, and the folders on the way', () => {
    expect(texts('%load |')?.sort()).toEqual(['data/', 'first.ts', 'fit.csv']);
    expect(texts('%load .h|')).toEqual(['.hidden']);
    expect(completions('%load data/one t|')).toEqual({
      start: 11,
      end: 16,
      items: [{ text: 'one two.txt', kind: 'file' }],
    });
    expect(texts(`%load ${directory}/fi|`)?.sort()).toEqual(['first.ts', 'fit.csv']);
    expect(texts('%load nowhere/|')).toEqual([]);
  });

  test('offers nothing of TypeScript where the shell, npm or a page is meant', () => {
    const lines = ['!l|', '!ls -l |', '%sh l|', '%who |', '%npm install l|', '%types warn o|', '%nothing a|'];
    for (const marked of [...lines, '%%sh\nl|', '%%html\n<b>\n|', '%%javascript\nelement.|'])
      expect(texts(marked), marked).toEqual([]);
  });

  test('leaves to TypeScript what is TypeScript', () => {
    for (const marked of ['a|', '!done|', '%time f|', '%time |', '%%time\nf|', '%who\na|', '!(a|', '`\n!l|\n`', 'x |'])
      expect(completions(marked), marked).toBe(undefined);
  });
});
