/** The course tool with the real kernel, over the real protocol: the fixture chapter from script to table. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNotebook } from 'tslate/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { courseCommand } from '../../../notebooks/tool/cli.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'course-'));
  for (const folder of ['chapters', 'exercises']) {
    cpSync(new URL(`../fixtures/${folder}/`, import.meta.url), join(root, 'notebooks', folder), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true }));

async function course(...words: readonly string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const screen = { write: (part: string) => (text += part) };
  return {
    code: await courseCommand(words, {
      root,
      runner: runNotebook,
      loadSheet: (name: string) => import(`../fixtures/exercises/${name}.ts`),
      out: screen,
      err: screen,
    }),
    text,
  };
}

it('runs both editions in the kernel and finds that every promise is kept', async () => {
  const { code, text } = await course('all', '01', '--profile', 'tiny');
  expect(text).toContain('verified 1 chapter: no problems');
  expect(text.match(/01-tiny +(en|zh) +4\/4 .* 50\.00 %  two points/g)).toHaveLength(2);
  expect(code).toBe(0);
  const zh = readFileSync(join(root, 'notebooks', 'zh', '01-tiny.ipynb'), 'utf8');
  expect(zh).toContain('zh: accuracy 0.5');
  expect(zh).toContain('no shape');
});

it('gives the same bytes when it runs again', async () => {
  const path = join(root, 'notebooks', 'en', '01-tiny.ipynb');
  await course('run', '01', '--language', 'en');
  const first = readFileSync(path, 'utf8');
  await course('run', '01', '--language', 'en', '--fresh');
  expect(readFileSync(path, 'utf8')).toBe(first);
});

it('runs exercises with gaps, where none is attempted, and with solutions, where all pass', async () => {
  const student = await course('all', '02', '--language', 'en');
  expect(student.text).toContain('verified 1 chapter: no problems');
  const notebook = readFileSync(join(root, 'notebooks', 'en', '02-exercises.ipynb'), 'utf8');
  expect(notebook.match(/"outcome": ?"notAttempted"/g)).toHaveLength(3);
  const instructor = await course('all', '02', '--language', 'zh', '--edition', 'instructor');
  expect(instructor.text).toContain('verified 1 chapter: no problems');
  const graded = readFileSync(join(root, '.tslate/editions/instructor/zh/02-exercises.ipynb'), 'utf8');
  // The quiz is left to the students.
  expect(graded.match(/"outcome": ?"passed"/g)).toHaveLength(2);
  expect(graded).toContain('✓ **正确**，得 2 分');
});
