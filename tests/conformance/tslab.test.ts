/** Our notebooks on stock tslab: what a chapter needs of a kernel, it finds there too. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../kernel/jupyter/process.ts';
import { writeNotebook } from '../browser/notebook-file.ts';
import { jupyterEnvironment, tslate } from '../setup/kernelspec.ts';
import { need, needing } from '../setup/needs.ts';
import { projectRoot, testPython } from '../setup/python.ts';

const peers = join(projectRoot, 'tests', 'peers', 'node_modules');
const tslab = join(peers, 'tslab', 'bin', 'tslab');
const python = await testPython('nbclient', 'nbformat');
const installed = need(
  existsSync(tslab) ? tslab : undefined,
  'needs tslab: run `npm run test:setup`',
  'TSLATE_REQUIRE_JUPYTER',
);
const tools = 'missing' in installed ? installed : python;

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tslate-tslab-'));
  const kernel = join(root, 'kernels', 'tslab');
  mkdirSync(kernel, { recursive: true });
  // What tslab's own installer writes, with paths instead of names on PATH.
  const argv = [process.execPath, tslab, 'kernel', '--config-path', '{connection_file}'];
  writeFileSync(
    join(kernel, 'kernel.json'),
    JSON.stringify({ argv, display_name: 'TypeScript', language: 'typescript' }),
  );
  // A folder as users have it, with the package and Node's types installed.
  mkdirSync(join(root, 'node_modules', '@types'), { recursive: true });
  symlinkSync(projectRoot, join(root, 'node_modules', 'tslate'));
  symlinkSync(join(peers, '@types', 'node'), join(root, 'node_modules', '@types', 'node'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Executed {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly metadata: { readonly tags?: readonly string[] };
    readonly outputs?: readonly {
      readonly output_type: string;
      readonly name?: string;
      readonly text?: string | readonly string[];
      readonly data?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** What a code cell wrote, by stream (tslab writes results to stdout and errors to stderr), and what it showed. */
interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly tags: readonly string[];
  readonly shown: readonly string[];
}

/** The forms of a display that tslab can send, the one that it is sent first; text it prints. */
const forms = ['image/svg+xml', 'image/png', 'text/html'];

/** The code cells of an executed notebook. */
function read(file: string): Said[] {
  const { cells }: Executed = JSON.parse(readFileSync(file, 'utf8'));
  return cells
    .filter(({ cell_type }) => cell_type === 'code')
    .map(({ outputs = [], metadata }) => {
      const said = (wanted: string): string =>
        outputs.flatMap(({ name, text = '' }) => (name === wanted ? [text].flat() : [])).join('');
      const shown = outputs.flatMap(({ data = {} }) => {
        const form = forms.find((mime) => mime in data);
        return form === undefined ? [] : [[data[form]].flat().join('')];
      });
      return { stdout: said('stdout'), stderr: said('stderr'), tags: metadata.tags ?? [], shown };
    });
}

/** Without the network, so that both kernels have the same data; with the course's shortest settings. */
const surroundings = { TSLATE_PROFILE: 'tiny', TSLATE_OFFLINE: '1' };

async function execute(command: readonly [string, ...string[]], file: string): Promise<Said[]> {
  const output = join(root, 'executed.ipynb');
  const script = join(projectRoot, 'tests', 'conformance', 'run_nbclient.py');
  const env = { ...jupyterEnvironment(root), ...surroundings };
  const answer = await run(command, [script, file, output, 'tslab'], { env, timeout: 300_000 });
  if (answer?.status !== 0) throw new Error(answer?.stderr ?? 'Python was not found');
  return read(output);
}

test(
  'a chapter of the course runs on tslab, and fails only where it says so',
  needing(tools, async (command) => {
    const file = join(root, 'chapter.ipynb');
    copyFileSync(join(projectRoot, 'tests', 'notebooks', 'fixtures', '01-tiny.en.ipynb'), file);
    const cells = await execute(command, file);
    expect(cells.length).toBeGreaterThan(2);
    for (const { stderr, tags } of cells) {
      const mayFail = tags.some((tag) => tag.startsWith('check:error'));
      if (!mayFail) expect(stderr).toBe('');
      else expect(stderr).toContain('RangeError');
    }
  }),
  300_000,
);

test(
  'chapter 08 runs on tslab, and shows there the same tables and figures as on our kernel',
  needing(tools, async (command) => {
    const file = join(root, 'autopsy.ipynb');
    copyFileSync(join(projectRoot, 'notebooks', 'en', '08-autopsy.ipynb'), file);
    const there = await execute(command, file);
    expect(there.map(({ stderr }) => stderr).join('')).toBe('');
    const output = join(root, 'ours.ipynb');
    const env = { ...process.env, ...surroundings };
    const answer = await run(tslate, ['run', file, '--output', output], { env, timeout: 300_000 });
    expect(answer?.status, answer?.stderr).toBe(0);
    const here = read(output);
    expect(there.map(({ shown }) => shown)).toEqual(here.map(({ shown }) => shown));
    expect(there.flatMap(({ shown }) => shown).filter((form) => !form.startsWith('<')).length).toBeGreaterThan(5);
  }),
  300_000,
);

test(
  'the framework trains and predicts on tslab, with its types',
  needing(tools, async (command) => {
    const file = join(root, 'training.ipynb');
    await writeNotebook(file, [
      [
        'code',
        "import { dense, sequential, sgd, tensor } from 'tslate';",
        'const x = tensor([[0], [1], [2], [3]]);',
        'const y = tensor([[1], [3], [5], [7]]);',
      ],
      [
        'code',
        "const model = sequential([1], dense(1)).compile({ optimizer: sgd({ learningRate: 0.1 }), loss: 'meanSquaredError' });",
        'await model.fit(x, y, { epochs: 200, progress: false });',
      ],
      ['code', 'console.log(Math.round(Number((await model.predict(tensor([[10]]))).data[0])))'],
    ]);
    const cells = await execute(command, file);
    expect(cells.map(({ stderr }) => stderr)).toEqual(['', '', '']);
    expect(cells.at(-1)?.stdout).toContain('21');
  }),
  300_000,
);
