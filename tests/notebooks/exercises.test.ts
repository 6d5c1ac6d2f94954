/** Every exercise and quiz of the course: a gap is not attempted, the solution passes, each wrong answer gets its hint. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sheetOf } from '../../notebooks/tool/source/sheet.ts';
import { parseChapter } from '../../notebooks/tool/source/parse.ts';
import { checkAnswers, checkSheet } from '../../notebooks/tool/verify/sheet.ts';

const folder = fileURLToPath(new URL('../../notebooks/', import.meta.url));
const names = readdirSync(`${folder}exercises`).map((file) => file.replace(/\.ts$/, ''));

it.each(names)('%s', async (name) => {
  const path = `${folder}exercises/${name}.ts`;
  const sheet = sheetOf(await import(`../../notebooks/exercises/${name}.ts`), path, readFileSync(path, 'utf8'));
  const written = parseChapter(name, readFileSync(`${folder}chapters/${name}.ts`, 'utf8'));
  expect(checkSheet({ written, sheet })).toEqual([]);
  expect(await checkAnswers({ written, sheet })).toEqual([]);
});
