/** Breakpoints: by the code of a cell, and in every script that was made of it. */
import { type Inspector } from '../../executor/contract.ts';
import { type JsonObject, readNumber, readObject, readText } from '../../protocol/json.ts';
import { placeOfLine, type Script, type Sources } from './sources.ts';
import { answer } from './variables.ts';

interface Breakpoint extends JsonObject {
  readonly line: number;
  readonly condition?: string;
}

export class Breakpoints {
  readonly #inspector: Inspector;
  readonly #sources: Sources;
  readonly #wanted = new Map<string, readonly Breakpoint[]>();
  /** V8's names of those that stand, by the path of their cell. */
  readonly #standing = new Map<string, string[]>();

  constructor(inspector: Inspector, sources: Sources) {
    this.#inspector = inspector;
    this.#sources = sources;
  }

  list(): JsonObject[] {
    return [...this.#wanted].map(([source, breakpoints]) => ({ source, breakpoints }));
  }

  /** Answers `setBreakpoints`: those of one source, in place of all it had. */
  async set(given: JsonObject): Promise<JsonObject> {
    const path = readText(readObject(given, 'source'), 'path');
    const asked = Array.isArray(given['breakpoints']) ? given['breakpoints'] : [];
    const wanted = asked.map((each): Breakpoint => {
      const breakpoint: JsonObject =
        typeof each === 'object' && each !== null && !Array.isArray(each) ? { ...each } : {};
      const condition = readText(breakpoint, 'condition', '');
      return { line: readNumber(breakpoint, 'line', 1), ...(condition === '' ? {} : { condition }) };
    });
    for (const breakpointId of this.#standing.get(path) ?? []) {
      await this.#inspector.post('Debugger.removeBreakpoint', { breakpointId });
    }
    this.#standing.delete(path);
    this.#wanted.delete(path);
    if (wanted.length > 0) this.#wanted.set(path, wanted);
    for (const script of this.#sources.scriptsOf(path)) await this.place(script);
    const lines = (this.#sources.codeOf(path) ?? '').split('\n').length;
    return { breakpoints: wanted.map(({ line }) => ({ verified: line <= lines, line, source: { path } })) };
  }

  /** Sets in a script what is wanted of its cell. */
  async place(script: Script): Promise<void> {
    for (const { line, condition } of this.#wanted.get(script.path) ?? []) {
      const place = placeOfLine(script, line);
      if (place === undefined) continue;
      const { breakpointId } = answer<{ breakpointId: string }>(
        await this.#inspector.post('Debugger.setBreakpointByUrl', {
          urlRegex: `[/\\\\]${script.name.replaceAll('.', '\\.')}$`,
          lineNumber: place.lineNumber,
          columnNumber: place.columnNumber,
          ...(condition === undefined ? {} : { condition }),
        }),
      );
      this.#standing.set(script.path, [...(this.#standing.get(script.path) ?? []), breakpointId]);
    }
  }

  /** Those that stood are gone with their process. */
  forget(): void {
    this.#standing.clear();
  }

  clear(): void {
    this.#wanted.clear();
    this.forget();
  }
}
