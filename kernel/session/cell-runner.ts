/** The way of one cell: checked and compiled by the language, run by the executor, its declarations kept, its errors told. */
import { type Executor, type Outcome, type Thrown } from '../executor/contract.ts';
import {
  type CheckLevel,
  type CompiledCell,
  type Diagnostic,
  type Language,
  LanguageClosed,
} from '../language/language.ts';
import { type Failure } from '../protocol/messages.ts';
import { type Debugger } from './debug/debugger.ts';
import { type CellText, describeDiagnostic, diagnosticsFailure, thrownFailure } from './tracebacks.ts';

export interface CellToRun {
  /** Numbers executions; events of the executor name it. */
  readonly number: number;
  /** Its name in stack traces, for example `cell-3.ts`. */
  readonly name: string;
  /** Its name for people, for example `cell [3]`. */
  readonly label: string;
  readonly code: string;
  /** The notebook's own level unless given. */
  readonly check?: CheckLevel;
  /** Whether later cells see what it declares. */
  readonly keep: boolean;
  /** Told of diagnostics that do not forbid running. */
  readonly warn: (text: string) => void;
  /** Whether it was interrupted while it was compiled. */
  readonly isInterrupted: () => boolean;
}

export type Success = Extract<Outcome, { status: 'ok' }>;

const interrupted: Failure = {
  ename: 'KeyboardInterrupt',
  evalue: 'the cell was interrupted before it ran',
  traceback: ['\u001b[31mKeyboardInterrupt\u001b[39m: the cell was interrupted before it ran'],
};

export class CellRunner {
  readonly #language: Language;
  readonly #executor: Executor;
  readonly #log: (line: string) => void;
  readonly #watcher: Pick<Debugger, 'starts' | 'declared'>;
  readonly #renewed: () => void;
  readonly #texts = new Map<string, CellText>();
  /** The cell that gave a name its value. */
  #definedIn = new Map<string, string>();
  /** The same of processes that ended. */
  #lost: ReadonlyMap<string, string> = new Map();
  #check: CheckLevel = 'error';

  /** @param renewed told when the executor is another one, which knows nothing of what was before */
  constructor(
    language: Language,
    executor: Executor,
    log: (line: string) => void,
    watcher: Pick<Debugger, 'starts' | 'declared'>,
    renewed: () => void,
  ) {
    this.#watcher = watcher;
    this.#language = language;
    this.#executor = executor;
    this.#log = log;
    this.#renewed = renewed;
  }

  /** Runs a cell; its output comes as events of the executor, before the promise settles. */
  async run({ number, name, label, code, check, keep, warn, isInterrupted }: CellToRun): Promise<Failure | Success> {
    const compiled = await this.#compile(code, { name, check: check ?? this.#check });
    const { javascript, isAsync, hasResult, declares, sourceMap } = compiled;
    const diagnostics = compiled.diagnostics.map((diagnostic) => this.#withLost(diagnostic));
    const text = { label, code };
    this.#texts.set(name, text);
    if (javascript === '' && diagnostics.some(({ severity }) => severity === 'error')) {
      return diagnosticsFailure(diagnostics, text);
    }
    for (const diagnostic of diagnostics) {
      warn(`${diagnostic.severity}: ${describeDiagnostic(diagnostic, text)}\n`);
    }
    if (isInterrupted()) return interrupted;
    await this.#watcher.starts({ name, code, sourceMap });
    const outcome = await this.#executor.run({
      cell: number,
      name,
      javascript,
      isAsync,
      hasResult,
      declares,
      sourceMap,
    });
    if (outcome.status === 'died') return this.died(outcome.reason);
    if (keep) this.#commit(name, label, outcome.status === 'ok' ? declares : outcome.declared);
    return outcome.status === 'ok' ? outcome : this.describe(outcome.error);
  }

  /** A thrown value, with the code of the cells in its stack. */
  describe(thrown: Thrown): Failure {
    return thrownFailure(thrown, (name) => this.#texts.get(name));
  }

  /** The executor is a new one: nothing of the old is left, and the user must know. */
  died(reason: string): Failure {
    this.#language.reset().catch((error: unknown) => this.#log(`the language was not reset: ${String(error)}`));
    const cells = new Set(this.#definedIn.values());
    const lost = new Map([...this.#lost, ...this.#definedIn]);
    this.#renew();
    this.#lost = lost;
    const evalue =
      `The process that runs your cells ended: ${reason}.\n` +
      (cells.size === 0
        ? 'A new one has been started.'
        : `A new one has been started; all variables are gone. Run the cells again that define what you need:\n${listed([...cells])}.`);
    return { ename: 'ExecutorDied', evalue, traceback: [`\u001b[31mExecutorDied\u001b[39m: ${evalue}`] };
  }

  /** A name that is not found because its process has ended: the cell that defined it is told. */
  #withLost(diagnostic: Diagnostic): Diagnostic {
    if (diagnostic.file !== undefined) return diagnostic;
    const name = /^Cannot find name '([^']+)'/.exec(diagnostic.message)?.[1] ?? '';
    const cell = this.#lost.get(name);
    if (cell === undefined) return diagnostic;
    return { ...diagnostic, message: `${diagnostic.message} It was defined in ${cell}: run that cell again.` };
  }

  async #compile(code: string, options: Parameters<Language['compile']>[1]): Promise<CompiledCell> {
    const compiled = await this.#language.compile(code, options);
    if (compiled.check !== undefined) this.#check = compiled.check;
    if (compiled.resets !== true) return compiled;
    this.#renew();
    await Promise.all([this.#language.reset(), this.#executor.restart()]);
    return this.#language.compile(code, options);
  }

  /** Nothing of what was before is left to be named. */
  #renew(): void {
    this.#definedIn = new Map();
    this.#lost = new Map();
    this.#texts.clear();
    this.#renewed();
  }

  /** Not awaited: the language answers in order, so the next question finds the cell committed. */
  #commit(name: string, label: string, declared: readonly string[]): void {
    for (const each of declared) this.#definedIn.set(each, label);
    this.#watcher.declared(declared);
    this.#language.commit(name, declared).catch((error: unknown) => {
      // No cell comes any more that could miss it.
      if (!(error instanceof LanguageClosed)) this.#log(`${name} was not kept: ${String(error)}`);
    });
  }
}

/** Cells by their names, in the order given; of many, the first and the last. */
function listed(labels: readonly string[]): string {
  if (labels.length <= 8) return labels.join(', ');
  return `${labels.slice(0, 4).join(', ')}, … ${labels.slice(-2).join(', ')} (${labels.length} cells)`;
}
