/** The queue of cells: one runs at a time; its outputs, its reply and `idle` come in this order. */
import { type Executor, type ExecutorEvent, type Outcome } from '../executor/contract.ts';
import { type CompiledCell, type Language } from '../language/language.ts';
import { type JsonObject } from '../protocol/json.ts';
import { type Failure, type Header, readRequest, type Requests } from '../protocol/messages.ts';
import { type History } from './history.ts';
import { type Speaker } from './speaker.ts';
import { type CellText, describeDiagnostic, diagnosticsFailure, thrownFailure } from './tracebacks.ts';
import { type Request } from './transport.ts';

/** Parents are remembered for output that comes long after its cell; older output goes to the latest cell. */
const rememberedParents = 10_000;

const interrupted: Failure = {
  ename: 'KeyboardInterrupt',
  evalue: 'the cell was interrupted before it ran',
  traceback: ['\u001b[31mKeyboardInterrupt\u001b[39m: the cell was interrupted before it ran'],
};

interface Running {
  readonly request: Request;
  readonly payload: JsonObject[];
  interrupted: boolean;
}

type Waiting = { readonly request: Request; readonly answer?: () => Promise<void> };

export class Executions {
  readonly #language: Language;
  readonly #executor: Executor;
  readonly #speaker: Speaker;
  readonly #history: History;
  readonly #waiting: Waiting[] = [];
  readonly #parents = new Map<number, Header>();
  readonly #texts = new Map<string, CellText>();
  #running: Running | undefined;
  #isWorking = false;
  #count = 0;
  #cell = 0;
  #ran: number[] = [];

  constructor(language: Language, executor: Executor, speaker: Speaker, history: History) {
    this.#language = language;
    this.#executor = executor;
    this.#speaker = speaker;
    this.#history = history;
  }

  /** The header of the request whose cell runs now. */
  get current(): Header | undefined {
    return this.#running?.request.message.header;
  }

  /** Adds a cell, or something else that must be answered in its turn (`answer`). */
  add(request: Request, answer?: () => Promise<void>): void {
    this.#waiting.push(answer ? { request, answer } : { request });
    if (!this.#isWorking) void this.#work();
  }

  /** Stops the running cell and refuses the waiting ones. */
  async interrupt(): Promise<void> {
    if (this.#running) this.#running.interrupted = true;
    this.#abort(this.#waiting.splice(0));
    await this.#executor.interrupt();
  }

  /** Something happened in the executor. */
  take(cell: number, event: ExecutorEvent): void {
    const parent = this.#parents.get(cell) ?? this.#parents.get(this.#cell);
    const speaker = this.#speaker;
    if (event.kind === 'stream') speaker.stream(parent, event.name, event.text);
    else if (event.kind === 'clear') speaker.publish(parent, 'clear_output', { wait: event.wait });
    else if (event.kind === 'page') this.#running?.payload.push({ source: 'page', data: event.data, start: 0 });
    else if (event.kind === 'late-error') speaker.publish(parent, 'error', this.#describe(event.error));
    else if (event.kind === 'died') {
      speaker.stream(parent, 'stderr', `${this.#died(event.reason).evalue}\n`);
    } else {
      const transient = event.id === undefined ? {} : { display_id: event.id };
      const { data, metadata } = event;
      speaker.publish(parent, event.update ? 'update_display_data' : 'display_data', { data, metadata, transient });
    }
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (next.answer) await next.answer();
      else await this.#execute(next.request);
    }
    this.#isWorking = false;
  }

  async #execute(request: Request): Promise<void> {
    const { header } = request.message;
    this.#speaker.publish(header, 'status', { execution_state: 'busy' });
    const running: Running = { request, payload: [], interrupted: false };
    this.#running = running;
    let aborted: readonly Waiting[] = [];
    try {
      aborted = await this.#run(running, readRequest.execute_request(request.message.content));
    } catch (error) {
      const failure = internalFailure(error);
      this.#speaker.publish(header, 'error', failure);
      this.#speaker.reply(request, 'execute_reply', { status: 'error', execution_count: this.#count, ...failure });
    }
    this.#running = undefined;
    this.#speaker.publish(header, 'status', { execution_state: 'idle' });
    this.#abort(aborted);
  }

  /** Runs one cell and replies; returns the waiting cells that its failure stops. */
  async #run(running: Running, content: Requests['execute_request']): Promise<readonly Waiting[]> {
    const { code, silent, store_history: store } = content;
    const { request, payload } = running;
    const { header } = request.message;
    const isBlank = code.trim() === '';
    if (store && !isBlank) this.#count += 1;
    const count = this.#count;
    this.#cell += 1;
    const cell = this.#cell;
    this.#remember(cell, header);
    if (!silent) this.#speaker.publish(header, 'execute_input', { code, execution_count: count });

    const name = store ? `cell-${count}.ts` : `unnumbered-${cell}.ts`;
    const label = store ? `cell [${count}]` : 'the cell';
    const outcome = isBlank
      ? ({ status: 'ok' } as const)
      : await this.#compileAndRun(running, cell, { name, label, code });
    if (store && !isBlank) {
      if ('status' in outcome) this.#ran.push(count);
      const text = 'status' in outcome && outcome.status === 'ok' ? outcome.result?.data['text/plain'] : undefined;
      this.#history.add(count, code, typeof text === 'string' ? text : undefined);
    }
    if (!('status' in outcome)) {
      // What the client sent in one go may still be on its way from the socket: one turn of the event loop brings it.
      // What comes after the reply was sent in knowledge of the failure, and runs.
      await new Promise((resolve) => setImmediate(resolve));
      const aborted = content.stop_on_error ? this.#waiting.splice(0) : [];
      if (!silent) this.#speaker.publish(header, 'error', outcome);
      this.#speaker.reply(request, 'execute_reply', { status: 'error', execution_count: count, ...outcome });
      return aborted;
    }
    if (outcome.result && !silent) {
      this.#speaker.publish(header, 'execute_result', { execution_count: count, ...outcome.result });
    }
    const user_expressions = await this.#evaluate(content.user_expressions);
    this.#speaker.reply(request, 'execute_reply', { status: 'ok', execution_count: count, payload, user_expressions });
    return [];
  }

