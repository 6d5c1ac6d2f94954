/** Starts a contestant's process, asks it, and ends it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { type Contestant, peers, python } from './contestants.ts';

/** Who has not answered after so many milliseconds is ended. */
const PATIENCE = 300_000;

export type Request = { readonly do: string } & Readonly<Record<string, string | number | boolean>>;
export type Answer = Readonly<Record<string, number>>;

/** What every contestant is started with. */
export interface Start {
  /** The folder with digits and weights. */
  readonly folder: string;
  readonly threads: number;
  /** The bundle of a file in peers/ that Node runs. */
  readonly bundle: (file: string) => string;
}

/** A contestant's process, ready to be asked. */
export class Talk {
  readonly contestant: Contestant;
  readonly version: string;
  /** Milliseconds from the start of the process until its libraries were loaded. */
  readonly loading: number;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #errors: string[];

  /** @throws with the last words of a process that ends before it is ready */
  static async start(contestant: Contestant, { folder, threads, bundle }: Start): Promise<Talk> {
    const { file, way } = contestant;
    const program = file.endsWith('.py') ? [python, file] : [process.execPath, bundle(file)];
    // With one thread it is kept to one core, with all that its libraries may start besides.
    const bound = threads === 1 && process.platform === 'linux' ? ['taskset', '-c', String(availableParallelism() - 1)] : []; // prettier-ignore
    const [command, ...rest] = [...bound, ...program, folder, String(threads), ...(way === undefined ? [] : [way])];
    const begun = performance.now();
    const child = spawn(command, rest, { cwd: peers, env: environment(threads) });
    const errors: string[] = [];
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => errors.splice(0, Math.max(0, errors.push(text) - 20)));
    child.on('error', (error) => errors.push(error.message));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done === true) throw new Error(lastWords(errors) || `no ${command}`);
    return new Talk(contestant, child, lines, errors, JSON.parse(value).version, performance.now() - begun);
  }

  private constructor(
    contestant: Contestant,
    child: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
    errors: string[],
    version: string,
    loading: number,
  ) {
    this.contestant = contestant;
    this.version = version;
    this.loading = loading;
    this.#child = child;
    this.#lines = lines;
    this.#errors = errors;
  }

  /** @throws what went wrong there, in one line */
  async ask(request: Request): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE);
    const { value, done } = await this.#lines.next();
    clearTimeout(patience);
    const { error, ...answer } = done === true ? { error: lastWords(this.#errors) || 'it ended' } : JSON.parse(value);
    if (error === undefined) return answer;
    throw new Error(String(error).trim().split('\n')[0]);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin.end();
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await once(this.#child, 'exit');
    clearTimeout(patience);
  }
}

/** How libraries are told by their environment how many threads to use. */
function environment(threads: number): NodeJS.ProcessEnv {
  const names = ['OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS'];
  return { ...process.env, ...Object.fromEntries(names.map((name) => [name, String(threads)])) };
}

function lastWords(errors: readonly string[]): string {
  const lines = errors.join('').trim().split('\n');
  return lines.findLast((line) => /error/i.test(line)) ?? lines[lines.length - 1];
}
