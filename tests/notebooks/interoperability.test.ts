/** Chapters executed by nbclient and by `jupyter nbconvert --execute` give what the course tool's own runs give. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNotebook } from 'tslate/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, type Command } from '../../kernel/jupyter/process.ts';
import { courseCommand } from '../../notebooks/tool/cli.ts';
import { codeCells } from '../conformance/executed.ts';
import { installInTemporaryPrefix, jupyterEnvironment } from '../setup/kernelspec.ts';
import { needing } from '../setup/needs.ts';
import { projectRoot, testPython } from '../setup/python.ts';

const python = await testPython('nbclient', 'nbconvert');

let root = '';
beforeAll(() => (root = mkdtempSync(join(tmpdir(), 'course-'))));
afterAll(() => rmSync(root, { recursive: true }));

/** The network gives nothing in a test; the profile is the course's shortest. */
const circumstances = { TSLATE_PROFILE: 'tiny', TSLATE_OFFLINE: '1', TSLATE_LANGUAGE: 'en' };

/** Builds and runs a chapter as `npm run course` does, in a folder of its own. */
async function course(name: string, from: string): Promise<{ built: string; ran: string }> {
  const home = join(root, name);
  for (const folder of ['chapters', 'exercises']) {
    const file = join(folder, `${name}.ts`);
    if (existsSync(join(from, file))) cpSync(join(from, file), join(home, 'notebooks', file));
  }
  for (const shared of ['glossary.yaml', 'articles.yaml'].filter((file) => existsSync(join(from, file)))) {
    cpSync(join(from, shared), join(home, 'notebooks', shared));
  }
  const command = (...words: readonly string[]) => {
    let err = '';
    const world = {
      root: home,
      runner: runNotebook,
      loadSheet: (sheet: string) => import(`${join(from, 'exercises', sheet)}.ts`),
      out: { write: () => undefined },
      err: { write: (text: string) => (err += text) },
    };
    return courseCommand(words, world).then((code) => expect(code, err).toBe(0));
  };
  const built = join(home, 'built');
  await command('build', '--language', 'en', '--output', built);
  await command('run', '--language', 'en', '--profile', 'tiny');
  return { built: join(built, 'en', `${name}.ipynb`), ran: join(home, 'notebooks', 'en', `${name}.ipynb`) };
}

async function execute(command: Command, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const answer = await run(command, args, { env, timeout: 280_000 });
  expect(answer?.status, `${answer?.stdout ?? ''}${answer?.stderr ?? ''}`).toBe(0);
}

describe.each([
  ['01-tiny', join(projectRoot, 'tests', 'notebooks', 'fixtures')],
  ['02-exercises', join(projectRoot, 'tests', 'notebooks', 'fixtures')],
  ['08-autopsy', join(projectRoot, 'notebooks')],
])('chapter %s', (name, from) => {
  test(
    'gives the same outputs to nbclient, to nbconvert and to the course tool',
    needing(python, async (command) => {
      const { built, ran } = await course(name, from);
      const env = { ...jupyterEnvironment(await installInTemporaryPrefix()), ...circumstances };
      // Beside the notebook that the tool ran: cells import from there.
      const beside = join(root, name, 'notebooks', 'en');
      mkdirSync(beside, { recursive: true });
      const [source, client, converted] = ['source', 'client', 'converted'].map((word) =>
        join(beside, `${word}.ipynb`),
      );
      cpSync(built, source ?? '');
      const expected = await codeCells(ran);
      expect(expected.length).toBeGreaterThan(2);
      const nbclient = join(projectRoot, 'tests', 'conformance', 'run_nbclient.py');
      await execute(command, [nbclient, source ?? '', client ?? ''], env);
      expect(await codeCells(client ?? '')).toEqual(expected);
      const nbconvert = ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--output', 'converted', source ?? ''];
      await execute(command, nbconvert, env);
      expect(await codeCells(converted ?? '')).toEqual(expected);
    }),
    600_000,
  );
});
