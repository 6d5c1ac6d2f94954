/** A language in a thread of its own: the same questions, asked through messages, and a new thread where one dies. */
import { Worker } from 'node:worker_threads';
import { builtFile } from '../root.ts';
import {
  type CompiledCell,
  type Completeness,
  type Completions,
  type Inspection,
  type Language,
  LanguageClosed,
} from './language.ts';
import { type Answered, type Asked, type Question, type WorkerStart } from './messages.ts';
import { plainCell } from './plain.ts';

export interface LanguageWorkerOptions {
  /** The folder of the notebook: what cells import is looked up from here. An absolute path. */
  readonly directory: string;
  /** Text of a declaration file for what the kernel provides to every cell (`display`, …). */
  readonly ambient?: string;
  /** Told when the thread died and a new one was started; the committed cells are remembered. */
  readonly onRestart?: (reason: Error) => void;
}

/** Starts the thread, which warms up at once. Calls are answered in order. */
export function startLanguageWorker({ directory, ambient = '', onRestart }: LanguageWorkerOptions): LanguageWorker {
  return new LanguageWorker({ directory, ambient }, onRestart);
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** After so many deaths without an answer in between, a new thread would die as well. */
const hopeless = 3;

/**
 * Syntax trees and types are walked recursively: long sums and method chains need more than the usual 4 MB of stack.
 * Every cell leaves a program behind; these limits let it be collected early.
 */
const resourceLimits = { stackSizeMb: 16, maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 };

export class LanguageWorker implements Language {
  private readonly start: WorkerStart;
  private readonly onRestart: ((reason: Error) => void) | undefined;
  private readonly waiting = new Map<number, Waiting>();
  /** What a new thread has to hear before it knows as much as the old one. */
  private committed: { readonly name: string; readonly code: string; readonly declared: readonly string[] }[] = [];
  private readonly compiled = new Map<string, string>();
  private worker: Worker;
  private count = 0;
  private deaths = 0;
  private end: Error | undefined;

  constructor(start: WorkerStart, onRestart: ((reason: Error) => void) | undefined) {
    this.start = start;
    this.onRestart = onRestart;
    this.worker = this.startWorker();
  }

  async compile(code: string, options: Parameters<Language['compile']>[1]): Promise<CompiledCell> {
    this.compiled.delete(options.name);
    const asked = this.ask<CompiledCell>({ method: 'compile', code, ...options });
    const plain = plainCell(code, options.name);
    if (plain !== undefined) asked.catch(() => undefined); // what matters of it is told by `commit`
    const cell = plain ?? (await asked);
    if (cell.diagnostics.every(({ severity }) => severity !== 'error')) this.compiled.set(options.name, code);
    return cell;
  }

  async commit(name: string, declared: readonly string[]): Promise<void> {
    await this.ask({ method: 'commit', name, declared });
    const code = this.compiled.get(name);
    if (code !== undefined) this.committed.push({ name, code, declared });
    this.compiled.delete(name);
  }

  complete(code: string, offset: number): Promise<Completions> {
    return this.ask({ method: 'complete', code, offset });
  }

  inspect(code: string, offset: number): Promise<Inspection | undefined> {
    return this.ask({ method: 'inspect', code, offset });
  }

  isComplete(code: string): Promise<Completeness> {
    return this.ask({ method: 'isComplete', code });
  }

  async reset(): Promise<void> {
    this.committed = [];
    this.compiled.clear();
    await this.ask({ method: 'reset' });
  }

  /** Ends the thread; questions that are still open are rejected. */
  async close(): Promise<void> {
    this.end ??= new LanguageClosed('The TypeScript service was closed.');
    this.rejectAll(this.end);
    await this.worker.terminate();
  }

  /** Ends the thread as if it had died: a new one is started. For a service that no longer answers. */
  async kill(): Promise<void> {
    await this.worker.terminate();
  }

  private startWorker(): Worker {
    const worker = new Worker(builtFile('kernel/language/worker'), { workerData: this.start, resourceLimits });
    let failure: Error | undefined;
    worker.on('message', (answered: Answered) => {
      this.deaths = 0;
      const waiting = this.waiting.get(answered.id);
      this.waiting.delete(answered.id);
      if ('value' in answered) waiting?.resolve(answered.value);
      else waiting?.reject(Object.assign(new Error(answered.error.message), answered.error));
    });
    worker.on('error', (error) => (failure = error));
    worker.on('exit', (code) => {
      if (this.worker === worker && this.end === undefined) this.restart(failure?.message ?? `exit code ${code}`);
    });
    return worker;
  }

  private restart(reason: string): void {
    this.deaths += 1;
    const said = new Error(
      `The TypeScript service stopped while it worked on this (${reason}). ` +
        'It has been started again and knows the earlier cells; run the cell once more.',
    );
    if (this.deaths >= hopeless) {
      this.end = new Error(`The TypeScript service cannot be started (${reason}). Restart the kernel.`);
      return this.rejectAll(this.end);
    }
    this.rejectAll(said);
    this.compiled.clear();
    this.worker = this.startWorker();
    for (const { name, code, declared } of this.committed) {
      this.send({ method: 'compile', code, name, check: 'off' });
      this.send({ method: 'commit', name, declared });
    }
    this.onRestart?.(said);
  }

  private ask<Answer>(question: Question): Promise<Answer> {
    if (this.end !== undefined) return Promise.reject(this.end);
    return new Promise<Answer>((resolve, reject) => {
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the worker answers each question with the type that `Language` gives it
      this.waiting.set(this.send(question), { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  private send(question: Question): number {
    const asked: Asked = { id: (this.count += 1), question };
    this.worker.postMessage(asked);
    return asked.id;
  }

  private rejectAll(reason: Error): void {
    const open = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of open) reject(reason);
  }
}
