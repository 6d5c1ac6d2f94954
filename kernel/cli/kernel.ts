/** `tslate kernel --connection-file F`: the front process, which a Jupyter client starts. */
import { type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { type Executor } from '../executor/contract.ts';
import { startExecutor } from '../executor/process.ts';
import { type Language } from '../language/language.ts';
import { readConnectionFile } from '../protocol/connection.ts';
import { parseObject, readText } from '../protocol/json.ts';
import { Sockets } from '../protocol/sockets.ts';
import { Wire } from '../protocol/wire.ts';
import { packageVersion } from '../root.ts';
import { kernelInfo } from '../session/info.ts';
import { Session } from '../session/session.ts';
import { historyFolder, HistoryFiles } from './history-files.ts';
import { usageMeter } from './usage.ts';
import { watchParent } from './parent.ts';

const log = (line: string): void => void process.stderr.write(`[tslate] ${line}\n`);

/** What takes long to be there, and is started before the kernel itself is loaded. */
export interface KernelParts {
  readonly language: Language;
  /** Of `spawnExecutor`. */
  readonly executorProcess: ChildProcess;
}

/** Runs a kernel until a client shuts it down, its parent dies, or it is ended by SIGTERM; closes its parts then. */
export async function runKernel(connectionFile: string, { language, executorProcess }: KernelParts): Promise<void> {
  const connection = readConnectionFile(connectionFile);
  const wire = new Wire(connection.key, connection.signature_scheme);
  const directory = process.cwd();
  const history = historyFolder();
  if (history === undefined && process.env['TSLATE_HISTORY'] !== 'off') {
    log('inputs are not kept for later sessions: there is no home folder (TSLATE_HISTORY can name a folder for them)');
  }
  let executor: Executor | undefined;
  let ending = false;

  // The session is made before the sockets are bound, because they may deliver at once; it sends when they are ready.
  let sockets: Sockets | undefined;
  let bound: (() => void) | undefined;
  const ready = new Promise<void>((resolve) => (bound = resolve));
  const session = new Session({
    transport: {
      send: async (channel, message) => {
        if (!sockets) await ready;
        await sockets?.send(channel, message);
      },
    },
    language,
    startExecutor: (events) => (executor = startExecutor({ directory, process: executorProcess, events, log })),
    usage: usageMeter(async () => (await executor?.usage()) ?? { memory: 0, cpu: 0 }),
    ...(history === undefined ? {} : { history: new HistoryFiles(history, log) }),
    info: kernelInfo({ kernel: packageVersion, typescript: typescriptVersion(), node: process.versions.node }),
    log,
    ended: () => void end(0),
  });

  async function end(code: number): Promise<void> {
    if (ending) return;
    ending = true;
    // Whatever hangs, the kernel must go: its parent waits, or is gone.
    setTimeout(() => process.exit(code), 3000).unref();
    try {
      await session.close();
    } finally {
      sockets?.close();
      // zeromq sends what is left and frees its sockets in the background.
      setTimeout(() => process.exit(code), 50);
    }
  }

  process.on('SIGINT', () => void session.interrupt());
  process.on('SIGTERM', () => void end(0));
  process.on('SIGHUP', () => void end(0));
  process.on('uncaughtException', (error) => log(`an internal error: ${error.stack ?? error.message}`));
  process.on('unhandledRejection', (error) =>
    log(`an internal error: ${error instanceof Error ? error.stack : String(error)}`),
  );
  let isSpokenTo = false;
  watchParent({ died: () => void end(0), isSpokenTo: () => isSpokenTo });

  try {
    sockets = await Sockets.bind({
      connection,
      wire,
      receive: (channel, message) => {
        isSpokenTo = true;
        session.receive({ channel, message });
      },
      subscribed: (topic) => session.subscribed(topic),
      log,
    });
    bound?.();
  } catch (error) {
    bound?.(); // what waits to be sent goes nowhere
    log(`the sockets could not be opened where ${connectionFile} says: ${String(error)}`);
    await end(1);
  }
}

/** Read from its package, because TypeScript itself takes long to load and lives in the language worker. */
function typescriptVersion(): string {
  const file = createRequire(import.meta.url).resolve('typescript/package.json');
  return readText(parseObject(readFileSync(file, 'utf8'), file), 'version');
}
