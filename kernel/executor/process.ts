/** The front's view of the executor process: starts it, feeds it, reads its pipes in order, replaces it when it dies. */
import { type ChildProcess } from 'node:child_process';
import { Child } from './child.ts';
import {
  type Broadcast,
  type Executor,
  type ExecutorEvent,
  type Input,
  type Job,
  type Outcome,
  type ProcessUsage,
  type Report,
} from './contract.ts';
import { ProcessInspector } from './inspector.ts';
import { spawnExecutor } from './spawn.ts';

export interface ExecutorOptions {
  readonly directory: string;
  /** A process that was started before (`spawnExecutor`), for the first. */
  readonly process?: ChildProcess;
  readonly events: (cell: number, event: ExecutorEvent) => void;
  readonly log: (line: string) => void;
}

interface Running {
  readonly job: Job;
  readonly resolve: (outcome: Outcome) => void;
}

/** Starts an executor process at once. */
export function startExecutor(options: ExecutorOptions): Executor {
  return new ExecutorProcess(options);
}

class ExecutorProcess implements Executor {
  readonly inspector: ProcessInspector;
  readonly #options: ExecutorOptions;
  #child: Child;
  #running: Running | undefined;
  readonly #usage: ((usage: ProcessUsage) => void)[] = [];
  readonly #delivered = new Map<number, () => void>();
  #latest = 0;
  #round = 0;
  #stopped: { round: number; resolve: () => void } | undefined;
  #closing = false;
  #paused = false;
  #failures = 0;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.inspector = new ProcessInspector((command) => this.#child.command(command));
    this.#child = this.#start(options.process);
  }

  run(job: Job): Promise<Outcome> {
    if (this.#running) return Promise.reject(new Error('the executor already runs a cell'));
    if (this.#failures >= 3) {
      return Promise.resolve({ status: 'died', reason: 'the process that runs cells cannot be started (see the log)' });
    }
    this.#latest = job.cell;
    return new Promise((resolve) => {
      this.#running = { job, resolve };
      this.#child.command({ kind: 'run', job });
    });
  }

  deliver(cell: number, message: Broadcast): Promise<void> {
    return new Promise((resolve) => {
      this.#delivered.set(cell, resolve);
      this.#child.command({ kind: 'comm', cell, ...message });
    });
  }

  interrupt(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const earlier = this.#stopped;
    return new Promise((resolve) => {
      this.#stopped = {
        round,
        resolve: () => {
          earlier?.resolve();
          resolve();
        },
      };
      this.#child.command({ kind: 'interrupt', round });
    });
  }

  answer(input: Input): void {
    this.#child.command({ kind: 'input', input });
  }

  pause(): void {
    this.#paused = true;
    this.#child.pause(true);
  }

  resume(): void {
    this.#paused = false;
    this.#child.pause(false);
  }

  usage(): Promise<ProcessUsage> {
    return new Promise((resolve) => {
      this.#usage.push(resolve);
      this.#child.command({ kind: 'usage' });
    });
  }

  async restart(): Promise<void> {
    const old = this.#child;
    this.#child = this.#start();
    this.#handleAll();
    this.inspector.renew();
    await old.close();
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#child.close();
  }

  #start(process: ChildProcess = spawnExecutor(this.#options.directory)): Child {
    const { log } = this.#options;
    const child: Child = new Child(process, {
      text: (cell, name, text) => this.#options.events(cell || this.#latest, { kind: 'stream', name, text }),
      report: (cell, report) => this.#take(cell, report),
      control: (message) => {
        if (message.kind === 'usage') this.#answerUsage(message);
        else if (message.kind === 'stopped') this.#answerInterrupt();
        else this.inspector.take(message);
      },
      exit: (reason) => this.#exited(child, reason),
      log,
    });
    if (this.#paused) child.pause(true);
    return child;
  }

  #take(cell: number, report: Report): void {
    if (report.kind === 'ready') this.#failures = 0;
    else if (report.kind === 'handled') this.#handled(cell);
    else if (report.kind !== 'done') this.#options.events(cell, report);
    else if (this.#running?.job.cell === cell) this.#finish(report.outcome);
  }

  #handled(cell: number): void {
    this.#delivered.get(cell)?.();
    this.#delivered.delete(cell);
  }

  /** The process that should handle and answer is gone. */
  #handleAll(): void {
    for (const cell of [...this.#delivered.keys()]) this.#handled(cell);
    this.#answerUsage({ memory: 0, cpu: 0 });
  }

  #finish(outcome: Outcome): void {
    const running = this.#running;
    this.#running = undefined;
    running?.resolve(outcome);
  }

  #answerUsage(usage: ProcessUsage): void {
    for (const resolve of this.#usage.splice(0)) resolve(usage);
  }

  #answerInterrupt(): void {
    const stopped = this.#stopped;
    this.#stopped = undefined;
    stopped?.resolve();
  }

  #exited(child: Child, reason: string): void {
    if (child !== this.#child || this.#closing) return;
    this.#failures += 1;
    if (this.#failures < 3) this.#child = this.#start();
    else this.#options.log(`the executor died three times before it was ready: ${reason}`);
    this.inspector.renew();
    if (this.#running) this.#finish({ status: 'died', reason });
    else this.#options.events(this.#latest, { kind: 'died', reason });
    this.#handleAll();
    this.#answerInterrupt();
  }
}
