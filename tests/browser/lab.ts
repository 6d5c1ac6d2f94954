/** A real JupyterLab for tests: the one of the test environment, the kernel freshly installed, everything in temporary folders. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Command } from '../../kernel/jupyter/process.ts';
import { type ReaderLanguage } from '../../kernel/jupyter/reader.ts';
import { startServer } from '../../kernel/jupyter/server.ts';
import { installInTemporaryPrefix } from '../setup/kernelspec.ts';
import { projectRoot } from '../setup/python.ts';

export interface TestLab {
  /** The served folder; it lies within the package, so that notebooks can import `tslate`. */
  readonly root: string;
  /** Jupyter's data folder of this server, into which the kernel was installed. */
  readonly home: string;
  /** The address that shows a notebook of the served folder, and nothing that was open before. */
  address(notebook: string): string;
  /** End server, kernels and folders. */
  end(): Promise<void>;
}

/** Start JupyterLab with an empty served folder. */
export async function startTestLab(
  python: Command,
  language: ReaderLanguage,
  env: NodeJS.ProcessEnv = process.env,
): Promise<TestLab> {
  mkdirSync(join(projectRoot, '.tslate'), { recursive: true });
  const root = mkdtempSync(join(projectRoot, '.tslate', 'browser-'));
  const home = await installInTemporaryPrefix();
  const settings = join(home, 'settings', '@jupyterlab', 'notebook-extension');
  mkdirSync(settings, { recursive: true });
  // All cells stay in the page, so that every output can be looked at, not only those on the screen.
  writeFileSync(join(settings, 'tracker.jupyterlab-settings'), '{ "windowingMode": "none" }\n');
  const server = startServer({
    lab: { command: [...python, '-m', 'jupyterlab'], version: '4' },
    root,
    home,
    page: '',
    language,
    browser: false,
    port: await freePort(),
    // Nothing of a test in the user's history.
    env: { ...env, TSLATE_HISTORY: 'off' },
    // The tests ask the page's application for the state of its cells.
    more: ['--LabApp.expose_app_in_browser=True'],
  });
  const { base } = await server.ready;
  return {
    root,
    home,
    address: (notebook) =>
      `${base}lab/tree/${notebook.split('/').map(encodeURIComponent).join('/')}?reset&token=${server.token}`,
    async end() {
      await server.stop();
      rmSync(root, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no TCP port could be had'));
        else resolve(address.port);
      });
    });
  });
}
