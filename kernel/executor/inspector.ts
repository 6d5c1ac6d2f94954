/** The front's end of the inspector: commands to the executor of the moment, their answers, and its events. */
import { type JsonObject } from '../protocol/json.ts';
import { type Command, type FromInspector, type Inspector } from './contract.ts';

interface Waiting {
  readonly resolve: (result: JsonObject) => void;
  readonly reject: (reason: Error) => void;
}

export class ProcessInspector implements Inspector {
  readonly #send: (command: Command) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners: ((method: string, params: JsonObject) => void)[] = [];
  #count = 0;

  constructor(send: (command: Command) => void) {
    this.#send = send;
  }

  post(method: string, params: object = {}): Promise<JsonObject> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ kind: 'inspect', id, method, params });
    });
  }

  listen(listener: (method: string, params: JsonObject) => void): void {
    this.#listeners.push(listener);
  }

  take(message: FromInspector): void {
    if (message.kind === 'inspector-event') return this.#tell(message.method, { ...message.params });
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve({ ...message.result });
  }

  /** The process is another one: nobody answers what the old one was asked. */
  renew(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('the process that runs cells was replaced'));
    this.#waiting.clear();
    this.#tell('renewed', {});
  }

  #tell(method: string, params: JsonObject): void {
    for (const listener of this.#listeners) listener(method, params);
  }
}
