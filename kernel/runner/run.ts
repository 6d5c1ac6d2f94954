/** Runs a notebook over the real protocol, without Python: a kernel process is started, each code cell is executed in order. */
import { readNumber, readObject } from '../protocol/json.ts';
import { type Failure, type Message } from '../protocol/messages.ts';
import { statusOf } from './client.ts';
import { type Cell, joinLines, type Notebook, type Output, tagsOf } from './nbformat.ts';
import { OutputCollector, readFailure } from './outputs.ts';
import { type KernelProcess, startKernel } from './start.ts';

export interface CellReport {
  readonly id: string;
  readonly index: number;
  /** `skipped`: not code, empty, tagged `skip-execution`, or behind a failed cell. */
  readonly status: 'ok' | 'error' | 'skipped';
  readonly seconds: number;
  /** Also present with status `ok` when the cell is tagged `raises-exception` and did. */
  readonly error?: Failure;
}

export interface CellEvent {
  readonly kind: 'start' | 'output' | 'end';
  readonly index: number;
  /** The number of cells in the notebook. */
  readonly total: number;
  readonly report?: CellReport;
  /** What came just now (of a stream, only the new text). */
  readonly output?: Output;
}

export interface RunOptions {
  /** The folder in which the kernel runs and imports resolve. */
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** For each cell; a cell that takes longer is interrupted and fails. No limit if omitted. */
  readonly timeoutSeconds?: number;
  readonly onCell?: (event: CellEvent) => void;
  /** Go on behind a cell that failed. */
  readonly allowErrors?: boolean;
  /** Ends the run: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  /** With outputs, execution counts and `language_info`, as nbclient would write it. */
  readonly notebook: Notebook;
  /** One for each cell of the notebook. */
  readonly cells: readonly CellReport[];
  readonly seconds: number;
}

/** How long an interrupted cell may take to stop, in ms. */
const stopPatience = 10_000;

