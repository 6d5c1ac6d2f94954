/** The place under the controls where a function's output is shown, and replaced by the next one. */
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import { type Shown } from './host.ts';
import { Model } from './model.ts';

/** While a function runs its output is sent so often at most, in ms; the rest when it ends. */
const pause = 100;
/** So many characters of what is printed are kept, the last ones. */
const keptText = 100_000;

type Output = { readonly [key: string]: JsonObject[string] } & { readonly output_type: string };

export class Panel {
  readonly model = new Model('Output', { outputs: [], msg_id: '' }, { from: 'output' });
  #outputs: Output[] = [];
  /** Where displays with an id stand. */
  #places = new Map<string, number>();
  #clearNext = false;
  #sent = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A sink for what one run of the function shows; the sinks of earlier runs are deaf from now on. */
  restart(): (shown: Shown) => void {
    const outputs: Output[] = [];
    this.#outputs = outputs;
    this.#places = new Map();
    // The old output stays until something new comes or the function ends: nothing flickers.
    this.#sent = performance.now();
    return (shown) => {
      if (this.#outputs === outputs) this.#take(shown);
    };
  }

  /** Shows an error as the end of a run. */
  fail(error: unknown): void {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const lines = stack.split('\n').slice(message.split('\n').length);
    const traceback = [`\u001b[31m${name}\u001b[39m: ${message}`, ...lines];
    this.#outputs.push({ output_type: 'error', ename: name, evalue: message, traceback });
    this.send();
  }

  /** Shows what has come so far. */
  send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sent = performance.now();
    this.model.set({ outputs: [...this.#outputs] });
  }

  /** The output for readers without the page: the last picture or table, and all text. */
  get still(): { readonly data: JsonObject; readonly text: string } {
    const texts = this.#outputs.map(({ output_type, text, data, ename, evalue }) => {
      if (output_type === 'stream') return String(text);
      return output_type === 'error' ? `${String(ename)}: ${String(evalue)}\n` : `${plainText(data)}\n`;
    });
    const last = this.#outputs.findLast(({ data }) => data !== undefined)?.['data'];
    return { data: isJsonObject(last) ? last : {}, text: texts.join('').trimEnd() };
  }

  #take(shown: Shown): void {
    if (shown.kind === 'clear') {
      this.#clearNext = shown.wait;
      if (!shown.wait) this.#clear();
    } else {
      if (this.#clearNext) this.#clear();
      this.#clearNext = false;
      if (shown.kind === 'stream') this.#print(shown.name, shown.text);
      else this.#show(shown);
    }
    if (performance.now() - this.#sent >= pause) this.send();
    else this.#timer ??= setTimeout(() => this.send(), pause);
  }

  #clear(): void {
    this.#outputs.length = 0;
    this.#places.clear();
  }

  #print(name: string, text: string): void {
    const last = this.#outputs.at(-1);
    const isSame = last?.output_type === 'stream' && last['name'] === name;
    if (isSame) this.#outputs.pop();
    const whole = (isSame ? String(last['text']) : '') + text;
    this.#outputs.push({ output_type: 'stream', name, text: whole.slice(-keptText) });
  }

  #show({ data, metadata, id = '', update }: Extract<Shown, { kind: 'display' }>): void {
    const output = { output_type: 'display_data', data, metadata };
    const place = this.#places.get(id);
    if (update && place !== undefined) this.#outputs[place] = output;
    else this.#places.set(id, this.#outputs.push(output) - 1);
  }
}

function plainText(data: JsonObject[string]): string {
  const text = isJsonObject(data) ? data['text/plain'] : undefined;
  return typeof text === 'string' ? text : '';
}
