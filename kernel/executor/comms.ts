/** Comms: user code and the client's page talk to each other, in both directions. */
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers';
import { type JsonObject, readObject, readText } from '../protocol/json.ts';
import { type Comm, type CommExtras, type CommMessage, type Comms as CommsOfCells } from '../widgets/host.ts';
import { type Broadcast } from './contract.ts';
import { currentCell, runWithin } from './current.ts';
import { InterruptError } from './interrupts.ts';
import { AbortController, Map } from './intrinsics.ts';
import { sendBroadcast, sendReport } from './pipe.ts';

type Handler = (message: CommMessage) => void | Promise<void>;
type Target = (comm: Comm, message: CommMessage) => void | Promise<void>;

export class Comms implements CommsOfCells {
  readonly #report: (error: unknown) => void;
  readonly #comms = new Map<string, CommEnd>();
  readonly #targets = new Map<string, Target>();
  /** The executions of handlers that have not ended, with what aborts them. */
  readonly #handling = new Map<number, AbortController>();

  /** @param report told what handlers throw, within their execution */
  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Opens a comm to a target in the client's page. */
  readonly open = (target: string, data: JsonObject = {}, extras: CommExtras = {}): Comm => {
    const comm = this.#add(randomUUID(), target);
    send('comm_open', { comm_id: comm.id, target_name: target, data }, extras);
    return comm;
  };

  /** From now on the client may open comms for `target`. */
  readonly onOpen = (target: string, act: Target): void => {
    this.#targets.set(target, act);
    sendReport(currentCell(), { kind: 'comm-target', target });
  };

  /** Takes a message of the client as an execution of its own, in a task of its own: an interrupt may end it from outside. */
  take(cell: number, message: Broadcast): void {
    const controller = new AbortController();
    this.#handling.set(cell, controller);
    setImmediate(() => {
      if (this.#handling.has(cell)) void runWithin(cell, () => this.#handle(cell, message, controller.signal));
    });
  }

  /** Ends all handlers that wait for something. */
  interrupt(): void {
    for (const [cell, controller] of this.#handling) {
      controller.abort(new InterruptError());
      this.#ended(cell);
    }
  }

  async #handle(cell: number, message: Broadcast, signal: AbortSignal): Promise<void> {
    try {
      await this.#dispatch(message, signal);
    } catch (error) {
      this.#report(error);
    }
    this.#ended(cell);
  }

  #ended(cell: number): void {
    if (this.#handling.has(cell)) sendReport(cell, { kind: 'handled' });
    this.#handling.delete(cell);
  }

  #dispatch({ name, content, metadata, buffers }: Broadcast, signal: AbortSignal): void | Promise<void> {
    const id = readText(content, 'comm_id');
    const message = { data: readObject(content, 'data'), metadata, buffers, signal };
    if (name === 'comm_open') {
      const target = readText(content, 'target_name', '');
      const act = this.#targets.get(target);
      // As the protocol asks: the client must not believe in a comm that nobody holds.
      if (!act) return send('comm_close', { comm_id: id, data: {} });
      return act(this.#add(id, target), message);
    }
    const comm = this.#comms.get(id);
    if (name === 'comm_msg') return comm?.handlers.message?.(message);
    this.#comms.delete(id);
    return comm?.handlers.close?.(message);
  }

  #add(id: string, target: string): CommEnd {
    const comm = new CommEnd(id, target, () => this.#comms.delete(id));
    this.#comms.set(id, comm);
    return comm;
  }
}

/** The kernel's end of a comm. */
class CommEnd implements Comm {
  readonly id: string;
  readonly target: string;
  readonly handlers: { message?: Handler; close?: Handler } = {};
  readonly #forget: () => boolean;

  constructor(id: string, target: string, forget: () => boolean) {
    this.id = id;
    this.target = target;
    this.#forget = forget;
  }

  send(data: JsonObject, extras: CommExtras = {}): void {
    send('comm_msg', { comm_id: this.id, data }, extras);
  }

  close(data: JsonObject = {}): void {
    if (this.#forget()) send('comm_close', { comm_id: this.id, data });
  }

  onMessage(act: Handler): void {
    this.handlers.message = act;
  }

  onClose(act: Handler): void {
    this.handlers.close = act;
  }
}

function send(name: string, content: JsonObject, { metadata = {}, buffers = [] }: CommExtras = {}): void {
  sendBroadcast(currentCell(), { name, content, metadata, buffers });
}