/**
 * Executes all code cells of a notebook in a new kernel. A failing cell ends the run unless it is tagged
 * `raises-exception` or errors are allowed; it is reported, not thrown. Throws a sentence when the kernel cannot start.
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<RunResult> {
  options.signal?.throwIfAborted();
  const started = performance.now();
  const kernel = await startKernel(options);
  try {
    const run = new Run(notebook, options, kernel);
    const cells = await run.all().finally(() => run.end());
    return { notebook: run.result(), cells, seconds: (performance.now() - started) / 1000 };
  } finally {
    await kernel.stop();
  }
}

class Run {
  readonly #notebook: Notebook;
  readonly #options: RunOptions;
  readonly #kernel: KernelProcess;
  readonly #collector = new OutputCollector();
  readonly #indices = new Map<string, number>();
  readonly #counts = new Map<number, number | null>();
  readonly #idle = new Map<string, () => void>();
  readonly #aborted: Promise<'aborted'>;
  #abort: () => void = () => undefined;

  constructor(notebook: Notebook, options: RunOptions, kernel: KernelProcess) {
    this.#notebook = notebook;
    this.#options = options;
    this.#kernel = kernel;
    this.#aborted = new Promise((resolve) => (this.#abort = () => resolve('aborted')));
    options.signal?.addEventListener('abort', this.#abort, { once: true });
    kernel.client.listen((message) => this.#take(message));
  }

  async all(): Promise<CellReport[]> {
    const reports: CellReport[] = [];
    const { cells } = this.#notebook;
    let hasFailed = false;
    for (const [index, cell] of cells.entries()) {
      this.#options.signal?.throwIfAborted();
      const id = cell.id ?? String(index);
      if (hasFailed || !isRunnable(cell)) {
        reports.push({ id, index, status: 'skipped', seconds: 0 });
        continue;
      }
      this.#tell({ kind: 'start', index });
      const started = performance.now();
      const error = await this.#execute(index, joinLines(cell.source));
      const seconds = (performance.now() - started) / 1000;
      const isExpected = tagsOf(cell).includes('raises-exception');
      const status = error && !isExpected ? 'error' : 'ok';
      const report: CellReport = error ? { id, index, status, seconds, error } : { id, index, status, seconds };
      hasFailed = status === 'error' && this.#options.allowErrors !== true;
      reports.push(report);
      this.#tell({ kind: 'end', index, report });
    }
    return reports;
  }

  /** Lets go of the signal, which may be there for many notebooks. */
  end(): void {
    this.#options.signal?.removeEventListener('abort', this.#abort);
  }

  result(): Notebook {
    const cells = this.#notebook.cells.map((cell, index): Cell => {
      if (cell.cell_type !== 'code') return cell;
      const count = this.#counts.get(index);
      if (count === undefined) return isRunnable(cell) ? { ...cell, execution_count: null, outputs: [] } : cell;
      return { ...cell, execution_count: count, outputs: this.#collector.outputsOf(index) };
    });
    const language_info = readObject(this.#kernel.info.content, 'language_info');
    return { ...this.#notebook, metadata: { ...this.#notebook.metadata, language_info }, cells };
  }

  /** Executes one cell and waits for its reply and `idle`; returns the error with which it failed. */
  async #execute(index: number, code: string): Promise<Failure | undefined> {
    const { client, ended } = this.#kernel;
    const { id, reply } = client.request('execute_request', {
      ...{ code, silent: false, store_history: true, user_expressions: {} },
      ...{ allow_stdin: false, stop_on_error: true },
    });
    this.#indices.set(id, index);
    this.#counts.set(index, null);
    const idle = new Promise<void>((resolve) => this.#idle.set(id, resolve));
    const done = Promise.all([reply, idle]).then(([message]) => message);
    const first = await Promise.race([done, ended, ...this.#limits()]);
    if (typeof first === 'object') return this.#failureOf(index, first);
    if (first === 'timeout' || first === 'aborted') {
      void client.request('interrupt_request', {}, 'control');
      await Promise.race([done, ended, new Promise((resolve) => setTimeout(resolve, stopPatience))]);
      this.#options.signal?.throwIfAborted();
      const limit = this.#options.timeoutSeconds ?? 0;
      return failure('CellTimeoutError', `the cell took longer than ${limit} s and was interrupted`);
    }
    return failure('DeadKernelError', `the kernel died while the cell ran: ${first}`);
  }

  #limits(): Promise<'timeout' | 'aborted'>[] {
    const { timeoutSeconds, signal } = this.#options;
    const limits: Promise<'timeout' | 'aborted'>[] = [];
    if (timeoutSeconds !== undefined) {
      limits.push(new Promise((resolve) => setTimeout(resolve, timeoutSeconds * 1000, 'timeout').unref()));
    }
    if (signal) limits.push(this.#aborted);
    return limits;
  }

  #failureOf(index: number, reply: Message): Failure | undefined {
    this.#counts.set(index, readNumber(reply.content, 'execution_count', 0));
    if (statusOf(reply) === 'ok') return undefined;
    return statusOf(reply) === 'error'
      ? readFailure(reply.content)
      : failure('ExecutionAborted', 'the cell did not run');
  }

  #take(message: Message): void {
    const id = message.parent?.msg_id ?? '';
    const index = this.#indices.get(id);
    if (index === undefined) return;
    if (message.header.msg_type === 'status' && message.content['execution_state'] === 'idle') this.#idle.get(id)?.();
    const output = this.#collector.take(index, message);
    if (output) this.#tell({ kind: 'output', index, output });
  }

  #tell(event: Omit<CellEvent, 'total'>): void {
    this.#options.onCell?.({ ...event, total: this.#notebook.cells.length });
  }
}

function isRunnable(cell: Cell): boolean {
  return cell.cell_type === 'code' && joinLines(cell.source).trim() !== '' && !tagsOf(cell).includes('skip-execution');
}

function failure(ename: string, evalue: string): Failure {
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
