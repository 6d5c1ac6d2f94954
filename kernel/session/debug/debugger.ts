/** Jupyter's debug protocol (DAP with some requests of its own) on V8's inspector. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Inspector } from '../../executor/contract.ts';
import { type JsonObject, readNumber, readObject, readText } from '../../protocol/json.ts';
import { Breakpoints } from './breakpoints.ts';
import { Pauses } from './pauses.ts';
import { Sources } from './sources.ts';
import { type Evaluated, shortText, typeName } from './v8.ts';
import { Variables } from './variables.ts';

/** A request's handler gives the body of the response; what it throws becomes a refusal. */
type Handler = (given: JsonObject) => JsonObject | Promise<JsonObject>;

/** The main thread of the executor: the only one that is debugged. */
const threadId = 1;

const capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: false,
  supportsTerminateRequest: false,
  exceptionBreakpointFilters: [
    { filter: 'all', label: 'All errors', description: 'Stop at every error, also one that is caught', default: false },
    {
      filter: 'uncaught',
      label: 'Uncaught errors',
      description: 'Stop at an error that ends the cell',
      default: false,
    },
  ],
};

/** Steps should not lead into the kernel or into Node. */
const blackbox = ['^node:', '/kernel/executor/', '[\\\\/]kernel[\\\\/]executor[\\\\/]'];

export class Debugger {
  readonly #inspector: Inspector;
  readonly #emit: (event: JsonObject) => void;
  readonly #sources: Sources;
  readonly #variables: Variables;
  readonly #pauses: Pauses;
  readonly #breakpoints: Breakpoints;
  readonly #names = new Set<string>();
  readonly #handlers: Readonly<Record<string, Handler>>;
  #exceptions: 'none' | 'uncaught' | 'all' = 'none';
  #isStarted = false;
  #count = 0;

  /** @param folder a prefix for the paths of cells; @param emit sends a DAP event */
  constructor(inspector: Inspector, folder: string, emit: (event: JsonObject) => void) {
    this.#inspector = inspector;
    this.#emit = emit;
    this.#sources = new Sources(folder);
    this.#variables = new Variables(inspector);
    this.#breakpoints = new Breakpoints(inspector, this.#sources);
    this.#pauses = new Pauses(inspector, this.#sources, this.#variables, (event, body) => this.#event(event, body));
    inspector.listen((method, params) => {
      if (method === 'renewed') void this.#renew();
      else this.#pauses.take(method, params);
    });
    this.#handlers = this.#makeHandlers();
  }

