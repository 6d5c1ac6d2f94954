import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../../kernel/nearest.ts';
import { parseNotebook } from '../../../kernel/runner/nbformat.ts';
import { builtFile, packageVersion } from '../../../kernel/root.ts';
import { isRunning, sleep, until } from '../executor/harness.ts';

const main = builtFile('kernel/cli/main');
const folder = mkdtempSync(join(tmpdir(), 'tslate-test-'));

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function tslate(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Result> {
  const env = { ...process.env, VIRTUAL_ENV: '', CONDA_PREFIX: '', JUPYTER_PATH: '', ...environment };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...args], { env, cwd: folder });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error && 'stdout' in error && 'stderr' in error)) throw error;
    return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

describe('tslate', () => {
  test('tells its version and its commands', async () => {
    expect(await tslate(['--version'])).toEqual({ code: 0, stdout: `${packageVersion}\n`, stderr: '' });
    expect((await tslate(['--help'])).stdout).toContain('tslate install');
  });

  test('names the nearest command when one is mistyped, and only then', async () => {
    const { code, stderr } = await tslate(['instal']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean `tslate install`?');
    expect((await tslate(['xyzzyxyzzy'])).stderr).not.toContain('Did you mean');
    expect(nearest('dcotor', ['doctor', 'run'])).toBe('doctor');
  });

  test('installs and removes a kernelspec with absolute paths and logos', async () => {
    const prefix = join(folder, 'prefix');
    expect((await tslate(['install', '--prefix', prefix, '--name', 'MyKernel'])).code).toBe(0);
    const spec = join(prefix, 'share', 'jupyter', 'kernels', 'mykernel');
    expect(readdirSync(spec).sort()).toEqual(['kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg']);
    expect(JSON.parse(readFileSync(join(spec, 'kernel.json'), 'utf8'))).toMatchObject({
      argv: [process.execPath, main, 'kernel', '--connection-file', '{connection_file}'],
      language: 'typescript',
      interrupt_mode: 'message',
    });
    expect((await tslate(['uninstall', '--prefix', prefix, '--name', 'MyKernel'])).code).toBe(0);
    expect(existsSync(spec)).toBe(false);
    expect((await tslate(['uninstall', '--prefix', prefix])).code).toBe(1);
  });

  test('refuses contradictory places, a missing environment, and impossible names with a sentence', async () => {
    expect((await tslate(['install', '--user', '--prefix', 'x'])).stderr).toContain('one of --user');
    expect((await tslate(['install', '--sys-prefix'])).stderr).toContain('No Python environment is active');
    expect((await tslate(['install', '--prefix', folder, '--name', 'a b'])).stderr).toContain('letters, digits');
  });

  test('runs a notebook and writes it, with exit status 1 when a cell fails', async () => {
    const cell = { cell_type: 'code', id: 'a', metadata: {}, execution_count: null, outputs: [] };
    const file = join(folder, 'n.ipynb');
    const write = (source: string): void =>
      writeFileSync(
        file,
        JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ ...cell, source }] }),
      );
    write('6 * 7');
    const good = await tslate(['run', file, '--output', join(folder, 'o.ipynb')]);
    expect(good.code).toBe(0);
    expect(parseNotebook(readFileSync(join(folder, 'o.ipynb'), 'utf8')).cells[0]).toMatchObject({
      execution_count: 1,
      outputs: [{ data: { 'text/plain': ['42'] } }],
    });
    write('const x: string = 1');
    const bad = await tslate(['run', file]);
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('not assignable');
  });

  test('runs a notebook with parameters, which its help explains', async () => {
    const base = { cell_type: 'code', metadata: {}, execution_count: null, outputs: [] };
    const cells = [
      { ...base, id: 'a', source: 'let rate = 0.1;', metadata: { tags: ['parameters'] } },
      { ...base, id: 'b', source: 'rate * 2' },
    ];
    const [file, output] = [join(folder, 'parameters.ipynb'), join(folder, 'parametrised.ipynb')];
    writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }));
    expect((await tslate(['run', file, '-o', output, '-p', 'rate', '4'])).code).toBe(0);
    expect(parseNotebook(readFileSync(output, 'utf8')).cells[2]).toMatchObject({
      outputs: [{ data: { 'text/plain': ['8'] } }],
    });
    const unknown = await tslate(['run', file, '-o', output, '-p', 'rates', '4']);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('Did you mean rate?') });
    expect((await tslate(['run', '--help'])).stdout).toContain('--parameters NAME VALUE');
  });

  test('doctor makes a round trip, and says what to do when no kernelspec is found', async () => {
    const data = { JUPYTER_DATA_DIR: join(folder, 'data') };
    const without = await tslate(['doctor'], data);
    expect(without.code).toBe(1);
    expect(without.stdout).toContain('→ tslate install');
    await tslate(['install', '--user'], data);
    const installed = await tslate(['doctor'], data);
    expect(installed.stdout).toContain('Everything works.');
    expect(installed.stdout).toMatch(/ok {3}engine simd .*GFLOP\/s, .* ms a step/);
    expect(installed.stdout).toMatch(/ok {3}engine \w+ .*\(default\)/);
    expect(installed.code).toBe(0);
  });
});

describe('a kernel', () => {
  test('ends, with its executor, when the process that started it is killed', async () => {
    const script = `
      import { startKernel } from ${JSON.stringify(builtFile('kernel/index'))};
      const kernel = await startKernel({ directory: ${JSON.stringify(folder)} });
      const done = new Promise((resolve) => kernel.client.listen((m) => m.header.msg_type === 'execute_result' && resolve(m)));
      kernel.client.request('execute_request', { code: 'process.pid' });
      const { content } = await done;
      console.log(kernel.pid, content.data['text/plain']);
      kernel.client.request('execute_request', { code: 'while (true) {}' });
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => parent.stdout.once('data', (chunk) => resolve(String(chunk))));
    const pids = line.trim().split(' ').map(Number);
    expect(pids.every(isRunning)).toBe(true);
    await sleep(300);
    parent.kill('SIGKILL');
    await until(() => !pids.some(isRunning));
  });

  test('ends with status 1 when another program has its ports', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ports = { shell_port: port, control_port: port, iopub_port: port, stdin_port: port, hb_port: port };
    const file = join(folder, 'taken.json');
    const about = { transport: 'tcp', ip: '127.0.0.1', key: 'secret', signature_scheme: 'hmac-sha256' };
    writeFileSync(file, JSON.stringify({ ...about, ...ports }));
    const { code, stderr } = await tslate(['kernel', '--connection-file', file]);
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain('the sockets could not be opened');
  });

  test('with a bad connection file says what is wrong', async () => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, '{"transport": "tcp"}');
    const { code, stderr } = await tslate(['kernel', '--connection-file', file]);
    expect(code).toBe(1);
    expect(stderr).toContain('must give shell_port as a port number');
  });
});
