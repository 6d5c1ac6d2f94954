/** A JupyterLab server of our own: everything it writes stays in one folder, and it ends when it is told to. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Lab } from './find.ts';
import { type ReaderLanguage } from './reader.ts';

export interface ServerOptions {
  readonly lab: Lab;
  /** The folder that is served. */
  readonly root: string;
  /** Jupyter's data folder for this server: kernelspecs in `kernels/`, settings, workspaces, logs and runtime files. */
  readonly home: string;
  /** The notebook or folder to show first, relative to `root`. */
  readonly page: string;
  readonly language: ReaderLanguage;
  /** Exactly this port; default: 8888 or the next free one. */
  readonly port?: number;
  /** Whether Jupyter opens a browser. */
  readonly browser: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** More options for the server, as on its command line. */
  readonly more?: readonly string[];
}

export interface LabServer {
  /**
   * Settles when the server answers: its address, with a slash at the end, and what to open in a browser, token included.
   * Rejects with the end of the server's log when it ends before, or does not answer within two minutes.
   */
  readonly ready: Promise<{ readonly base: string; readonly page: string }>;
  readonly token: string;
  readonly log: string;
  /** Settles when the server has ended by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Shut down kernels and server; after 15 s, or when called again, at once. */
  readonly stop: () => Promise<void>;
}

/** Start a server on the loopback interface. */
export function startServer(options: ServerOptions): LabServer {
  const { lab, root, home, port } = options;
  const token = randomBytes(24).toString('hex');
  const log = join(home, 'lab.log');
  const path = `lab${options.page === '' ? '' : `/tree/${options.page.split('/').map(encodeURIComponent).join('/')}`}`;
  mkdirSync(join(home, 'runtime'), { recursive: true });
  writeSettings(home, options.language);

  const [program, ...first] = lab.command;
  // Another server that runs from this folder keeps its own file.
  rmSync(log, { force: true });
  const output = openSync(log, 'a');
  const child = spawn(
    program,
    [...first, ...serverOptions(root, path, port, options.browser), ...(options.more ?? [])],
    {
      env: {
        ...(options.env ?? process.env),
        ...jupyterFolders(home, options.env ?? process.env),
        JUPYTER_TOKEN: token,
      },
      stdio: ['ignore', output, output],
      // In a process group of its own, a Ctrl-C in the terminal reaches only us, and we end the server in order.
      detached: process.platform !== 'win32',
    },
  );
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const stop = stopper(child, ended);
  const address = async (): Promise<{ base: string; page: string }> => {
    const base = await waitForAnswer(home, token, ended);
    if (base === 'ended') throw new Error(whyServerEnded(lab, port, log));
    if (base === 'silent') {
      await stop();
      throw new Error(
        `JupyterLab ${lab.version} was started but did not answer within two minutes. Its log is ${log}.`,
      );
    }
    return { base, page: `${base}${path}?token=${token}` };
  };
  return { ready: address(), token, log, ended, stop };
}

function serverOptions(root: string, path: string, port: number | undefined, browser: boolean): readonly string[] {
  return [
    '--ServerApp.ip=127.0.0.1',
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=/${path}`,
    '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate',
    '--MultiKernelManager.default_kernel_name=tslate',
    ...(port === undefined ? [] : [`--ServerApp.port=${port}`, '--ServerApp.port_retries=0']),
    ...(browser ? [] : ['--no-browser']),
    // Containers run as root, and Jupyter refuses that unless told.
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
  ];
}

function jupyterFolders(home: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    JUPYTER_DATA_DIR: home,
    JUPYTER_PATH: [home, env['JUPYTER_PATH'] ?? ''].filter((part) => part !== '').join(delimiter),
    JUPYTER_CONFIG_DIR: join(home, 'config'),
    JUPYTER_RUNTIME_DIR: join(home, 'runtime'),
    JUPYTERLAB_SETTINGS_DIR: join(home, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: join(home, 'workspaces'),
  };
}

/** The reader's language, and no question about news from the network; settings that exist are the reader's own. */
function writeSettings(home: string, language: ReaderLanguage): void {
  const settings = {
    'translation-extension/plugin': { locale: language === 'zh' ? 'zh_CN' : 'en' },
    'apputils-extension/notification': { fetchNews: 'false', checkForUpdates: false },
  };
  for (const [name, value] of Object.entries(settings)) {
    const file = join(home, 'settings', '@jupyterlab', `${name}.jupyterlab-settings`);
    if (existsSync(file)) continue;
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
  }
}

/** The server's base address once it answers with our token. */
async function waitForAnswer(home: string, token: string, ended: Promise<void>): Promise<string> {
  const over = ended.then(() => true);
  for (const start = Date.now(); Date.now() - start < 120_000;) {
    const base = announcedAddress(join(home, 'runtime'), token);
    if (base !== undefined) {
      const headers = { authorization: `token ${token}` };
      const answer = await fetch(`${base}api/status`, { headers }).catch(() => undefined);
      if (answer?.ok === true) return base;
    }
    if (await Promise.race([over, sleep(200, false)])) return 'ended';
  }
  return 'silent';
}

/** Jupyter writes a file with its address into the runtime folder; ours is the one that knows our token. */
function announcedAddress(runtime: string, token: string): string | undefined {
  for (const name of readdirSync(runtime).filter((file) => /^jpserver-\d+\.json$/.test(file))) {
    const text = readFileSync(join(runtime, name), 'utf8');
    if (!text.includes(token)) continue;
    const port = /"port": (\d+)/.exec(text)?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}/`;
  }
  return undefined;
}

function stopper(child: ChildProcess, ended: Promise<void>): () => Promise<void> {
  let asked = false;
  return async () => {
    const again = asked;
    asked = true;
    signal(child, again ? 'SIGKILL' : 'SIGTERM');
    const cancel = new AbortController();
    const late = sleep(15_000, 'late', { signal: cancel.signal }).catch(() => undefined);
    if ((await Promise.race([ended, late])) === 'late') signal(child, 'SIGKILL');
    cancel.abort();
    await ended;
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32' || name === 'SIGTERM') child.kill(name);
  else process.kill(-child.pid, name);
}

function whyServerEnded(lab: Lab, port: number | undefined, log: string): string {
  const text = readFileSync(log, 'utf8');
  if (port !== undefined && /already in use|port.*not available/i.test(text)) {
    return `JupyterLab was asked to listen on port ${port}, but another program does. Choose another one with --port N, or leave it out.`;
  }
  const end = text.trim().split('\n').slice(-12).join('\n');
  return `JupyterLab ${lab.version} (\`${lab.command.join(' ')}\`) ended before it answered. Its last words, from ${log}:\n${end}`;
}