  /** Answers a DAP request with a DAP response. */
  async request(request: JsonObject): Promise<JsonObject> {
    const command = readText(request, 'command', '');
    const reply = { type: 'response', seq: this.#next(), request_seq: readNumber(request, 'seq', 0), command };
    const handler = Object.hasOwn(this.#handlers, command) ? this.#handlers[command] : undefined;
    if (handler === undefined) return { ...reply, success: false, message: `the request ${command} is not known here` };
    try {
      return { ...reply, success: true, body: await handler(readObject(request, 'arguments')) };
    } catch (error) {
      return { ...reply, success: false, message: error instanceof Error ? error.message : String(error), body: {} };
    }
  }

  /** A cell is about to run: its breakpoints must stand before. */
  async starts(cell: { readonly name: string; readonly code: string; readonly sourceMap: string }): Promise<void> {
    const script = this.#sources.add(cell.name, cell.code, cell.sourceMap);
    if (this.#isStarted) await this.#breakpoints.place(script);
  }

  /** A cell has declared these names. */
  declared(names: readonly string[]): void {
    for (const name of names) this.#names.add(name);
  }

  #makeHandlers(): Readonly<Record<string, Handler>> {
    const inspector = this.#inspector;
    const pauses = this.#pauses;
    const step = (method: string) => async (): Promise<JsonObject> => {
      await pauses.step(method);
      return {};
    };
    return {
      debugInfo: () => ({
        isStarted: this.#isStarted,
        ...this.#sources.naming,
        breakpoints: this.#breakpoints.list(),
        stoppedThreads: pauses.isPaused ? [threadId] : [],
        richRendering: true,
        exceptionPaths: ['JavaScript exceptions'],
        copyToGlobals: true,
      }),
      initialize: () => capabilities,
      attach: async () => {
        await this.#start();
        this.#event('initialized', {});
        return {};
      },
      configurationDone: () => ({}),
      dumpCell: (given) => ({ sourcePath: this.#sources.dump(readText(given, 'code')) }),
      setBreakpoints: (given) => this.#breakpoints.set(given),
      setExceptionBreakpoints: async ({ filters }) => {
        const wanted = Array.isArray(filters) ? filters : [];
        this.#exceptions = wanted.includes('all') ? 'all' : wanted.length > 0 ? 'uncaught' : 'none';
        await this.#applyExceptions();
        return { breakpoints: wanted.map(() => ({ verified: true })) };
      },
      source: (given) => ({ content: this.#contentOf(readText(readObject(given, 'source'), 'path')) }),
      threads: () => ({ threads: [{ id: threadId, name: 'main' }] }),
      modules: () => ({ modules: [], totalModules: 0 }),
      stackTrace: () => pauses.stackTrace(),
      scopes: (given) => ({ scopes: pauses.scopes(readNumber(given, 'frameId', 0)) }),
      variables: async (given) => ({
        variables: await this.#variables.members(readNumber(given, 'variablesReference', 0)),
      }),
      inspectVariables: async () => ({ variables: await this.#variables.globals([...this.#names]) }),
      richInspectVariables: (given) => this.#richVariable(given),
      copyToGlobals: async (given) => {
        const target = readText(given, 'dstVariableName');
        const value = readText(given, 'srcVariableName');
        if (![target, value].every((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))) {
          throw new Error('copyToGlobals takes names of variables');
        }
        await pauses.evaluate(`globalThis.${target} = ${value}`, readNumber(given, 'srcFrameId', 0));
        this.declared([target]);
        return {};
      },
      evaluate: (given) => this.#evaluate(given),
      continue: async () => {
        await pauses.step('Debugger.resume');
        return { allThreadsContinued: true };
      },
      next: step('Debugger.stepOver'),
      stepIn: step('Debugger.stepInto'),
      stepOut: step('Debugger.stepOut'),
      pause: async () => {
        await inspector.post('Debugger.pause');
        return {};
      },
      disconnect: () => this.#stop(),
      terminate: () => this.#stop(),
    };
  }

  async #start(): Promise<void> {
    await this.#inspector.post('Debugger.enable');
    await this.#inspector.post('Debugger.setBlackboxPatterns', { patterns: blackbox });
    this.#isStarted = true;
    await this.#applyExceptions();
  }

  async #stop(): Promise<JsonObject> {
    this.#isStarted = false;
    this.#breakpoints.clear();
    this.#exceptions = 'none';
    await this.#inspector.post('Debugger.disable');
    this.#pauses.ended();
    this.#event('terminated', {});
    return {};
  }

  /** Another process runs the cells from now on; the breakpoints hold for cells that will run in it. */
  async #renew(): Promise<void> {
    this.#sources.clear();
    this.#names.clear();
    this.#breakpoints.forget();
    this.#pauses.ended();
    try {
      if (this.#isStarted) await this.#start();
    } catch {
      // It was replaced again, which is told again.
    }
  }

  async #applyExceptions(): Promise<void> {
    this.#pauses.exceptions = this.#exceptions;
    if (!this.#isStarted) return;
    // V8 takes what the kernel catches, to show it, for caught: it must tell of all, and the pauses choose.
    const state = this.#exceptions === 'none' ? 'none' : 'all';
    await this.#inspector.post('Debugger.setPauseOnExceptions', { state });
  }

  async #evaluate(given: JsonObject): Promise<JsonObject> {
    const { result, exceptionDetails } = await this.#pauses.evaluate(
      readText(given, 'expression'),
      readNumber(given, 'frameId', 0),
    );
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text);
    const { variablesReference } = this.#variables.variable('', result);
    return { result: shortText(result), type: typeName(result), variablesReference };
  }

  /** How a variable is displayed. */
  async #richVariable(given: JsonObject): Promise<JsonObject> {
    const name = readText(given, 'variableName');
    const { result, exceptionDetails }: Evaluated = await this.#pauses.evaluate(
      `__tslate.bundle(${name})`,
      readNumber(given, 'frameId', 0),
      true,
    );
    if (exceptionDetails !== undefined || typeof result.value !== 'string') return { data: {}, metadata: {} };
    return { data: JSON.parse(result.value), metadata: {} };
  }

  #contentOf(path: string): string {
    return this.#sources.codeOf(path) ?? readFileSync(path.startsWith('file:') ? fileURLToPath(path) : path, 'utf8');
  }

  #event(event: string, body: JsonObject): void {
    this.#emit({ type: 'event', seq: this.#next(), event, body });
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}
