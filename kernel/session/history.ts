/** The inputs (and results as text) of this session, as `history_request` asks for them. */
import { type Json } from '../protocol/json.ts';
import { type HistoryRequest } from '../protocol/messages.ts';

interface Entry {
  readonly line: number;
  readonly input: string;
  readonly output: string | undefined;
}

/** The number of the running session; earlier ones are not kept, so there is only this. */
const session = 1;

export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string, output: string | undefined): void {
    this.#entries.push({ line, input, output });
  }

  /** The entries asked for, oldest first, as Jupyter writes them: `[session, line, input]` or `[session, line, [input, output]]`. */
  find(request: HistoryRequest): Json[] {
    return this.#select(request).map(({ line, input, output }) => [
      session,
      line,
      request.output ? [input, output ?? null] : input,
    ]);
  }

  #select({ access, n, start, stop, session: asked, pattern, unique }: HistoryRequest): readonly Entry[] {
    if (access === 'tail') return lastOf(this.#entries, n);
    if (access === 'range') {
      // 0 is the running session, negative numbers are the ones before.
      if (asked !== 0 && asked !== session) return [];
      return this.#entries.filter(({ line }) => line >= start && (stop === undefined || line < stop));
    }
    const matches = globToRegExp(pattern);
    const found = this.#entries.filter(({ input }) => matches.test(input));
    if (!unique) return lastOf(found, n);
    const latest = new Map(found.map((entry) => [entry.input, entry]));
    return lastOf(
      [...latest.values()].sort((a, b) => a.line - b.line),
      n,
    );
  }
}

function lastOf(entries: readonly Entry[], n: number | undefined): readonly Entry[] {
  return n === undefined ? entries : entries.slice(Math.max(0, entries.length - n));
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
