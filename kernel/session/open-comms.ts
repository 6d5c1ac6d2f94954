/** Which comms are open, so that clients can be told, and messages find user code in the right turn. */
import { type JsonObject, readText } from '../protocol/json.ts';

export class OpenComms {
  readonly #targets = new Map<string, string>();
  /** Targets for which user code takes comms of the page. */
  readonly #expected = new Set<string>();

  /** User code takes comms that the page opens for this target. */
  expect(target: string): void {
    this.#expected.add(target);
  }

  /** Whether user code is there for a message of the page. */
  isExpected(name: string, content: JsonObject): boolean {
    if (name === 'comm_open') return this.#expected.has(readText(content, 'target_name', ''));
    return this.#targets.has(readText(content, 'comm_id', ''));
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
    this.#expected.clear();
    return ids;
  }
}
