/** The course tool on a course of its own, in a folder that is gone afterwards, with a stand-in for the kernel. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { type Output, type RunOptions } from 'tslate/kernel';
import { courseCommand } from '../../notebooks/tool/cli.ts';
import { type Runner } from '../../notebooks/tool/run/run.ts';
import { failure, playback, published, stdout } from './outputs.ts';

const fixtures = new URL('fixtures/', import.meta.url);
export let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'course-'));
  mkdirSync(join(root, 'notebooks', 'chapters'), { recursive: true });
  cpSync(new URL('chapters/01-tiny.ts', fixtures), join(root, 'notebooks', 'chapters', '01-tiny.ts'));
});
/** Adds the chapter that has exercises, and exercises only. */
export const withExercises = (): void => {
  for (const folder of ['chapters', 'exercises']) {
    cpSync(new URL(`${folder}/02-exercises.ts`, fixtures), join(root, 'notebooks', folder, '02-exercises.ts'));
  }
};
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** What the fixture's cells give in the real kernel. */
export const fixtureOutputs: Readonly<Record<string, readonly Output[]>> = {
  language: [],
  gradient: [stdout('6\n')],
  results: [published({ accuracy: 0.95, dataset: 'two points' })],
  wrong: [failure('RangeError')],
};
export const works = (seen?: RunOptions[]): Runner => playback((id) => fixtureOutputs[id] ?? [], seen);

export async function course(
  line: string,
  runner: Runner = works(),
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await courseCommand(line === '' ? [] : line.split(' '), {
    root,
    runner,
    loadSheet: (name) => import(`./fixtures/exercises/${name}.ts`),
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}
export const script = (): string => join(root, 'notebooks', 'chapters', '01-tiny.ts');
export const notebook = (language: string, folder = join(root, 'notebooks')): string =>
  join(folder, language, '01-tiny.ipynb');
export const edit = (path: string, from: string, to: string): void =>
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
