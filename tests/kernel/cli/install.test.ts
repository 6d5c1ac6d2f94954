/** The kernel as users install it: by every way there is, from places with difficult names, and from the packed package. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Finished, run } from '../../../kernel/jupyter/process.ts';
import { startKernel } from '../../../kernel/runner/start.ts';
import { tslate } from '../../setup/kernelspec.ts';
import { need, type Need, needing, once } from '../../setup/needs.ts';
import { projectRoot } from '../../setup/python.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-install-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An environment in which nothing but Node can be found. */
const bare = { PATH: join(root, 'empty'), HOME: root };

/** Every file and folder below a folder. */
const below = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];

async function expectToRun(command: readonly string[], directory: string, environment = {}): Promise<void> {
  const kernel = await startKernel({ directory, command, environment });
  const result = new Promise<unknown>((resolve) =>
    kernel.client.listen(({ header, content }) => {
      if (header.msg_type === 'execute_result') resolve(content['data']);
      if (header.msg_type === 'error') resolve(content['evalue']);
    }),
  );
  void kernel.client.request('execute_request', { code: 'const answer: number = 6 * 7; answer' });
  expect(await result).toEqual({ 'text/plain': '42' });
  await kernel.stop();
}

interface Kernelspec {
  readonly argv: readonly string[];
}

function argvOf(folder: string): readonly string[] {
  const { argv }: Kernelspec = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
  return argv;
}

describe('an installation', () => {
  test.each([
    ['for the user', ['--user'], { JUPYTER_DATA_DIR: join(root, 'user data') }, join(root, 'user data')],
    ['for the user by default', [], { XDG_DATA_HOME: join(root, 'xdg') }, join(root, 'xdg', 'jupyter')],
    [
      'into the active environment',
      ['--sys-prefix'],
      { VIRTUAL_ENV: join(root, 'venv') },
      join(root, 'venv/share/jupyter'),
    ],
    ['into a prefix', ['--prefix', join(root, '前缀 one')], {}, join(root, '前缀 one/share/jupyter')],
  ])('%s is written, and removed without a trace', async (_, options, environment, data) => {
    const env = { ...bare, ...environment };
    expect((await run(tslate, ['install', ...options], { env }))?.status).toBe(0);
    const folder = join(data, 'kernels', 'tslate');
    expect(JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'))).toMatchObject({
      language: 'typescript',
      interrupt_mode: 'message',
      metadata: { debugger: true },
    });
    const extension = join(data, 'labextensions', 'tslate-plotly');
    const { jupyterlab } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
    expect(jupyterlab).toEqual({
      mimeExtension: true,
      _build: { load: 'static/container.js', mimeExtension: './mimeExtension' },
    });
    const files = readdirSync(join(extension, 'static'));
    expect(files).toEqual(expect.arrayContaining(['container.js', 'plotly.min.js', 'plotly.min.js.LICENSE.txt']));
    expect(below(join(data, 'nbconvert/templates/tslate')).sort()).toEqual(['conf.json', 'index.html.j2']);
    expect((await run(tslate, ['uninstall', ...options], { env }))?.status).toBe(0);
    expect(below(data)).toEqual([]);
    expect(existsSync(data)).toBe(false);
  });

  test('leaves what others installed where it is', async () => {
    const prefix = join(root, 'shared');
    const other = join(prefix, 'share/jupyter/kernels/other');
    mkdirSync(other, { recursive: true });
    await run(tslate, ['install', '--prefix', prefix]);
    await run(tslate, ['uninstall', '--prefix', prefix]);
    expect(existsSync(other)).toBe(true);
  });

  test('may stand beside another version, each under its name', async () => {
    const prefix = join(root, 'both');
    await run(tslate, ['install', '--prefix', prefix]);
    await run(tslate, ['install', '--prefix', prefix, '--name', 'tslate-next']);
    const kernels = join(prefix, 'share/jupyter/kernels');
    expect(readdirSync(kernels).sort()).toEqual(['tslate', 'tslate-next']);
    await run(tslate, ['uninstall', '--prefix', prefix, '--name', 'tslate-next']);
    expect(readdirSync(kernels)).toEqual(['tslate']);
    expect(existsSync(join(prefix, 'share/jupyter/labextensions/tslate-plotly'))).toBe(true);
    await run(tslate, ['uninstall', '--prefix', prefix]);
    expect(readdirSync(prefix)).toEqual([]);
  });
});

