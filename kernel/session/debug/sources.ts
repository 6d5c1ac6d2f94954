/** The cells as the debugger names them: sources by the hash of their code, scripts by their names, breakpoints in both. */
import { decodeMappings, type Mapping } from '../../language/source-map.ts';
import { murmur2 } from './hash.ts';

const hashSeed = 0xc70f6907;

/** Where Jupyter's client believes the cells to be; no file is ever written there. */
export interface Naming {
  readonly hashMethod: 'Murmur2';
  readonly hashSeed: number;
  readonly tmpFilePrefix: string;
  readonly tmpFileSuffix: string;
}

/** A cell that has run, or is about to. */
export interface Script {
  /** Its name in the executor, for example `cell-3.ts`. */
  readonly name: string;
  readonly path: string;
  /** From the script to the cell, in the order of the script; read when somebody debugs. */
  readonly mappings: () => readonly Mapping[];
}

/** A place in what runs, from 0, as V8 counts. */
export interface Place {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export class Sources {
  readonly naming: Naming;
  readonly #codes = new Map<string, string>();
  readonly #scripts = new Map<string, Script>();

  constructor(folder: string) {
    this.naming = { hashMethod: 'Murmur2', hashSeed, tmpFilePrefix: folder, tmpFileSuffix: '.ts' };
  }

  /** The path that stands for a cell with this code. */
  dump(code: string): string {
    const { tmpFilePrefix, tmpFileSuffix } = this.naming;
    const path = `${tmpFilePrefix}${murmur2(code, hashSeed)}${tmpFileSuffix}`;
    this.#codes.set(path, code);
    return path;
  }

  codeOf(path: string): string | undefined {
    return this.#codes.get(path);
  }

  /** A cell is compiled and will run under this name. */
  add(name: string, code: string, sourceMap: string): Script {
    let read: readonly Mapping[] | undefined;
    const mappings = (): readonly Mapping[] => (read ??= sourceMap === '' ? [] : decodeMappings(sourceMap));
    const script = { name, path: this.dump(code), mappings };
    this.#scripts.set(name, script);
    return script;
  }

  /** The script at a URL of V8's. */
  scriptAt(url: string): Script | undefined {
    return this.#scripts.get(decodeURIComponent(url.slice(url.lastIndexOf('/') + 1)));
  }

  scriptsOf(path: string): Script[] {
    return [...this.#scripts.values()].filter((script) => script.path === path);
  }

  clear(): void {
    this.#scripts.clear();
  }
}

/** Where code of a cell's line (from 1) begins in its script, or of the next line that has any. */
export function placeOfLine({ mappings }: Script, line: number): (Place & { readonly line: number }) | undefined {
  let best: Mapping | undefined;
  for (const mapping of mappings()) {
    if (mapping.sourceLine < line - 1) continue;
    if (best === undefined || isBefore(mapping, best)) best = mapping;
  }
  return best && { lineNumber: best.line, columnNumber: best.column, line: best.sourceLine + 1 };
}

/** The line and column of the cell, from 1, for a place in its script. */
export function placeInCell(
  { mappings }: Script,
  { lineNumber, columnNumber }: Place,
): { line: number; column: number } {
  let found: Mapping | undefined;
  for (const mapping of mappings()) {
    if (mapping.line > lineNumber || (mapping.line === lineNumber && mapping.column > columnNumber)) break;
    found = mapping;
  }
  if (found?.line !== lineNumber) return { line: lineNumber + 1, column: columnNumber + 1 };
  return { line: found.sourceLine + 1, column: found.sourceColumn + 1 };
}

function isBefore(a: Mapping, b: Mapping): boolean {
  return a.sourceLine < b.sourceLine || (a.sourceLine === b.sourceLine && a.sourceColumn < b.sourceColumn);
}
