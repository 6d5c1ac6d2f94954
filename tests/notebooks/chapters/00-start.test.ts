/** What chapter 00 says of the kernel is what the kernel does. */
import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { messages, Notebook } from '../../kernel/language/harness.ts';

const chapter = readFileSync(new URL('../../../notebooks/chapters/00-start.ts', import.meta.url), 'utf8');
const notebook = new Notebook(import.meta.dirname);
afterAll(() => notebook.language.close());

it('without its @ts-expect-error, the cell about errors ends with the message that the text quotes', async () => {
  const cell = /\/\/ @ts-expect-error\n(const units[^\n]*\nunits)/.exec(chapter)?.[1] ?? '';
  const quoted = Array.from(chapter.matchAll(/\/\/ ```text\n\/\/ (.*)\n/g), ([, message]) => `TS2322 1:7 ${message}`);
  const [said] = messages(await notebook.run(cell));
  expect(quoted).toEqual([said, said]);
});
