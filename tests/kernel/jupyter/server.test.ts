import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startServer, type ServerOptions } from '../../../kernel/jupyter/server.ts';
import { fakeProgram, temporaryFolder } from './fake-program.ts';

/** Answers as Jupyter does: a file with its address in the runtime folder, then an open port. */
const answering = `
  const { createServer } = require('node:http');
  const { writeFileSync } = require('node:fs');
  const server = createServer((request, response) => response.end(JSON.stringify(process.argv.slice(2))));
  server.listen(0, '127.0.0.1', () => {
    const about = { port: server.address().port, token: process.env.JUPYTER_TOKEN };
    const json = JSON.stringify(about, undefined, 1);
    writeFileSync(process.env.JUPYTER_RUNTIME_DIR + '/jpserver-1.json', json);
  });
  process.on('SIGTERM', () => { console.log('ended in order'); process.exit(0); });
`;

async function options(program: string, more: Partial<ServerOptions> = {}): Promise<ServerOptions> {
  const folder = await temporaryFolder();
  const lab = { command: [program] as const, version: '4.0.0' };
  const page = 'zh/08-修复 a.ipynb';
  return { lab, root: folder, home: join(folder, 'home'), page, language: 'zh', browser: false, ...more };
}

async function fakeServer(): Promise<string> {
  const file = join(await temporaryFolder(), 'server.cjs');
  await writeFile(file, answering);
  return fakeProgram(`exec ${process.execPath} ${file} "$@"`);
}

describe.skipIf(process.platform === 'win32')('startServer', () => {
  test('gives the address of the first page, token included, and ends in order', async () => {
    const server = startServer(await options(await fakeServer()));
    const { base, page } = await server.ready;
    expect(page).toBe(`${base}lab/tree/zh/08-%E4%BF%AE%E5%A4%8D%20a.ipynb?token=${server.token}`);
    const given: readonly string[] = JSON.parse(await (await fetch(base)).text());
    expect(given).toContain('--LabApp.default_url=/lab/tree/zh/08-%E4%BF%AE%E5%A4%8D%20a.ipynb');
    expect(given).toContain('--ServerApp.ip=127.0.0.1');
    expect(given).toContain('--no-browser');
    await server.stop();
    await server.ended;
    expect(await readFile(server.log, 'utf8')).toBe('ended in order\n');
  });

  test("shows the log's end when the server ends before it answers", async () => {
    const server = startServer(await options(await fakeProgram('echo a broken installation >&2; exit 1')));
    await expect(server.ready).rejects.toThrow(
      /JupyterLab 4\.0\.0 .* ended before it answered.*\na broken installation/s,
    );
  });

  test('says that the port is taken', async () => {
    const program = await fakeProgram('echo "ERROR: could not be started because port 8888 is not available."; exit 1');
    await expect(startServer(await options(program, { port: 8888 })).ready).rejects.toThrow(
      /port 8888, but another program does.*--port N/,
    );
  });

  test('can be stopped before it answers', async () => {
    const server = startServer(await options(await fakeProgram('exec sleep 60')));
    const ready = expect(server.ready).rejects.toThrow(/ended before it answered/);
    await server.stop();
    await ready;
  });

  test("sets the page's language once, and leaves the reader's own choice alone", async () => {
    const given = await options(await fakeProgram('exit 1'));
    const file = join(given.home, 'settings', '@jupyterlab', 'translation-extension', 'plugin.jupyterlab-settings');
    await startServer(given).ready.catch(() => undefined);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ locale: 'zh_CN' });
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, '{ "locale": "fr_FR" }');
    await startServer(given).ready.catch(() => undefined);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ locale: 'fr_FR' });
  });
});
