/** What front and executor tell each other; nothing here depends on processes or ZeroMQ. */
import { type JsonObject } from '../protocol/json.ts';
import { type MimeBundle } from '../protocol/messages.ts';
import { type Shown } from '../widgets/host.ts';

/** One script to run in the executor's global scope. */
export interface Job {
  /** Numbers executions from 1; every event carries the number of the execution it belongs to. */
  readonly cell: number;
  /** The name in stack traces, for example `cell-3.ts`. */
  readonly name: string;
  readonly javascript: string;
  readonly isAsync: boolean;
  readonly hasResult: boolean;
  readonly declares: readonly string[];
  /** From the JavaScript to the cell, for the places in stacks; JSON of version 3, or empty. */
  readonly sourceMap: string;
}

/** One place in the source; `file` is the cell's name for cells, else a path or URL. Both numbers count from 1. */
export interface StackFrame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text of a local file, with the first place in it. */
  readonly source?: string;
}

/** A value that was thrown. */
export interface Thrown {
  readonly ename: string;
  readonly evalue: string;
  /** What else an error holds, such as a code, as Node inspects it. */
  readonly fields?: string;
  readonly frames: readonly StackFrame[];
  /** Causes and, for `AggregateError`, the single errors. */
  readonly causes: readonly Thrown[];
}

/** How an execution ended. `declared` are the names that have their new value. */
export type Outcome =
  | { readonly status: 'ok'; readonly result?: { readonly data: MimeBundle; readonly metadata: JsonObject } }
  | { readonly status: 'error'; readonly error: Thrown; readonly declared: readonly string[] }
  | { readonly status: 'died'; readonly reason: string };

/** Something that happened in the executor, in order. `stream` carries bytes: they may end within a character. */
export type ExecutorEvent =
  | Shown
  | { readonly kind: 'page'; readonly data: MimeBundle }
  | { readonly kind: 'next-input'; readonly text: string; readonly replace: boolean }
  /** A message for the page, to be sent as it is: of a comm, or of a library that speaks for itself. */
  | ({ readonly kind: 'broadcast' } & Broadcast)
  /** The page may open comms for this target from now on. */
  | { readonly kind: 'comm-target'; readonly target: string }
  /** User code waits for `Executor.answer`. */
  | { readonly kind: 'input'; readonly prompt: string; readonly password: boolean }
  | { readonly kind: 'late-error'; readonly error: Thrown }
  | { readonly kind: 'died'; readonly reason: string };

/** A message to the page, or from it. */
export interface Broadcast {
  readonly name: string;
  readonly content: JsonObject;
  readonly metadata: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

/** What became of a question to the user: what was typed, or a sentence that says why nobody could be asked. */
export type Input = { readonly value: string } | { readonly refused: string };

/** What a process uses: bytes of memory, seconds of processor time since its start. */
export interface ProcessUsage {
  readonly memory: number;
  readonly cpu: number;
}

/** Runs scripts that share one global scope. The session knows only this of what executes. */
export interface Executor {
  /** Runs a script and tells its end, when all its output was handed to `events`. One at a time. */
  run(job: Job): Promise<Outcome>;
  /** Hands a comm message of the page to user code as the execution `cell`; settles when its handler has ended. */
  deliver(cell: number, message: Broadcast): Promise<void>;
  /** Stops what runs, and answers when it has stopped (or nothing ran). */
  interrupt(): Promise<void>;
  /** Answers the latest `input` event. */
  answer(input: Input): void;
  /** Holds back output (and so the writing code) until `resume`. */
  pause(): void;
  resume(): void;
  /** What it uses of the machine; answered while a cell runs, too. */
  usage(): Promise<ProcessUsage>;
  /** V8's inspector of the thread that runs cells; it answers also while that thread stands at a breakpoint. */
  readonly inspector: Inspector;
  /** Begins anew, with nothing of what cells declared. Not while a cell runs. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** V8's inspector protocol. */
export interface Inspector {
  /** Posts a command; rejects with the inspector's reason. */
  post(method: string, params?: object): Promise<JsonObject>;
  /** Told of `Debugger.paused`, `Debugger.resumed`, and of `renewed`: there is a new process, which knows no breakpoints. */
  listen(listener: (method: string, params: JsonObject) => void): void;
}

/** Control thread → front: what the inspector says. */
export type FromInspector =
  | { readonly kind: 'inspected'; readonly id: number; readonly result: object }
  | { readonly kind: 'inspected'; readonly id: number; readonly error: string }
  | { readonly kind: 'inspector-event'; readonly method: string; readonly params: object };

/** Front → control thread of the executor, as JSON, with buffers beside it. */
export type Command =
  | { readonly kind: 'run'; readonly job: Job }
  | ({ readonly kind: 'comm'; readonly cell: number } & Broadcast)
  | { readonly kind: 'interrupt'; readonly round: number }
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'usage' }
  | { readonly kind: 'inspect'; readonly id: number; readonly method: string; readonly params: object }
  | { readonly kind: 'close' };

/** Control thread → front: round `round` of interrupting is over, the main thread answers again; or what the process uses. */
export type FromControl =
  { readonly kind: 'stopped'; readonly round: number } | ({ readonly kind: 'usage' } & ProcessUsage) | FromInspector;

/** Main thread → front, in the payload of JSON frames. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  /** The handler of a delivered message has ended. */
  | { readonly kind: 'handled' }
  | Exclude<ExecutorEvent, { kind: 'stream' } | { kind: 'died' }>;

/**
 * Slots of the shared Int32Array: the interrupt flag that guards read, the last answered round, whether a guard saw the
 * flag, how many answers to questions of user code have come, and how many SIGINTs were sent.
 */
export const Slot = { flag: 0, answered: 1, seen: 2, inputs: 3, signals: 4, length: 5 } as const;

/** Bits of the flag that guards read: the control thread asks everything to stop; cells given up must not live on. */
export const FlagBit = { asked: 1, abandoned: 2 } as const;

/** What the native streams 1 and 2 carry at the end of an execution, so that the front knows that it has seen all before. */
export function endMark(cell: number): string {
  return `\u0000tslate-end-${cell}\u0000`;
}
