/** An ordered queue of outgoing messages: one in flight, so that outputs, reply and `idle` arrive as they were said. */
import { type ChannelName, type Outgoing } from '../protocol/messages.ts';
import { type Transport } from './transport.ts';

interface Entry {
  readonly channel: ChannelName;
  readonly message: Outgoing;
  readonly size: number;
}

/** Bytes waiting to be sent at which the executor is held up, and at which it goes on. */
const pressure = { high: 4_000_000, low: 500_000 } as const;

export class Outbox {
  readonly #transport: Transport;
  readonly #pressed: (high: boolean) => void;
  readonly #log: (line: string) => void;
  #entries: Entry[] = [];
  #bytes = 0;
  #isHigh = false;
  #sending: Promise<void> | undefined;

  constructor(transport: Transport, log: (line: string) => void, pressed: (high: boolean) => void) {
    this.#transport = transport;
    this.#log = log;
    this.#pressed = pressed;
  }

  /** @param size roughly, in bytes */
  add(channel: ChannelName, message: Outgoing, size = 500): void {
    this.#entries.push({ channel, message, size });
    this.#bytes += size;
    if (this.#bytes > pressure.high && !this.#isHigh) this.#press(true);
    this.#sending ??= this.#sendAll();
  }

  /** Settles when all that was added is sent. */
  async drained(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#entries.length > 0) {
      const entries = this.#entries;
      this.#entries = [];
      for (const { channel, message, size } of entries) {
        try {
          await this.#transport.send(channel, message);
        } catch (error) {
          this.#log(`a ${message.name} could not be sent: ${String(error)}`);
        }
        this.#bytes -= size;
        if (this.#isHigh && this.#bytes < pressure.low) this.#press(false);
      }
    }
    this.#sending = undefined;
  }

  #press(high: boolean): void {
    this.#isHigh = high;
    this.#pressed(high);
  }
}
