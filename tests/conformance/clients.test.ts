/** Other clients than JupyterLab: jupyter-console and Notebook 7. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser, testChromium } from '../browser/browser.ts';
import { writeNotebook } from '../browser/notebook-file.ts';
import { installInTemporaryPrefix, jupyterEnvironment } from '../setup/kernelspec.ts';
import { needing } from '../setup/needs.ts';
import { testPython } from '../setup/python.ts';

const consolePython = await testPython('jupyter_console');
const notebookPython = await testPython('notebook');
const chromium = testChromium();

let root = '';
let env: NodeJS.ProcessEnv = {};
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tslate-clients-'));
  env = { ...jupyterEnvironment(await installInTemporaryPrefix()), TSLATE_HISTORY: 'off' };
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test(
  'jupyter-console runs cells, shows results and errors, and shuts the kernel down',
  needing(consolePython, async ([program, ...first]) => {
    const child = spawn(program, [...first, '-m', 'jupyter_console', '--kernel', 'tslate', '--simple-prompt'], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    child.stdin.end('const half: number = 21\nhalf * 2\nlet s: string = half\n%who\n');
    await new Promise((resolve) => child.once('close', resolve));
    expect(said).toContain('cells are checked before they run');
    expect(said).toMatch(/Out\[2\]: .*42/);
    expect(said).toContain("Type 'number' is not assignable to type 'string'.");
    expect(said).toContain('half   21');
    expect(said).toContain('Shutting down kernel');
  }),
  120_000,
);

test(
  'Notebook 7 opens a notebook, runs it, and knows that it has a debugger',
  needing('missing' in chromium ? chromium : notebookPython, async ([program, ...first]) => {
    if ('missing' in chromium) return;
    await writeNotebook(join(root, 'seven.ipynb'), [['code', 'const seven: number = 7;\n[{ seven, six: seven - 1 }]']]);
    const options = [
      '--no-browser',
      '--allow-root',
      '--port=0',
      '--ServerApp.token=seven',
      `--ServerApp.root_dir=${root}`,
    ];
    const server = spawn(program, [...first, '-m', 'notebook', ...options], { env, cwd: root });
    const browser = await startBrowser(chromium.value);
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let said = '';
        server.stderr.setEncoding('utf8').on('data', (text: string) => {
          said += text;
          const found = /(http:\/\/127\.0\.0\.1:\d+)\/tree/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        });
        server.once('close', () => reject(new Error(`Notebook did not start: ${said}`)));
      });
      const page = await browser.newPage();
      await page.goto(`${address}/notebooks/seven.ipynb?token=seven`);
      await page.locator('.jp-NotebookPanel .jp-Cell .cm-content').first().click({ timeout: 60_000 });
      await page.locator('.jp-DebuggerBugButton').waitFor({ timeout: 60_000 });
      await page.keyboard.press('Shift+Enter');
      const table = page.locator('.jp-OutputArea-output table');
      await table.waitFor({ timeout: 60_000 });
      expect((await table.innerText()).replace(/\s+/g, ' ').trim()).toBe('seven six 0 7 6');
    } finally {
      await browser.close();
      server.kill('SIGINT');
      server.kill('SIGTERM');
      await new Promise((resolve) => (server.exitCode === null ? server.once('close', resolve) : resolve(undefined)));
    }
  }),
  180_000,
);
