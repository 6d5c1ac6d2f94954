/** Collects the outputs of a notebook's cells from broadcasts, as nbclient does: streams merged, displays updated in place. */
import { type JsonObject, readNumber, readObject, readText } from '../protocol/json.ts';
import { type Message } from '../protocol/messages.ts';
import { joinLines, type Output } from './nbformat.ts';

interface Collected {
  readonly outputs: Output[];
  /** `clear_output` with `wait`: the next output replaces all. */
  clearNext: boolean;
}

export class OutputCollector {
  readonly #cells = new Map<number, Collected>();
  /** Where each display id is shown: an update changes all of them, in whatever cell. */
  readonly #displays = new Map<string, { readonly cell: number; readonly output: Output }[]>();

  /** The outputs of a cell so far. */
  outputsOf(cell: number): readonly Output[] {
    return this.#cells.get(cell)?.outputs ?? [];
  }

  /** Takes a broadcast about a cell; returns the output that it brought, if any. */
  take(cell: number, { header, content }: Message): Output | undefined {
    if (header.msg_type === 'clear_output') return this.#clear(cell, content['wait'] === true);
    if (header.msg_type === 'update_display_data') return this.#update(content);
    const output = outputOf(header.msg_type, content);
    if (output) this.#add(cell, output, readObject(content, 'transient')['display_id']);
    return output;
  }

  #add(cell: number, output: Output, displayId: unknown): void {
    const collected = this.#collected(cell);
    if (collected.clearNext) this.#clear(cell, false);
    const last = collected.outputs.at(-1);
    if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name) {
      collected.outputs[collected.outputs.length - 1] = {
        ...last,
        text: joinLines(last.text) + joinLines(output.text),
      };
      return;
    }
    collected.outputs.push(output);
    if (typeof displayId !== 'string') return;
    this.#displays.set(displayId, [...(this.#displays.get(displayId) ?? []), { cell, output }]);
  }

  #update(content: JsonObject): Output | undefined {
    const id = readText(readObject(content, 'transient'), 'display_id', '');
    const data = readObject(content, 'data');
    const metadata = readObject(content, 'metadata');
    const shown = this.#displays.get(id) ?? [];
    const updated = shown.flatMap(({ cell, output }) => {
      const { outputs } = this.#collected(cell);
      const index = outputs.indexOf(output);
      if (index < 0 || (output.output_type !== 'display_data' && output.output_type !== 'execute_result')) return [];
      const next: Output = { ...output, data, metadata };
      outputs[index] = next;
      return [{ cell, output: next }];
    });
    this.#displays.set(id, updated);
    return updated[0]?.output;
  }

  #clear(cell: number, wait: boolean): undefined {
    const collected = this.#collected(cell);
    collected.clearNext = wait;
    if (!wait) collected.outputs.length = 0;
  }

  #collected(cell: number): Collected {
    const known = this.#cells.get(cell) ?? { outputs: [], clearNext: false };
    this.#cells.set(cell, known);
    return known;
  }
}

function outputOf(name: string, content: JsonObject): Output | undefined {
  const bundle = { data: readObject(content, 'data'), metadata: readObject(content, 'metadata') };
  if (name === 'stream') {
    const stream = content['name'] === 'stderr' ? 'stderr' : 'stdout';
    return { output_type: 'stream', name: stream, text: readText(content, 'text', '') };
  }
  if (name === 'display_data') return { output_type: name, ...bundle };
  if (name === 'execute_result') {
    return { output_type: name, execution_count: readNumber(content, 'execution_count', 0), ...bundle };
  }
  if (name === 'error') return { output_type: name, ...readFailure(content) };
  return undefined;
}

/** The error in an `error` broadcast or a reply. */
export function readFailure(content: JsonObject): { ename: string; evalue: string; traceback: readonly string[] } {
  const traceback = content['traceback'];
  return {
    ename: readText(content, 'ename', ''),
    evalue: readText(content, 'evalue', ''),
    traceback: Array.isArray(traceback) ? traceback.filter((line) => typeof line === 'string') : [],
  };
}
