/** A notebook run by nbclient (which nbconvert, papermill and Jupyter Book use) and by our own runner gives the same outputs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run, type Command } from '../../kernel/jupyter/process.ts';
import { everyOutput } from '../browser/sample-notebooks.ts';
import { writeNotebook, type TestCell } from '../browser/notebook-file.ts';
import { installInTemporaryPrefix, jupyterEnvironment, tslate } from '../setup/kernelspec.ts';
import { needing } from '../setup/needs.ts';
import { testPython } from '../setup/python.ts';
import { codeCells } from './executed.ts';

const cells: readonly TestCell[] = [
  ...everyOutput,
  ['code', "for (let i = 0; i < 2_000; i++) console.log(`line ${i}`);\nconsole.error('on stderr');"],
  ['code', "throw new Error('on purpose');"],
  ['code', 'await Promise.resolve(weights.length)'],
];

async function execute(
  program: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  status: number,
): Promise<void> {
  const answer = await run(program, args, { env, timeout: 150_000 });
  expect(answer?.status, `${answer?.stdout ?? ''}${answer?.stderr ?? ''}`).toBe(status);
}

const python = await testPython('nbclient');

describe('nbclient', () => {
  test(
    'gives the same outputs as tslate run, errors and 2,000 lines included',
    needing(python, async (command) => {
      const folder = await mkdtemp(join(tmpdir(), 'tslate-nbclient-'));
      const [source, theirs, ours] = ['source', 'theirs', 'ours'].map((name) => join(folder, `${name}.ipynb`));
      if (source === undefined || theirs === undefined || ours === undefined)
        throw new Error('three names give three files');
      await writeNotebook(source, cells);
      const env = jupyterEnvironment(await installInTemporaryPrefix());
      await execute(command, [fileURLToPath(new URL('run_nbclient.py', import.meta.url)), source, theirs], env, 0);
      // Status 1 says that a cell failed.
      await execute(tslate, ['run', source, '--output', ours, '--allow-errors'], env, 1);
      const [fromNbclient, fromUs] = [await codeCells(theirs), await codeCells(ours)];
      expect(fromUs).toHaveLength(cells.filter(([kind]) => kind === 'code').length);
      expect(fromUs).toEqual(fromNbclient);
      await rm(folder, { recursive: true });
    }),
    300_000,
  );
});
