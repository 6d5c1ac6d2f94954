/** Starts a real kernel process with a connection file of its own, and ends it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Connection } from '../protocol/connection.ts';
import { type Message } from '../protocol/messages.ts';
import { builtFile } from '../root.ts';
import { KernelClient } from './client.ts';

export interface KernelProcess {
  readonly client: KernelClient;
  readonly connection: Connection;
  readonly pid: number;
  /** The reply to `kernel_info_request`. */
  readonly info: Message;
  /** Settles with a sentence when the process has ended. */
  readonly ended: Promise<string>;
  /** The end of what it wrote to its log. */
  lastWords(): string;
  /** Asks the kernel to shut down, and makes it when it does not. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Where the kernel runs, and imports resolve. */
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The command that starts the kernel, with `{connection_file}` in it; this package's own if omitted. */
  readonly command?: readonly string[];
}

/** How long a kernel may take to answer first, and to end, in ms. */
const patience = { start: 60_000, stop: 3000 } as const;

/** What a kernel says that finds one of its ports taken: others may take it after it was seen to be free. */
const TAKEN = /address already in use/i;
const ATTEMPTS = 3;

/** Starts a kernel and waits until it answers; throws a sentence with its last words when it does not. */
export async function startKernel(options: StartOptions): Promise<KernelProcess> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await startOnFreePorts(options);
    } catch (error) {
      if (!(error instanceof Error) || !TAKEN.test(error.message)) throw error;
    }
  }
  return startOnFreePorts(options);
}

async function startOnFreePorts(options: StartOptions): Promise<KernelProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'tslate-'));
  const file = join(folder, 'connection.json');
  const connection = await freeConnection();
  // The key is a secret: nobody but the owner may read the file.
  writeFileSync(file, JSON.stringify({ ...connection, kernel_name: 'tslate' }), { mode: 0o600 });
  const [program = '', ...args] = (
    options.command ?? [
      process.execPath,
      builtFile('kernel/cli/main'),
      'kernel',
      '--connection-file',
      '{connection_file}',
    ]
  ).map((part) => part.replace('{connection_file}', file));
  const child = spawn(program, args, {
    cwd: options.directory,
    // Programs that run notebooks leave no history, if they do not say where.
    env: { ...process.env, TSLATE_HISTORY: 'off', ...options.environment, JPY_PARENT_PID: String(process.pid) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-20_000)));
  const lastWords = (): string => words.trim();
  const ended = whenEnded(child, folder, lastWords);
  const client = new KernelClient(connection);
  let timer: NodeJS.Timeout | undefined;
  const info = await Promise.race([
    client.ready(),
    ended,
    new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`it did not answer within ${patience.start / 1000} s`), patience.start);
    }),
  ]);
  clearTimeout(timer);
  if (typeof info === 'string') {
    client.close();
    child.kill('SIGKILL');
    throw new Error(`The kernel could not be started: ${info}`);
  }
  return { client, connection, pid: child.pid ?? 0, info, ended, lastWords, stop: () => stop(child, client, ended) };
}

async function stop(child: ChildProcess, client: KernelClient, ended: Promise<string>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    void client.request('shutdown_request', { restart: false }, 'control').reply;
    const force = setTimeout(() => child.kill('SIGKILL'), patience.stop);
    await ended;
    clearTimeout(force);
  }
  client.close();
}

function whenEnded(child: ChildProcess, folder: string, lastWords: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      rmSync(folder, { recursive: true, force: true });
      const words = lastWords().slice(-4000);
      const last = words === '' ? '' : `; its last words: ${words}`;
      resolve(`it ended with ${signal === null ? `exit code ${code}` : `signal ${signal}`}${last}`);
    });
  });
}

/** A connection on five ports of this machine that are free now. */
async function freeConnection(): Promise<Connection> {
  const ports = await freePorts(5);
  const [shell_port = 0, control_port = 0, iopub_port = 0, stdin_port = 0, hb_port = 0] = ports;
  const base = { transport: 'tcp', ip: '127.0.0.1', key: randomUUID(), signature_scheme: 'hmac-sha256' } as const;
  return { ...base, shell_port, control_port, iopub_port, stdin_port, hb_port };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
      });
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      await new Promise((resolve) => server.close(resolve));
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
}
