/** A Jupyter client: asks a kernel over ZeroMQ, and hears what it broadcasts. */
import { Dealer, type Message as ZmqFrame, Request as ZmqRequest, Subscriber } from 'zeromq';
import { addressOf, type Connection } from '../protocol/connection.ts';
import { type JsonObject, readFlag, readText } from '../protocol/json.ts';
import { type Message, type RequestName } from '../protocol/messages.ts';
import { Wire } from '../protocol/wire.ts';

type Channel = 'shell' | 'control';

/** In ms: a kernel that just starts has not opened its sockets yet. */
const reconnectInterval = 10;

export class KernelClient {
  readonly #connection: Connection;
  readonly #wire: Wire;
  readonly #dealers: Readonly<Record<Channel, Dealer>>;
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0, reconnectInterval });
  readonly #sending: Record<Channel, Promise<void>> = { shell: Promise.resolve(), control: Promise.resolve() };
  readonly #replies = new Map<string, (reply: Message) => void>();
  readonly #listeners = new Set<(message: Message) => void>();
  #stdin: Dealer | undefined;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#wire = new Wire(connection.key, connection.signature_scheme);
    const dealer = (): Dealer => new Dealer({ linger: 0, routingId: this.#wire.session, reconnectInterval });
    this.#dealers = { shell: dealer(), control: dealer() };
    for (const channel of ['shell', 'control'] as const) {
      const socket = this.#dealers[channel];
      socket.connect(addressOf(connection, channel));
      void this.#read(socket, (message) => {
        const id = message.parent?.msg_id ?? '';
        this.#replies.get(id)?.(message);
        this.#replies.delete(id);
      });
    }
    this.#iopub.connect(addressOf(connection, 'iopub'));
    this.#iopub.subscribe('');
    void this.#read(this.#iopub, (message) => {
      for (const listener of this.#listeners) listener(message);
    });
  }

  /** Calls back for every broadcast; returns what ends that. */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends a request; `reply` settles with the kernel's reply, `id` is what broadcasts about it name as their parent. */
  request(name: RequestName, content: JsonObject, channel: Channel = 'shell'): { id: string; reply: Promise<Message> } {
    const header = this.#wire.header(name);
    const frames = this.#wire.frames({ name, identities: [], parent: undefined, content }, header);
    const reply = new Promise<Message>((resolve) => this.#replies.set(header.msg_id, resolve));
    this.send(channel, frames);
    return { id: header.msg_id, reply };
  }

  /** Sends frames as they are. */
  send(channel: Channel, frames: readonly Uint8Array[]): void {
    this.#sending[channel] = this.#sending[channel].then(() =>
      this.#closed ? undefined : this.#dealers[channel].send([...frames]),
    );
  }

  /** From now on answers questions to the user; without it they wait for ever, if the client allows them. */
  answerInput(answer: (question: { readonly prompt: string; readonly password: boolean }) => string): void {
    // The kernel asks the identity that has sent the request on shell.
    const socket = new Dealer({ linger: 0, routingId: this.#wire.session });
    this.#stdin = socket;
    socket.connect(addressOf(this.#connection, 'stdin'));
    void this.#read(socket, ({ header, content }) => {
      const value = answer({ prompt: readText(content, 'prompt', ''), password: readFlag(content, 'password', false) });
      const reply = { name: 'input_reply', identities: [], parent: header, content: { value } };
      void socket.send(this.#wire.pack(reply));
    });
  }

  /** Whether the kernel's heartbeat answers within `milliseconds`. */
  async heartbeat(milliseconds: number): Promise<boolean> {
    const socket = new ZmqRequest({ linger: 0, receiveTimeout: milliseconds });
    socket.connect(addressOf(this.#connection, 'hb'));
    try {
      await socket.send('ping');
      const [answer] = await socket.receive();
      return answer?.toString() === 'ping';
    } catch {
      return false;
    } finally {
      socket.close();
    }
  }

  /** Settles when broadcasts are received for sure and the kernel answers. */
  async ready(): Promise<Message> {
    let welcome: (() => void) | undefined;
    const welcomed = new Promise<void>((resolve) => (welcome = resolve));
    const end = this.listen((message) => {
      if (message.header.msg_type === 'iopub_welcome' || message.parent) welcome?.();
    });
    let info = await this.request('kernel_info_request', {}).reply;
    // Kernels that welcome nobody may have spoken before they were heard: they are asked until they are.
    const isHeard = async (): Promise<boolean> =>
      Promise.race([welcomed.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 200, false))]);
    while (!(await isHeard()) && !this.#closed) info = await this.request('kernel_info_request', {}).reply;
    end();
    return info;
  }

  close(): void {
    this.#closed = true;
    for (const socket of [this.#dealers.shell, this.#dealers.control, this.#iopub, this.#stdin]) socket?.close();
  }

  async #read(socket: Dealer | Subscriber, take: (message: Message) => void): Promise<void> {
    while (!this.#closed) {
      let frames: ZmqFrame[];
      try {
        frames = await socket.receive();
      } catch (error) {
        if (this.#closed) return;
        throw error;
      }
      take(this.#wire.unpack(frames));
    }
  }
}

/** The status of a reply, `ok` or another word. */
export function statusOf(reply: Message): string {
  return readText(reply.content, 'status', '');
}
