/** Everything the kernel says: broadcasts and replies in one order, with small writes to a stream joined into one message. */
import { type Broadcast } from '../executor/contract.ts';
import { type JsonObject } from '../protocol/json.ts';
import { type Broadcasts, type Failure, type Header, type Outgoing, type Replies } from '../protocol/messages.ts';
import { Outbox } from './outbox.ts';
import { type Request, type Transport } from './transport.ts';

/** Text waits this many ms for more: a little at first, longer where text comes all the time; or until it is this long. */
const joining = { first: 15, next: 120, characters: 65_536 } as const;

interface Pending {
  readonly parent: Header | undefined;
  readonly name: 'stdout' | 'stderr';
  readonly parts: string[];
  length: number;
}

export class Speaker {
  readonly #ordered: Outbox;
  readonly #control: Outbox;
  #pending: Pending | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushed = -Infinity;

  /** @param pressed told `true` when too much waits to be sent, `false` when it is gone */
  constructor(transport: Transport, log: (line: string) => void, pressed: (high: boolean) => void) {
    this.#ordered = new Outbox(transport, log, pressed);
    // Replies on control must not wait for a reader of iopub.
    this.#control = new Outbox(transport, log, () => undefined);
  }

  publish<N extends keyof Broadcasts>(
    parent: Header | undefined,
    name: N,
    content: Broadcasts[N],
    topic?: Uint8Array,
  ): void {
    this.flush();
    this.#ordered.add('iopub', { name, parent, content, identities: [topic ?? Buffer.from(name)] }, sizeOf(content));
  }

  /** Publishes a message of user code as it is. */
  broadcast(parent: Header | undefined, { name, content, metadata, buffers }: Broadcast): void {
    this.flush();
    const size = buffers.reduce((sum, { byteLength }) => sum + byteLength, sizeOf(content));
    this.#ordered.add('iopub', { name, parent, content, metadata, buffers, identities: [Buffer.from(name)] }, size);
  }

  /** Adds text to a stream of the request `parent`. */
  stream(parent: Header | undefined, name: 'stdout' | 'stderr', text: string): void {
    if (text === '') return;
    const pending = this.#pending;
    if (pending && pending.parent === parent && pending.name === name) {
      pending.parts.push(text);
      pending.length += text.length;
    } else {
      this.flush();
      this.#pending = { parent, name, parts: [text], length: text.length };
      const isBusy = performance.now() - this.#flushed < 2 * joining.next;
      this.#timer = setTimeout(() => this.flush(), isBusy ? joining.next : joining.first);
    }
    if ((this.#pending?.length ?? 0) >= joining.characters) this.flush();
  }

  flush(): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    this.#flushed = performance.now();
    clearTimeout(this.#timer);
    const { parent, name, length } = pending;
    const content: Broadcasts['stream'] = { name, text: pending.parts.join('') };
    this.#ordered.add('iopub', { name: 'stream', parent, content, identities: [Buffer.from('stream')] }, length + 500);
  }

  reply<N extends keyof Replies>(request: Request, name: N, content: Replies[N], metadata?: JsonObject): void {
    const { channel, message } = request;
    const reply = { name, parent: message.header, content, identities: message.identities };
    this.#send(channel, metadata ? { ...reply, metadata } : reply);
  }

  #send(channel: Request['channel'], reply: Outgoing): void {
    if (channel === 'control') return this.#control.add(channel, reply);
    this.flush();
    this.#ordered.add(channel, reply);
  }

  /** Replies to any request that it failed. */
  fail({ channel, message }: Request, failure: Failure): void {
    const name = message.header.msg_type.replace(/_request$/, '_reply');
    const content = { status: 'error', ...failure };
    this.#send(channel, { name, parent: message.header, content, identities: message.identities });
  }

  /** Asks the client that sent `request`, behind everything said so far. */
  ask({ message }: Request, content: Replies['input_request']): void {
    this.flush();
    const { header: parent, identities } = message;
    this.#ordered.add('stdin', { name: 'input_request', parent, content, identities });
  }

  async drained(): Promise<void> {
    this.flush();
    await Promise.all([this.#ordered.drained(), this.#control.drained()]);
  }
}

/** The size of the long strings in a content: roughly its size as JSON. */
function sizeOf(content: unknown, depth = 0): number {
  if (typeof content === 'string') return content.length;
  if (typeof content !== 'object' || content === null || depth > 4) return 20;
  let size = 200;
  for (const value of Object.values(content)) size += sizeOf(value, depth + 1);
  return size;
}
