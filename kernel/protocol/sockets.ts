/** The kernel's five ZeroMQ sockets: verified messages come in, signed ones go out, one at a time per socket. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Message as ZmqFrame, Router, XPublisher } from 'zeromq';
import { addressOf, type Connection } from './connection.ts';
import { type ChannelName, type Message, type Outgoing } from './messages.ts';
import { type Wire, WireError } from './wire.ts';

type RequestChannel = Exclude<ChannelName, 'iopub'>;

export interface SocketsOptions {
  readonly connection: Connection;
  readonly wire: Wire;
  readonly receive: (channel: RequestChannel, message: Message) => void;
  /** A client has subscribed to iopub (JEP 65): from now on it sees everything that is published. */
  readonly subscribed: (topic: Uint8Array) => void;
  readonly log: (line: string) => void;
}

/** A reader that takes nothing for so long (ms) no longer holds up the kernel. */
const patience = 20_000;

export class Sockets {
  readonly #wire: Wire;
  readonly #heartbeat = new Router({ linger: 0 });
  readonly #iopub = new XPublisher({ linger: 1000, sendTimeout: 0 });
  readonly #routers: Readonly<Record<RequestChannel, Router>>;
  readonly #log: (line: string) => void;
  #closed = false;
  #losingUntil = 0;

  private constructor(wire: Wire, log: (line: string) => void) {
    this.#wire = wire;
    this.#log = log;
    // Replies are never dropped for being many: clients are few, and each waits for its own.
    const router = (): Router => new Router({ linger: 1000, sendHighWaterMark: 0, receiveHighWaterMark: 0 });
    this.#routers = { shell: router(), control: router(), stdin: router() };
    this.#iopub.verbosity = 'allSubs';
    this.#iopub.noDrop = true;
  }

  /** Binds all five sockets where the connection says, and only there. */
  static async bind(options: SocketsOptions): Promise<Sockets> {
    const { connection, wire, log } = options;
    const sockets = new Sockets(wire, log);
    const outcomes = await Promise.allSettled([
      sockets.#heartbeat.bind(addressOf(connection, 'hb')),
      sockets.#iopub.bind(addressOf(connection, 'iopub')),
      sockets.#routers.shell.bind(addressOf(connection, 'shell')),
      sockets.#routers.control.bind(addressOf(connection, 'control')),
      sockets.#routers.stdin.bind(addressOf(connection, 'stdin')),
    ]);
    // Not before all have come to an end: a socket that is collected while it is being bound ends the process.
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) {
      sockets.close();
      throw failure.reason;
    }
    void sockets.#echo();
    void sockets.#welcome(options.subscribed);
    for (const channel of ['control', 'shell', 'stdin'] as const) void sockets.#listen(channel, options.receive);
    return sockets;
  }

  /** Sends one message; the next on the same channel must wait for the promise (zeromq allows one send in flight). */
  async send(channel: ChannelName, message: Outgoing): Promise<void> {
    if (this.#closed) return;
    const frames = this.#wire.pack(message);
    if (channel !== 'iopub') {
      await this.#routers[channel].send(frames);
      return;
    }
    await this.#broadcast(frames);
  }

  /**
   * While a reader's queue is full an XPUB socket refuses to send, and zeromq.js cannot wait for it to become ready, so it
   * is asked again. A reader that has stopped must not stop the kernel for ever: then it loses messages, and the others
   * are given time to take theirs.
   */
  async #broadcast(frames: Uint8Array[]): Promise<void> {
    const now = performance.now();
    if (this.#losingUntil > 0) {
      if (now < this.#losingUntil) {
        await sleep(1);
        return this.#iopub.send(frames);
      }
      this.#losingUntil = 0;
      this.#iopub.noDrop = true;
    }
    for (let pause = 1; !this.#closed; pause = Math.min(50, pause * 2)) {
      try {
        return await this.#iopub.send(frames);
      } catch (error) {
        if (!isFull(error)) throw error;
      }
      if (performance.now() - now > patience) {
        this.#log('a client has not read its iopub messages for 20 s; it will miss some');
        this.#iopub.noDrop = false;
        this.#losingUntil = performance.now() + 3 * patience;
        return this.#iopub.send(frames);
      }
      await sleep(pause);
    }
  }

  /** Closes all sockets; must be done before the process exits, for zeromq aborts it otherwise. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const socket of [this.#heartbeat, this.#iopub, ...Object.values(this.#routers)]) socket.close();
  }

  async #listen(channel: RequestChannel, receive: SocketsOptions['receive']): Promise<void> {
    await this.#each(this.#routers[channel], (frames) => {
      try {
        receive(channel, this.#wire.unpack(frames));
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        this.#log(`${channel}: ${error.message}`);
      }
    });
  }

  async #echo(): Promise<void> {
    await this.#each(this.#heartbeat, (frames) => this.#heartbeat.send(frames));
  }

  async #welcome(subscribed: (topic: Uint8Array) => void): Promise<void> {
    // An XPUB socket receives 1 + topic for a subscription, 0 + topic for its end.
    await this.#each(this.#iopub, ([frame]) => {
      if (frame?.[0] === 1) subscribed(frame.subarray(1));
    });
  }

  async #each(socket: Router | XPublisher, act: (frames: ZmqFrame[]) => void | Promise<void>): Promise<void> {
    while (!this.#closed) {
      try {
        await act(await socket.receive());
      } catch (error) {
        if (this.#closed || socket.closed) return;
        this.#log(`a message could not be handled: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
