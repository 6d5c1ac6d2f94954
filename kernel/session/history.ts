/** The inputs of this and earlier sessions (and this one's results as text), as `history_request` asks for them. */
import { type Json } from '../protocol/json.ts';
import { type HistoryRequest } from '../protocol/messages.ts';

/** What is kept beyond the session. */
export interface HistoryStore {
  /** The number of this session; sure from the first `add` on. */
  readonly session: number;
  /** Keeps an input of this session. */
  add(line: number, input: string): void;
  /** The other sessions, the latest first. */
  others(): Iterable<KeptSession>;
  /** The inputs of one session; none when it is not kept. */
  read(session: number): readonly KeptInput[];
}

export interface KeptInput {
  readonly line: number;
  readonly input: string;
}

export interface KeptSession {
  readonly session: number;
  readonly inputs: readonly KeptInput[];
}

interface Entry extends KeptInput {
  readonly session: number;
  readonly output?: string | undefined;
}

/** So many inputs of the running session are remembered, and so much (characters) of each result. */
const remembered = { inputs: 10_000, output: 10_000 } as const;

/** Nothing is kept: there is only this session. */
const forgetful: HistoryStore = { session: 1, add: () => undefined, others: () => [], read: () => [] };

export class History {
  readonly #store: HistoryStore;
  readonly #own: (KeptInput & { readonly output: string | undefined })[] = [];

  constructor(store: HistoryStore = forgetful) {
    this.#store = store;
  }

  add(line: number, input: string, output: string | undefined): void {
    this.#own.push({ line, input, output: output?.slice(0, remembered.output) });
    if (this.#own.length > remembered.inputs) this.#own.shift();
    this.#store.add(line, input);
  }

  /** The entries asked for, oldest first, as Jupyter writes them: `[session, line, input]` or `[session, line, [input, output]]`. */
  find(request: HistoryRequest): Json[] {
    return this.#select(request).map(({ session, line, input, output }) => [
      session,
      line,
      request.output ? [input, output ?? null] : input,
    ]);
  }

  #select({ access, n = Infinity, start, stop = Infinity, session, pattern, unique }: HistoryRequest): Entry[] {
    if (access === 'range') return this.#session(session).filter(({ line }) => line >= start && line < stop);
    const matches = access === 'search' ? globToRegExp(pattern) : undefined;
    const seen = new Set<string>();
    const found: Entry[] = [];
    for (const entry of this.#backwards()) {
      if (found.length >= n) break;
      if (matches?.test(entry.input) === false || (unique && seen.has(entry.input))) continue;
      seen.add(entry.input);
      found.push(entry);
    }
    return found.reverse();
  }

  /** 0 is the running session, negative numbers are the ones before it. */
  #session(asked: number): readonly Entry[] {
    const { session: own } = this.#store;
    const session = asked > 0 ? asked : own + asked;
    const inputs = session === own ? this.#own : this.#store.read(session);
    return inputs.map((input) => ({ session, ...input }));
  }

  /** From the latest input to the oldest; the running session is the latest. */
  *#backwards(): Iterable<Entry> {
    const { session } = this.#store;
    for (const entry of this.#own.toReversed()) yield { session, ...entry };
    for (const { session: other, inputs } of this.#store.others()) {
      for (const entry of inputs.toReversed()) yield { session: other, ...entry };
    }
  }
}

/** A glob over the whole input: `*` any text, `?` one character, `[abc]` one of them (as SQLite's GLOB, which IPython uses). */
function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\[[^\]]*\]|[\s\S]/g, (part) => {
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    if (part.length > 1) return part.replace(/\\/g, '\\\\');
    return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'u');
}
