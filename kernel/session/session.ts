/**
 * What requests mean: answers each of Jupyter's messages, knowing nothing of sockets or processes.
 *
 * Subshells (JEP 91) are not among them. Most of what they are for is there without: completion, inspection, the debugger,
 * control and messages of widgets are answered while a cell runs. What is left, to run a second cell beside it, takes a
 * second thread in the same memory, which JavaScript does not have: a subshell could run only between the awaits of the
 * first cell and would hang in every synchronous loop, just when it is wanted. And where a kernel claims subshells,
 * JupyterLab sends the messages of widgets over them. A `subshell_id` is ignored, as the proposal asks of such kernels.
 */
import { type Executor, type ExecutorEvent } from '../executor/contract.ts';
import { type Language } from '../language/language.ts';
import { type JsonObject, MalformedError } from '../protocol/json.ts';
import { isRequestName, type KernelInfo, readRequest, type RequestName, type Requests } from '../protocol/messages.ts';
import { CellRunner } from './cell-runner.ts';
import { Executions, requestFailure } from './executions.ts';
import { Debugger } from './debug/debugger.ts';
import { History, type HistoryStore } from './history.ts';
import { OpenComms } from './open-comms.ts';
import { complete, inspect, isComplete } from './queries.ts';
import { Speaker } from './speaker.ts';
import { Stdin } from './stdin.ts';
import { type Request, type Transport } from './transport.ts';

export interface SessionOptions {
  readonly transport: Transport;
  readonly language: Language;
  /** Starts the executor, which tells the session what happens in it. */
  readonly startExecutor: (events: (cell: number, event: ExecutorEvent) => void) => Executor;
  readonly info: KernelInfo;
  /** Where inputs are kept for later sessions; nowhere if omitted. */
  readonly history?: HistoryStore;
  /** What the kernel uses of the machine, as `usage_reply` says it. */
  readonly usage?: () => Promise<JsonObject>;
  readonly log: (line: string) => void;
  /** Asked to shut down, and the reply is on its way: close everything and end. */
  readonly ended: () => void;
}

type Handlers = { readonly [N in RequestName]: (content: Requests[N], request: Request) => void | Promise<void> };

