/** The sources of what runs, cells and local modules: where a place in the JavaScript stands in them. */
import { SourceMap } from 'node:module';
import { JSON, Map } from './intrinsics.ts';

/** Of older ones, stacks show the places in the JavaScript, whose lines are the same. */
const remembered = 10_000;

interface Source {
  /** Version 3, JSON; read when it is needed first. Empty where places are those of the source. */
  map: string | SourceMap;
  readonly text: string | undefined;
}

export class Sources {
  readonly #sources = new Map<string, Source>();

  /**
   * @param file the name that the script has in stacks
   * @param text what is shown of it in tracebacks
   */
  add(file: string, map: string, text?: string): void {
    this.#sources.delete(file);
    if (map !== '' || text !== undefined) this.#sources.set(file, { map, text });
    if (this.#sources.size <= remembered) return;
    for (const oldest of this.#sources.keys()) {
      this.#sources.delete(oldest);
      break;
    }
  }

  textOf(file: string): string | undefined {
    return this.#sources.get(file)?.text;
  }

  /** Line and column count from 1. */
  locate(file: string, line: number, column: number): { readonly line: number; readonly column: number } {
    const source = this.#sources.get(file);
    if (source === undefined || source.map === '') return { line, column };
    if (typeof source.map === 'string') source.map = new SourceMap(JSON.parse(source.map));
    const entry = source.map.findEntry(line - 1, column - 1);
    if (!('originalLine' in entry)) return { line, column };
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
}