describe('the kernel starts', () => {
  const command = [...tslate, 'kernel', '--connection-file', '{connection_file}'];

  test('in a folder whose name has spaces and Chinese characters', async () => {
    const directory = join(root, '我的 笔记本 (1)');
    mkdirSync(directory);
    await expectToRun(command, directory);
  });

  test('without a home that can be written to, and without any other program', async () => {
    mkdirSync(join(root, 'work'));
    const home = '/proc/nobody';
    await expectToRun(command, join(root, 'work'), { ...bare, HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home });
  });
});

/** The packed package in a folder of its own: where its program lies. Its dependencies come from npm's cache, or over the network. */
const installedPackage = once(async (folder: string): Promise<Need<string>> => {
  const npm = async (...args: string[]): Promise<Finished> => {
    const finished = await run(['npm'], args, { timeout: 240_000 });
    if (finished === undefined) throw new Error('There is no npm.');
    return finished;
  };
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const packed = await npm('pack', projectRoot, '--ignore-scripts', '--silent', '--pack-destination', root);
  // Without a network npm would try for minutes, package by package.
  const online = (await npm('view', 'vitest', 'version', '--prefer-online', '--fetch-retries=0')).status === 0;
  const options = ['--ignore-scripts', online ? '--prefer-offline' : '--offline', '--no-audit', '--no-fund'];
  const { status, stderr } = await npm('install', '--prefix', folder, ...options, join(root, packed.stdout.trim()));
  if (status === 0) return { value: join(folder, 'node_modules', 'tslate', 'dist', 'kernel', 'cli', 'main.js') };
  if (!online) return need<string>(undefined, 'needs packages that npm has not in its cache', 'TSLATE_REQUIRE_JUPYTER');
  throw new Error(stderr);
});

describe('the packed package', () => {
  const folder = join(root, '一个 new folder');
  const it = (name: string, body: (installed: string) => Promise<void> | void): void =>
    test(name, async (context) => needing(await installedPackage(folder), body)(context), 300_000);

  it('has no sources, tests or notebooks in it', () => {
    const files = below(join(folder, 'node_modules', 'tslate')).filter((file) => !file.startsWith('node_modules'));
    expect(files.some((file) => /^(?:tests|notebooks[\\/](?!exercises)|src)[\\/]/.test(file))).toBe(false);
    expect(files).toContain('package.json');
  });

  it('runs a notebook that imports the framework, with its types, outside of this repository', async (installed) => {
    const cell = { cell_type: 'code', id: 'a', metadata: {}, execution_count: null, outputs: [] };
    const source = "import { tensor } from 'tslate';\nconst sum: number = tensor([1, 2, 3]).sum().item();\nsum";
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ ...cell, source }] };
    const file = join(folder, '笔记.ipynb');
    writeFileSync(file, JSON.stringify(notebook));
    const env = { ...bare, PATH: join(folder, 'node_modules', '.bin') };
    const answer = await run([process.execPath, installed], ['run', file, '--output', file], { env });
    expect(`${answer?.stdout}${answer?.stderr}`).not.toContain('Error');
    expect(answer?.status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('"6"');
  });

  it('installs a kernel that starts from there', async (installed) => {
    const prefix = join(folder, 'prefix');
    const answer = await run([process.execPath, installed], ['install', '--prefix', prefix], { env: bare });
    expect(answer?.status).toBe(0);
    const argv = argvOf(join(prefix, 'share/jupyter/kernels/tslate'));
    expect(argv[1]).toBe(installed);
    expect(below(join(prefix, 'share/jupyter/labextensions'))).toContain('tslate-plotly/static/plotly.min.js');
    await expectToRun(argv, folder);
  });

  it('has a debugger, widgets and magics like the one in the repository', async (installed) => {
    const kernel = await startKernel({
      directory: folder,
      command: [process.execPath, installed, 'kernel', '--connection-file', '{connection_file}'],
    });
    expect(kernel.info.content['debugger']).toBe(true);
    const { reply } = kernel.client.request('execute_request', { code: '%help' });
    expect((await reply).content['payload']).toMatchObject([{ source: 'page' }]);
    await kernel.stop();
  });
});