export class Session {
  readonly #options: SessionOptions;
  readonly #speaker: Speaker;
  readonly #executor: Executor;
  readonly #history: History;
  readonly #stdin: Stdin;
  readonly #debugger: Debugger;
  readonly #comms = new OpenComms();
  readonly #executions: Executions;
  readonly #handlers: Handlers;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#speaker = new Speaker(options.transport, options.log, (high) => {
      if (high) this.#executor.pause();
      else this.#executor.resume();
    });
    this.#executor = options.startExecutor((cell, event) => this.#executions.take(cell, event));
    this.#debugger = new Debugger(this.#executor.inspector, debugFolder(), (event) =>
      this.#speaker.publish(this.#executions.current, 'debug_event', event),
    );
    const runner = new CellRunner(options.language, this.#executor, options.log, this.#debugger, () =>
      this.#closeComms(),
    );
    this.#history = new History(options.history);
    this.#stdin = new Stdin(this.#speaker, (input) => this.#executor.answer(input));
    this.#executions = new Executions(runner, this.#speaker, this.#history, this.#stdin, this.#comms);
    this.#handlers = this.#makeHandlers();
    this.#speaker.publish(undefined, 'status', { execution_state: 'starting' });
  }

  /** Takes a verified message. */
  receive(request: Request): void {
    const name = request.message.header.msg_type;
    if (request.channel === 'stdin') return this.#takeInput(request);
    if (!isRequestName(name)) return this.#options.log(`the unknown message ${name} on ${request.channel} is ignored`);
    if (name === 'execute_request') return this.#executions.add(request);
    if (name === 'history_request') return this.#executions.add(request, () => this.#answer(name, request));
    // It keeps its turn, but cells behind it need not wait for its end.
    if (this.#mustWait(request)) return this.#executions.add(request, () => void this.#answer(name, request));
    void this.#answer(name, request);
  }

  /**
   * User code hears the page at once, also between the awaits of a running cell; but what it does not know yet may be meant
   * for a cell that waits.
   */
  #mustWait({ message: { header, content } }: Request): boolean {
    const { msg_type: name } = header;
    const isComm = name === 'comm_open' || name === 'comm_msg';
    return isComm && this.#executions.isWorking && !this.#comms.isExpected(name, content);
  }

  async #deliver(request: Request): Promise<void> {
    const { header, content, metadata, buffers } = request.message;
    this.#comms.note(header.msg_type, content);
    const message = { name: header.msg_type, content, metadata, buffers };
    await this.#executor.deliver(this.#executions.newCell(header), message);
  }

  /** The executor that held them is gone. */
  #closeComms(): void {
    for (const comm_id of this.#comms.clear()) {
      this.#speaker.publish(undefined, 'comm_close', { comm_id, data: {} });
    }
  }

  #takeInput({ message }: Request): void {
    if (message.header.msg_type === 'input_reply') this.#stdin.take(message);
    else this.#options.log(`${message.header.msg_type} on stdin is ignored: only input_reply comes by this channel`);
  }

  /** A client has subscribed to the broadcasts (JEP 65). */
  subscribed(topic: Uint8Array): void {
    this.#speaker.publish(undefined, 'iopub_welcome', { subscription: Buffer.from(topic).toString('utf8') }, topic);
  }

  /** Stops the running cell, as `interrupt_request` does. */
  interrupt(): Promise<void> {
    this.#executions.interrupt();
    return this.#executor.interrupt();
  }

  /** Ends the executor and the language service, and sends what is still to be sent. */
  async close(): Promise<void> {
    await Promise.all([this.#executor.close(), this.#options.language.close(), this.#speaker.drained()]);
  }

  async #answer<N extends RequestName>(name: N, request: Request): Promise<void> {
    const { header, content } = request.message;
    this.#speaker.publish(header, 'status', { execution_state: 'busy' });
    try {
      await this.#handlers[name](readRequest[name](content), request);
    } catch (error) {
      const isRefused = error instanceof MalformedError;
      const reason = isRefused || !(error instanceof Error) ? String(error) : error.stack;
      this.#options.log(`${name} ${isRefused ? 'is refused' : 'failed'}: ${reason}`);
      if (name.endsWith('_request')) this.#speaker.fail(request, requestFailure(error));
    }
    this.#speaker.publish(header, 'status', { execution_state: 'idle' });
    // Answered beside a running cell: a client that shows one state for the whole kernel must not take it for idle.
    const running = this.#executions.current;
    if (running && request.channel === 'shell') this.#speaker.publish(running, 'status', { execution_state: 'busy' });
    if (name === 'shutdown_request') this.#options.ended();
  }

  #makeHandlers(): Handlers {
    const speaker = this.#speaker;
    const { language, info } = this.#options;
    const ignore = (): void => undefined;
    return {
      kernel_info_request: (_, request) => speaker.reply(request, 'kernel_info_reply', { status: 'ok', ...info }),
      execute_request: ignore,
      complete_request: async (content, request) =>
        speaker.reply(request, 'complete_reply', await complete(language, content)),
      inspect_request: async (content, request) =>
        speaker.reply(request, 'inspect_reply', await inspect(language, content)),
      is_complete_request: async ({ code }, request) =>
        speaker.reply(request, 'is_complete_reply', await isComplete(language, code)),
      history_request: (content, request) =>
        speaker.reply(request, 'history_reply', { status: 'ok', history: this.#history.find(content) }),
      comm_info_request: ({ target_name }, request) =>
        speaker.reply(request, 'comm_info_reply', { status: 'ok', comms: this.#comms.info(target_name) }),
      comm_open: (_, request) => this.#deliver(request),
      comm_msg: (_, request) => this.#deliver(request),
      comm_close: (_, request) => this.#deliver(request),
      usage_request: async (_, request) =>
        speaker.reply(request, 'usage_reply', { status: 'ok', ...(await this.#options.usage?.()) }),
      debug_request: async (content, request) =>
        speaker.reply(request, 'debug_reply', await this.#debugger.request(content)),
      interrupt_request: async (_, request) => {
        await this.interrupt();
        speaker.reply(request, 'interrupt_reply', { status: 'ok' });
      },
      shutdown_request: ({ restart }, request) => speaker.reply(request, 'shutdown_reply', { status: 'ok', restart }),
      input_reply: ignore,
    };
  }
}

/** Where the debugger's client is told that cells lie. Nothing is written there; the name must only be this kernel's own. */
function debugFolder(): string {
  return `/tslate-${crypto.randomUUID().slice(0, 8)}/cell-`;
}
