/** The queue of cells: one runs at a time; its outputs, its reply and `idle` come in this order. */
import { type ExecutorEvent } from '../executor/contract.ts';
import { type JsonObject, MalformedError } from '../protocol/json.ts';
import { type Failure, type Header, readRequest, type Requests } from '../protocol/messages.ts';
import { type CellRunner, type Success } from './cell-runner.ts';
import { type History } from './history.ts';
import { type OpenComms } from './open-comms.ts';
import { type Speaker } from './speaker.ts';
import { type Stdin } from './stdin.ts';
import { type Request } from './transport.ts';

/** Parents are remembered for output that comes long after its cell; older output goes to the latest cell. */
const rememberedParents = 10_000;

interface Running {
  readonly request: Request;
  readonly payload: JsonObject[];
  /** The number of its latest execution: the cell's, then those of user expressions. */
  number: number;
  interrupted: boolean;
}

type Waiting = { readonly request: Request; readonly answer?: () => void | Promise<void> };

export class Executions {
  readonly #runner: CellRunner;
  readonly #speaker: Speaker;
  readonly #history: History;
  readonly #stdin: Stdin;
  readonly #comms: OpenComms;
  readonly #waiting: Waiting[] = [];
  readonly #parents = new Map<number, Header>();
  #running: Running | undefined;
  #isWorking = false;
  #count = 0;
  #cell = 0;

  constructor(runner: CellRunner, speaker: Speaker, history: History, stdin: Stdin, comms: OpenComms) {
    this.#runner = runner;
    this.#speaker = speaker;
    this.#history = history;
    this.#stdin = stdin;
    this.#comms = comms;
  }

  /** The header of the request whose cell runs now. */
  get current(): Header | undefined {
    return this.#running?.request.message.header;
  }

  /** Whether cells run or wait. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Adds a cell, or something else that must be answered in its turn (`answer`). */
  add(request: Request, answer?: () => void | Promise<void>): void {
    this.#waiting.push(answer ? { request, answer } : { request });
    if (!this.#isWorking) void this.#work();
  }

  /** Refuses the waiting cells, and the running one if it is still being compiled. */
  interrupt(): void {
    if (this.#running) this.#running.interrupted = true;
    this.#abort(this.#waiting.splice(0));
  }

  /** Something happened in the executor. */
  take(cell: number, event: ExecutorEvent): void {
    const parent = this.#parents.get(cell) ?? this.#parents.get(this.#cell);
    const speaker = this.#speaker;
    const running = this.#running;
    switch (event.kind) {
      case 'stream':
        return speaker.stream(parent, event.name, event.text);
      case 'clear':
        return speaker.publish(parent, 'clear_output', { wait: event.wait });
      case 'display': {
        const { data, metadata, id, update } = event;
        const transient = id === undefined ? {} : { display_id: id };
        return speaker.publish(parent, update ? 'update_display_data' : 'display_data', { data, metadata, transient });
      }
      case 'broadcast':
        this.#comms.note(event.name, event.content);
        return speaker.broadcast(parent, event);
      case 'comm-target':
        return this.#comms.expect(event.target);
      case 'page':
        return void running?.payload.push({ source: 'page', data: event.data, start: 0 });
      case 'next-input':
        return void running?.payload.push({ source: 'set_next_input', text: event.text, replace: event.replace });
      case 'input': {
        const { prompt, password } = event;
        return this.#stdin.ask(cell === running?.number ? running.request : undefined, { prompt, password });
      }
      case 'late-error':
        return speaker.publish(parent, 'error', this.#runner.describe(event.error));
      case 'died':
        return speaker.stream(parent, 'stderr', `${this.#runner.died(event.reason).evalue}\n`);
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
    const running: Running = { request, payload: [], number: 0, interrupted: false };
    this.#running = running;
    let aborted: readonly Waiting[] = [];
    try {
      aborted = await this.#run(running, readRequest.execute_request(request.message.content));
    } catch (error) {
      const failure = requestFailure(error);
      this.#speaker.publish(header, 'error', failure);
      this.#speaker.reply(request, 'execute_reply', { status: 'error', execution_count: this.#count, ...failure });
    }
    this.#running = undefined;
    this.#stdin.close();
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
    const number = this.newCell(header);
    running.number = number;
    if (!silent) this.#speaker.publish(header, 'execute_input', { code, execution_count: count });

    const outcome: Failure | Success = isBlank
      ? { status: 'ok' }
      : await this.#runner.run({
          number,
          name: store ? `cell-${count}.ts` : `unnumbered-${number}.ts`,
          label: store ? `cell [${count}]` : 'the cell',
          code,
          ...{ keep: true, isInterrupted: () => running.interrupted },
          warn: (text) => this.#speaker.stream(header, 'stderr', text),
        });
    if (store && !isBlank) {
      const text = 'status' in outcome ? outcome.result?.data['text/plain'] : undefined;
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
    const user_expressions = await this.#evaluate(content.user_expressions, running);
    this.#speaker.reply(request, 'execute_reply', { status: 'ok', execution_count: count, payload, user_expressions });
    return [];
  }

  async #evaluate(expressions: Readonly<Record<string, string>>, running: Running): Promise<JsonObject> {
    const results: Record<string, JsonObject> = {};
    for (const [key, code] of Object.entries(expressions)) {
      const number = this.newCell(running.request.message.header);
      running.number = number;
      const outcome = await this.#runner.run({
        ...{ number, name: `expression-${number}.ts`, label: `the expression ${key}`, code },
        ...{ check: 'off', keep: false, isInterrupted: () => false, warn: () => undefined },
      });
      results[key] =
        'status' in outcome
          ? { status: 'ok', ...(outcome.result ?? { data: { 'text/plain': 'undefined' }, metadata: {} }) }
          : { status: 'error', ...outcome };
    }
    return results;
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

  /** The number of a new execution, whose events belong to `parent`. */
  newCell(parent: Header): number {
    this.#cell += 1;
    this.#parents.set(this.#cell, parent);
    if (this.#parents.size > rememberedParents) this.#parents.delete(this.#cell - rememberedParents);
    return this.#cell;
  }
}

/** A request that is not what it must be, or a mistake of the kernel itself. */
export function requestFailure(error: unknown): Failure {
  if (error instanceof MalformedError) {
    return { ename: error.name, evalue: error.message, traceback: [`${error.name}: ${error.message}`] };
  }
  const evalue = `The kernel itself failed: ${error instanceof Error ? error.message : String(error)}`;
  return { ename: 'KernelError', evalue, traceback: [error instanceof Error ? (error.stack ?? evalue) : evalue] };
}
