/** Which comms are open, so that clients can be told, and messages find user code in the right turn. */
import { type JsonObject, readText } from '../protocol/json.ts';

export class OpenComms {
  readonly #targets = new Map<string, string>();

  has(id: string): boolean {
    return this.#targets.has(id);
  }

  /** Takes notice of a message that user code sends or gets. */
  note(name: string, content: JsonObject): void {
    const id = readText(content, 'comm_id', '');
    if (name === 'comm_open') this.#targets.set(id, readText(content, 'target_name', ''));
    else if (name === 'comm_close') this.#targets.delete(id);
  }

  /** As `comm_info_reply` lists them. */
  info(target: string | undefined): JsonObject {
    const comms = [...this.#targets].filter(([, name]) => target === undefined || name === target);
    return Object.fromEntries(comms.map(([id, target_name]) => [id, { target_name }]));
  }

  /** Forgets all; returns their ids. */
  clear(): string[] {
    const ids = [...this.#targets.keys()];
    this.#targets.clear();
    return ids;
  }
}