  async #compileAndRun(
    running: Running,
    cell: number,
    { name, label, code }: { readonly name: string; readonly label: string; readonly code: string },
  ): Promise<Failure | Extract<Outcome, { status: 'ok' }>> {
    const compiled = await this.#language.compile(code, { name, check: 'error' });
    const text = { label, code, sourceMap: compiled.sourceMap };
    this.#texts.set(name, text);
    const hasErrors = compiled.diagnostics.some(({ severity }) => severity === 'error');
    if (hasErrors && compiled.javascript === '') return diagnosticsFailure(compiled.diagnostics, text);
    for (const diagnostic of compiled.diagnostics) {
      const shown = `${diagnostic.severity}: ${describeDiagnostic(diagnostic, label, code)}\n`;
      this.#speaker.stream(running.request.message.header, 'stderr', shown);
    }
    if (running.interrupted) return interrupted;
    const outcome = await this.#executor.run(toJob(cell, name, compiled));
    if (outcome.status === 'died') return this.#died(outcome.reason);
    await this.#language.commit(name, outcome.status === 'ok' ? compiled.declares : outcome.declared);
    return outcome.status === 'ok' ? outcome : this.#describe(outcome.error);
  }

  async #evaluate(expressions: Requests['execute_request']['user_expressions']): Promise<JsonObject> {
    const results: Record<string, JsonObject> = {};
    for (const [key, expression] of Object.entries(expressions)) {
      this.#cell += 1;
      const cell = this.#cell;
      if (this.#running) this.#remember(cell, this.#running.request.message.header);
      const name = `expression-${cell}.ts`;
      const compiled = await this.#language.compile(expression, { name, check: 'off' });
      const text = { label: `the expression ${key}`, code: expression, sourceMap: compiled.sourceMap };
      this.#texts.set(name, text);
      const outcome = compiled.javascript === '' ? undefined : await this.#executor.run(toJob(cell, name, compiled));
      if (outcome?.status === 'ok') {
        const { data, metadata } = outcome.result ?? { data: { 'text/plain': 'undefined' }, metadata: {} };
        results[key] = { status: 'ok', data, metadata };
      } else {
        const failure = !outcome
          ? diagnosticsFailure(compiled.diagnostics, text)
          : outcome.status === 'died'
            ? this.#died(outcome.reason)
            : this.#describe(outcome.error);
        results[key] = { status: 'error', ...failure };
      }
    }
    return results;
  }

  #describe(thrown: Parameters<typeof thrownFailure>[0]): Failure {
    return thrownFailure(thrown, (name) => this.#texts.get(name));
  }

  /** The executor is a new one: nothing of the old is left, and the user must know. */
  #died(reason: string): Failure {
    void this.#language.reset();
    const cells = this.#ran.length > 0 ? ` (${listNumbers(this.#ran)} had run)` : '';
    this.#ran = [];
    const evalue =
      `The process that runs your cells ended: ${reason}. A new one has been started; ` +
      `all variables are gone. Run the cells again that define what you need${cells}.`;
    return { ename: 'ExecutorDied', evalue, traceback: [`\u001b[31mExecutorDied\u001b[39m: ${evalue}`] };
  }

  #abort(waiting: readonly Waiting[]): void {
    for (const { request, answer } of waiting) {
      if (answer) this.add(request, answer);
      else {
        const { header } = request.message;
        this.#speaker.publish(header, 'status', { execution_state: 'busy' });
        this.#speaker.reply(request, 'execute_reply', { status: 'aborted', execution_count: this.#count });
        this.#speaker.publish(header, 'status', { execution_state: 'idle' });
      }
    }
  }

  #remember(cell: number, parent: Header): void {
    this.#parents.set(cell, parent);
    if (this.#parents.size > rememberedParents) this.#parents.delete(cell - rememberedParents);
  }
}

function toJob(cell: number, name: string, { javascript, isAsync, hasResult, declares }: CompiledCell) {
  return { cell, name, javascript, isAsync, hasResult, declares };
}

/** A mistake of the kernel itself. */
export function internalFailure(error: unknown): Failure {
  const evalue = `The kernel itself failed: ${error instanceof Error ? error.message : String(error)}`;
  return { ename: 'KernelError', evalue, traceback: [error instanceof Error ? (error.stack ?? evalue) : evalue] };
}

/** `[1]–[3], [5]` */
function listNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `[${from}]` : `[${from}]–[${to}]`)).join(', ');
}
