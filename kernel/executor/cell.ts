/** Runs one cell: a script in the global scope, its result rendered, its end reported exactly once. */
import { join } from 'node:path';
import { setImmediate } from 'node:timers';
import { types } from 'node:util';
import vm from 'node:vm';
import { type Clock } from './clock.ts';
import { endMark, type Job, type Outcome, type Thrown } from './contract.ts';
import { runAs } from './current.ts';
import { isHandle } from './display.ts';
import { awaitDrawings, drawingsOf, forgetDrawings } from './drawings.ts';
import { InterruptError, type Interrupts } from './interrupts.ts';
import { Buffer, globalObject, Map, Object, Promise, Reflect } from './intrinsics.ts';
import { sendEnd, writeFully } from './pipe.ts';
import { render, type Rendered } from './render.ts';
import { type Sources } from './sources.ts';

/** Late errors of older cells are told at the latest one. */
const rememberedNames = 10_000;

interface Running {
  readonly job: Job;
  ended: boolean;
}

/** The script of a cell counts here how many of the names it declares have their value. */
export interface Progress extends Pick<Clock, 'timeEnd'> {
  reached: number;
}

export class Cells {
  readonly #directory: string;
  readonly #interrupts: Interrupts;
  readonly #progress: Progress;
  readonly #sources: Sources;
  readonly #describe: (value: unknown) => Thrown;
  readonly #numbers = new Map<string, number>();
  #running: Running | undefined;

  constructor(
    directory: string,
    interrupts: Interrupts,
    progress: Progress,
    sources: Sources,
    describe: (value: unknown) => Thrown,
  ) {
    this.#directory = directory;
    this.#interrupts = interrupts;
    this.#progress = progress;
    this.#sources = sources;
    this.#describe = describe;
  }

  /** Starts a job from a task of its own: an interrupt from outside ends the whole task, and nothing else may be in it. */
  start(job: Job): void {
    const running: Running = { job, ended: false };
    this.#running = running;
    this.#progress.reached = 0;
    setImmediate(() => {
      if (!running.ended) runAs(job.cell, () => this.#run(running));
    });
  }

  /** Ends the running cell as interrupted, at once. */
  interrupt(): void {
    if (this.#running) this.fail(this.#running.job.cell, new InterruptError());
  }

  /** Ends a cell, if it is the one that runs, with an error, at once. Its code may still be waiting for something. */
  fail(cell: number, error: Error): void {
    const running = this.#running;
    if (running?.job.cell !== cell) return;
    this.#fail(running, error);
    if (running.job.isAsync) this.#interrupts.abandon(cell, running.job.name);
  }

  /** The execution whose code was entered last without anybody waiting for it: the outermost frame that is a cell's. */
  startedBy({ frames }: Thrown): number | undefined {
    const outermost = frames.findLast(({ file }) => this.#numbers.has(file));
    return outermost && this.#numbers.get(outermost.file);
  }

  #remember({ name, cell }: Job): void {
    this.#numbers.delete(name);
    this.#numbers.set(name, cell);
    if (this.#numbers.size <= rememberedNames) return;
    for (const oldest of this.#numbers.keys()) {
      this.#numbers.delete(oldest);
      break;
    }
  }

  #run(running: Running): void {
    const { job } = running;
    let value: unknown;
    try {
      this.#remember(job);
      awaitDrawings(job.cell);
      makeWritable(job.declares);
      const filename = join(this.#directory, job.name);
      this.#sources.add(filename, job.sourceMap);
      const script = new vm.Script(job.javascript, {
        filename,
        importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      });
      value = script.runInThisContext({ breakOnSigint: true, displayErrors: false });
      if (!job.isAsync) {
        const bundle = job.hasResult && isShown(value) ? render(value) : undefined;
        const drawings = drawingsOf(job.cell);
        if (!(bundle instanceof Promise) && !drawings) return this.#succeed(running, bundle);
        value = this.#finish(running, bundle, drawings);
      }
    } catch (error) {
      return this.#fail(running, error);
    }
    void this.#settle(running, value);
  }

  async #settle(running: Running, promise: unknown): Promise<void> {
    try {
      const value = await promise;
      const isResult = running.job.isAsync && running.job.hasResult && isShown(value);
      await this.#finish(running, isResult ? render(value) : undefined, drawingsOf(running.job.cell));
    } catch (error) {
      this.#fail(running, error);
    } finally {
      this.#interrupts.ended(running.job.cell);
    }
  }

  /** The end of a cell comes after all that it displays, also where nobody awaited it. */
  async #finish(
    running: Running,
    result: Rendered | undefined | Promise<Rendered>,
    drawings: Promise<void[]> | undefined,
  ): Promise<void> {
    const rendered = await result;
    for (let left = drawings; left; left = drawingsOf(running.job.cell)) await left;
    this.#succeed(running, rendered);
  }

  #succeed(running: Running, result: Rendered | undefined): void {
    this.#end(running, result ? { status: 'ok', result } : { status: 'ok' });
  }

  #fail(running: Running, error: unknown): void {
    if (running.ended) return;
    // A child process that a cell waits for is interrupted with it, and execSync then throws an error of its own.
    if (isSigint(error)) this.#interrupts.signalTaken();
    const isInterrupt = isSigint(error) || this.#interrupts.isAsked;
    const isTold = types.isNativeError(error) && error instanceof InterruptError;
    const thrown = this.#describe(isInterrupt && !isTold ? new InterruptError() : error);
    this.#end(running, {
      status: 'error',
      error: thrown,
      declared: running.job.declares.slice(0, this.#progress.reached),
    });
  }

  #end(running: Running, outcome: Outcome): void {
    if (running.ended) return;
    forgetDrawings(running.job.cell);
    this.#progress.timeEnd();
    const mark = Buffer.from(endMark(running.job.cell));
    for (const descriptor of [1, 2]) {
      try {
        writeFully(descriptor, mark);
      } catch {
        // User code closed the descriptor; the front waits for the mark only a moment.
      }
    }
    sendEnd(running.job.cell, outcome);
    // Only now: a termination that was meant for the cell may end this function anywhere, and then the cell is ended anew.
    running.ended = true;
    if (this.#running === running) this.#running = undefined;
  }
}

/** `undefined` says nothing, and the handle of a display is no result. */
function isShown(value: unknown): boolean {
  return value !== undefined && !isHandle(value);
}

/** Makes room for `var crypto` and the like: Node defines some globals without a setter. */
function makeWritable(names: readonly string[]): void {
  for (const name of names) {
    const property = Reflect.getOwnPropertyDescriptor(globalObject, name);
    if (!property?.configurable || ('value' in property && property.writable)) continue;
    const value: unknown = Reflect.get(globalObject, name);
    Object.defineProperty(globalObject, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

/** What `breakOnSigint` throws; other values, such as proxies, are not touched. */
function isSigint(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const code = Reflect.getOwnPropertyDescriptor(error, 'code');
  return code !== undefined && 'value' in code && code.value === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
}
