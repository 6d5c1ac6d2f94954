/** What the kernel offers to libraries in a cell: it is found on the global object, so that no copy of the kernel is imported. */

import { type JsonObject } from '../protocol/json.ts';

/** A message of a comm. */
export interface CommMessage {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  /** Binary data that travels beside the JSON, uncopied. */
  readonly buffers: readonly Uint8Array[];
  /** Aborted when the user interrupts the kernel while the message is handled. */
  readonly signal: AbortSignal;
}

/** What may go with the data of a message. */
export type CommExtras = Partial<Pick<CommMessage, 'metadata' | 'buffers'>>;

/** One connection between code in cells and something in the page. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: JsonObject, extras?: CommExtras): void;
  /** Ends the connection on both sides. */
  close(data?: JsonObject): void;
  /** Calls back for each message of the page, which is told that the kernel is idle again when a returned promise settles. */
  onMessage(act: (message: CommMessage) => void | Promise<void>): void;
  onClose(act: (message: CommMessage) => void | Promise<void>): void;
}

/** The kernel's comms. */
export interface Comms {
  /** Opens a comm to a target that the page knows. */
  open(target: string, data?: JsonObject, extras?: CommExtras): Comm;
  /** Takes the comms that the page opens for a target. */
  onOpen(target: string, act: (comm: Comm, message: CommMessage) => void | Promise<void>): void;
}

/** Something that code showed: text, or a display that may replace one of the same id. */
export type Shown =
  | { readonly kind: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly kind: 'display';
      readonly data: JsonObject;
      readonly metadata: JsonObject;
      readonly id?: string;
      readonly update: boolean;
    }
  | { readonly kind: 'clear'; readonly wait: boolean };

/** A display that can be shown anew in the same place. */
interface DisplayHandle {
  update(value: unknown, options?: { readonly raw?: boolean }): void;
}

/** A button: it shows itself when it is displayed. */
interface HostButton {
  close(): void;
}

/** The parts of the kernel that widgets stand on. */
export interface Host {
  readonly comms: Comms;
  display(value: unknown, options?: { readonly raw?: boolean }): DisplayHandle;
  /**
   * Runs `act`; what it shows, also later, goes to `sink` instead of the cell's output. When the user interrupts the kernel
   * while `act` waits, the promise rejects, and the loops of `act` stop when they go on.
   */
  capture(sink: (shown: Shown) => void, act: () => void | Promise<void>): void | Promise<void>;
  /** A button for libraries that do not import the kernel; `press` is called also while a cell runs, between its awaits. */
  button(label: string, press: () => void): Promise<HostButton>;
}

/** The kernel, or `undefined` where this code runs outside of it. */
export function host(): Host | undefined {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: only this package's kernel defines this symbol
  return Reflect.get(globalThis, Symbol.for('tslate.host')) as Host | undefined;
}
