/** The course tool with the real kernel, over the real protocol: the fixture chapter from script to table. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNotebook } from 'tslate/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { courseCommand } from '../../../notebooks/tool/cli.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'course-'));
  mkdirSync(join(root, 'notebooks'));
  cpSync(new URL('../fixtures/chapters/', import.meta.url), join(root, 'notebooks', 'chapters'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

async function course(...words: readonly string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const screen = { write: (part: string) => (text += part) };
  return {
    code: await courseCommand(words, {
      root,
      runner: runNotebook,
      loadSheet: () => Promise.resolve({}),
      out: screen,
      err: screen,
    }),
    text,
  };
}

it('runs both editions in the kernel and finds that every promise is kept', async () => {
  const { code, text } = await course('all', '--profile', 'tiny');
  expect(text).toContain('verified 1 chapter: no problems');
  expect(text.match(/01-tiny +(en|zh) +4\/4 .* 50\.00 %  two points/g)).toHaveLength(2);
  expect(code).toBe(0);
  const zh = readFileSync(join(root, 'notebooks', 'zh', '01-tiny.ipynb'), 'utf8');
  expect(zh).toContain('zh: accuracy 0.5');
  expect(zh).toContain('no shape');
});

it('gives the same bytes when it runs again', async () => {
  const path = join(root, 'notebooks', 'en', '01-tiny.ipynb');
  await course('run', '--language', 'en');
  const first = readFileSync(path, 'utf8');
  await course('run', '--language', 'en');
  expect(readFileSync(path, 'utf8')).toBe(first);
});
