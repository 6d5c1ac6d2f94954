/** The kernels that are measured beside each other, and one way to talk to all of them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JsonObject } from '../../kernel/protocol/json.ts';
import { type Message } from '../../kernel/protocol/messages.ts';
import { type KernelProcess, startKernel } from '../../kernel/runner/start.ts';
import { projectRoot, testPython } from '../setup/python.ts';

export interface Contestant {
  readonly name: string;
  readonly language: 'typescript' | 'python';
  /** With `{connection_file}` in it. */
  readonly command: readonly string[];
  /** How it is interrupted: by a message, or by SIGINT. */
  readonly interrupt: 'message' | 'signal';
}

/** Ours, and those of tslab, Deno and ipykernel that are installed here (`npm run test:setup`). */
export async function contestants(): Promise<readonly Contestant[]> {
  const peer = (...path: string[]): string => join(projectRoot, 'tests', 'peers', 'node_modules', ...path);
  const ours = [process.execPath, join(projectRoot, 'dist/kernel/cli/main.js'), 'kernel', '--connection-file'];
  const tslab = [process.execPath, peer('tslab', 'bin', 'tslab'), 'kernel', '--config-path'];
  // Deno itself: its package's command starts it as a child, which neither signals nor the end of the command reach. That
  // command puts the program in its place when it runs first.
  if (existsSync(peer('.bin', 'deno'))) execFileSync(peer('.bin', 'deno'), ['--version']);
  const deno = [peer('deno', 'deno'), 'jupyter', '--kernel', '--conn'];
  const python = await testPython('ipykernel');
  const ipykernel = 'value' in python ? [...python.value, '-m', 'ipykernel_launcher', '-f'] : undefined;
  const all: (Contestant | undefined)[] = [
    { name: 'tslate', language: 'typescript', command: ours, interrupt: 'message' },
    existsSync(tslab[1] ?? '')
      ? { name: 'tslab', language: 'typescript', command: tslab, interrupt: 'signal' }
      : undefined,
    existsSync(deno[0] ?? '')
      ? { name: 'deno', language: 'typescript', command: deno, interrupt: 'signal' }
      : undefined,
    ipykernel && { name: 'ipykernel', language: 'python', command: ipykernel, interrupt: 'signal' },
  ];
  return all.flatMap((each) => (each ? [{ ...each, command: [...each.command, '{connection_file}'] }] : []));
}

export interface Executed {
  readonly status: string;
  readonly milliseconds: number;
  /** Lines on standard output. */
  readonly lines: number;
}

/** A running kernel. What takes longer than `patience` ms rejects. */
export class Talk {
  readonly contestant: Contestant;
  readonly kernel: KernelProcess;

  private constructor(contestant: Contestant, kernel: KernelProcess) {
    this.contestant = contestant;
    this.kernel = kernel;
  }

  static async start(contestant: Contestant): Promise<Talk> {
    const { command } = contestant;
    return new Talk(
      contestant,
      await startKernel({ directory: tmpdir(), command, environment: { TSLATE_HISTORY: 'off' } }),
    );
  }

  /** Runs a cell until its reply and `idle` are here. */
  async execute(code: string, patience = 60_000): Promise<Executed> {
    const start = performance.now();
    let lines = 0;
    let end = (): void => undefined;
    const idle = new Promise<void>((resolve) => {
      const waiting = new Set<Message>();
      end = this.kernel.client.listen((message) => {
        waiting.add(message);
        if (message.parent?.msg_id !== id) return;
        if (message.header.msg_type === 'stream') lines += String(message.content['text']).split('\n').length - 1;
        if (message.content['execution_state'] === 'idle') resolve();
      });
    });
    const { id, reply } = this.kernel.client.request('execute_request', { code, silent: false, store_history: true });
    try {
      const [{ content }] = await within(Promise.all([reply, idle]), patience, () => `${lines} lines, no end`);
      return { status: String(content['status']), milliseconds: performance.now() - start, lines };
    } finally {
      end();
    }
  }

  /** The time until a reply. */
  async ask(
    name: 'complete_request' | 'kernel_info_request',
    given: JsonObject,
    channel: 'shell' | 'control' = 'shell',
    patience = 10_000,
  ): Promise<number> {
    const start = performance.now();
    await within(this.kernel.client.request(name, given, channel).reply, patience, () => 'no answer');
    return performance.now() - start;
  }

  async interrupt(): Promise<void> {
    if (this.contestant.interrupt === 'signal') process.kill(this.kernel.pid, 'SIGINT');
    else await this.kernel.client.request('interrupt_request', {}, 'control').reply;
  }
}

export function within<T>(promise: Promise<T>, milliseconds: number, words: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(words())), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
