/** Short runs of other programs: start one, wait for its end, keep what it wrote. */
import { spawn } from 'node:child_process';

/** A program and its first arguments, as in `['py', '-3']`. */
export type Command = readonly [program: string, ...args: string[]];

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the output goes besides being kept: nowhere, or also to this terminal while the program runs. */
export type Echo = 'quiet' | 'terminal';

/**
 * Run a command to its end.
 * @param echo `terminal` lets standard output through (so that progress bars work) and copies standard error
 * @returns what it wrote and its exit status (`null` when a signal ended it), or `undefined` when there is no such program
 */
export async function run(
  command: Command,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly echo?: Echo; readonly timeout?: number } = {},
): Promise<Finished | undefined> {
  const [program, ...first] = command;
  const terminal = options.echo === 'terminal';
  const child = spawn(program, [...first, ...args], {
    env: options.env ?? process.env,
    stdio: ['ignore', terminal ? 'inherit' : 'pipe', 'pipe'],
  });
  // Not spawn's own timeout: its timer goes on when there is no such program, and keeps the process alive.
  const timer = options.timeout === undefined ? undefined : setTimeout(() => child.kill(), options.timeout);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (terminal) process.stderr.write(text);
  });
  const finished = await new Promise<Finished | undefined>((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
  clearTimeout(timer);
  return finished;
}
