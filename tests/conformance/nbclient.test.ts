/** A notebook run by nbclient (which nbconvert, papermill and Jupyter Book use) and by our own runner gives the same outputs. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
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

const cells: readonly TestCell[] = [
  ...everyOutput,
  ['code', "for (let i = 0; i < 2_000; i++) console.log(`line ${i}`);\nconsole.error('on stderr');"],
  ['code', "throw new Error('on purpose');"],
  ['code', 'await Promise.resolve(weights.length)'],
];

interface Executed {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly execution_count?: number | null;
    readonly outputs?: readonly Output[];
  }[];
}

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly [field: string]: unknown;
}

/** Several messages of one stream are one text: how they are cut depends on time. */
function joinStreams(outputs: readonly Output[]): readonly Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const text = [output.text ?? ''].flat().join('');
    const same = joined.findIndex(({ output_type, name }) => output_type === 'stream' && name === output.name);
    const before = joined[same];
    if (output.output_type === 'stream' && before !== undefined)
      joined[same] = { ...before, text: `${[before.text ?? ''].flat().join('')}${text}` };
    else joined.push(output.output_type === 'stream' ? { ...output, text } : output);
  }
  return joined;
}

/** A text of several lines may stand in the file as one text or as a list of lines. */
const wholeTexts = (_key: string, value: unknown): unknown =>
  Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string') ? value.join('') : value;

async function codeCells(file: string): Promise<readonly unknown[]> {
  const notebook: Executed = JSON.parse(await readFile(file, 'utf8'));
  return notebook.cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) =>
      JSON.parse(JSON.stringify({ count: cell.execution_count, outputs: joinStreams(cell.outputs ?? []) }), wholeTexts),
    );
}

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
