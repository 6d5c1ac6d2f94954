/** The moments in which the executor stands still: its frames and scopes, and the ways on. */
import { fileURLToPath } from 'node:url';
import { type Inspector } from '../../executor/contract.ts';
import { type JsonObject } from '../../protocol/json.ts';
import { placeInCell, type Sources } from './sources.ts';
import { type CallFrame, type Evaluated, type Paused } from './v8.ts';
import { answer, type Variables } from './variables.ts';

const threadId = 1;
const kernelFile = /[\\/]kernel[\\/]executor[\\/]/;

/** The guards of loops and the count of declarations have no line of their own: so many stops on one line are passed over. */
const mostStopsOnLine = 10;

interface Step {
  readonly method: string;
  readonly line: string;
  stops: number;
}

const scopeNames: Readonly<Record<string, string>> = {
  local: 'Locals',
  block: 'Block',
  closure: 'Closure',
  catch: 'Catch',
  script: 'Script',
  module: 'Module',
  with: 'With',
};

export class Pauses {
  readonly #inspector: Inspector;
  readonly #sources: Sources;
  readonly #variables: Variables;
  readonly #event: (event: string, body: JsonObject) => void;
  #frames: readonly CallFrame[] = [];
  #step: Step | undefined;
  exceptions: 'none' | 'uncaught' | 'all' = 'none';

  constructor(
    inspector: Inspector,
    sources: Sources,
    variables: Variables,
    event: (event: string, body: JsonObject) => void,
  ) {
    this.#inspector = inspector;
    this.#sources = sources;
    this.#variables = variables;
    this.#event = event;
  }

  get isPaused(): boolean {
    return this.#frames.length > 0;
  }

  take(method: string, params: JsonObject): void {
    if (method === 'Debugger.paused') this.#paused(answer<Paused>(params));
    else if (method === 'Debugger.resumed' && this.isPaused && this.#step === undefined) {
      this.ended();
      this.#event('continued', { threadId, allThreadsContinued: true });
    }
  }

  /** Nothing stands still any more. */
  ended(): void {
    this.#frames = [];
    this.#variables.clear();
  }

  /** Goes on, by one step or freely. */
  async step(method: string): Promise<void> {
    if (!this.isPaused) throw new Error('nothing is paused');
    this.#step = method === 'Debugger.resume' ? undefined : { method, line: this.#lineOf(this.#frames), stops: 0 };
    this.ended();
    // Told first: the next stop may come with the answer, and a client that hears of it before this takes it for over.
    this.#event('continued', { threadId, allThreadsContinued: true });
    await this.#inspector.post(method);
  }

  stackTrace(): JsonObject {
    const stackFrames = this.#frames.map((frame, id) => {
      const place = { lineNumber: frame.location.lineNumber, columnNumber: frame.location.columnNumber ?? 0 };
      const script = this.#sources.scriptAt(frame.url);
      const { line, column } = script
        ? placeInCell(script, place)
        : { line: place.lineNumber + 1, column: place.columnNumber + 1 };
      const path = script?.path ?? (frame.url.startsWith('file:') ? fileURLToPath(frame.url) : frame.url);
      const name = script?.name.replace(/\.ts$/, '') ?? path.slice(path.lastIndexOf('/') + 1);
      return { id: id + 1, name: frame.functionName || '(cell)', line, column, source: { name, path } };
    });
    return { stackFrames, totalFrames: stackFrames.length };
  }

  scopes(frameId: number): JsonObject[] {
    const frame = this.#frames[frameId - 1];
    return (frame?.scopeChain ?? []).flatMap(({ type, object, name }) => {
      if (type === 'global' || object.objectId === undefined) return [];
      const title = scopeNames[type] ?? type;
      return [
        {
          name: name === undefined || name === '' ? title : `${title} (${name})`,
          variablesReference: this.#variables.reference(object.objectId),
          expensive: false,
        },
      ];
    });
  }

  /** Evaluates in a frame of the pause, or in the global scope. */
  async evaluate(expression: string, frameId: number, byValue = false): Promise<Evaluated> {
    const frame = this.#frames[Math.max(0, frameId - 1)];
    const common = { expression, silent: true, returnByValue: byValue };
    const evaluated = frame
      ? await this.#inspector.post('Debugger.evaluateOnCallFrame', { ...common, callFrameId: frame.callFrameId })
      : await this.#inspector.post('Runtime.evaluate', { ...common, replMode: !byValue });
    return answer<Evaluated>(evaluated);
  }

  #paused({ callFrames, reason, data, hitBreakpoints = [] }: Paused): void {
    const isException = reason === 'exception' || reason === 'promiseRejection';
    const frames = callFrames.slice(0, firstKernelFrame(callFrames));
    const isMine = frames.some(({ url }) => this.#sources.scriptAt(url) !== undefined);
    if (!isMine || (isException && !this.#wantsException(frames))) return this.#goOn('Debugger.resume');
    const step = this.#step;
    const isStep = !isException && hitBreakpoints.length === 0 && step !== undefined;
    if (isStep && step.line === this.#lineOf(frames) && step.stops < mostStopsOnLine) {
      step.stops += 1;
      return this.#goOn(step.method);
    }
    this.#step = undefined;
    this.#frames = frames;
    this.#event('stopped', {
      reason: isException ? 'exception' : isStep ? 'step' : hitBreakpoints.length > 0 ? 'breakpoint' : 'pause',
      ...(isException ? { description: data?.description ?? 'exception' } : {}),
      threadId,
      allThreadsStopped: true,
    });
  }

  /** With `uncaught` those that no code of a user's catches: all where the thrower was entered from the kernel. */
  #wantsException(frames: readonly CallFrame[]): boolean {
    if (this.exceptions === 'all') return true;
    return this.exceptions === 'uncaught' && frames.length > 0;
  }

  #goOn(method: string): void {
    this.#inspector.post(method).catch(() => undefined);
  }

  /** A name for the line on which the top frame stands, at its depth. */
  #lineOf(frames: readonly CallFrame[]): string {
    const [top] = frames;
    if (top === undefined) return '';
    const script = this.#sources.scriptAt(top.url);
    const { lineNumber, columnNumber = 0 } = top.location;
    const line = script ? placeInCell(script, { lineNumber, columnNumber }).line : lineNumber + 1;
    return `${frames.length} ${top.url} ${line}`;
  }
}

/** Below a cell's own frames stands the kernel. */
function firstKernelFrame(frames: readonly CallFrame[]): number {
  const at = frames.findIndex(({ url }) => kernelFile.test(url));
  let end = at < 0 ? frames.length : at;
  while (end > 0 && frames[end - 1]?.url.startsWith('node:') === true) end -= 1;
  return end;
}
