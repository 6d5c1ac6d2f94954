/** TypeScript's diagnostics of a cell, placed in the cell and put in plain words. */
import path from 'node:path';
import ts from '#typescript';
import { toCell, type CellModule } from './cell-module.ts';
import { foreignName } from './foreign-names.ts';
import { nearest } from '../nearest.ts';
import { type Diagnostic } from './language.ts';

/** Not errors of a cell: packages and tags without types are `any`, and a merged declaration may be exported in part. */
const ignored = new Set([7016, 7026, 2395, 2484]);

/** Whether anybody is to hear of it. */
export function isTold({ code, start }: ts.Diagnostic): boolean {
  return start !== undefined && !ignored.has(code);
}

/** What the words need to know about other cells. */
export interface Cells {
  /** The name that a committed cell has in stack traces. */
  nameOf(cell: number): string | undefined;
  /** The names that earlier cells declare. */
  names(): Iterable<string>;
}

/** The diagnostics that lie in the cell itself, in the order of their places. */
export function cellDiagnostics(
  module: CellModule,
  found: readonly ts.Diagnostic[],
  severity: Diagnostic['severity'],
  cells: Cells,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const { start, length, code, messageText } of found) {
    if (ignored.has(code) || start === undefined) continue;
    const from = toCell(module, start);
    if (from === undefined) continue;
    const to = toCell(module, start + (length ?? 0)) ?? module.code.length;
    const message = plainWords(ts.flattenDiagnosticMessageText(messageText, '\n'), code, cells);
    const place = placeOf(module.code, from);
    const key = `${from} ${message}`;
    if (!seen.has(key)) {
      diagnostics.push({ severity, code: `TS${code}`, message, ...place, length: Math.max(0, to - from) });
    }
    seen.add(key);
  }
  return diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The diagnostics of local files, in the order given. */
export function fileDiagnostics(
  found: readonly ts.Diagnostic[],
  severity: Diagnostic['severity'],
  directory: string,
): Diagnostic[] {
  const files = new Map<ts.SourceFile, NonNullable<Diagnostic['file']>>();
  return found.flatMap(({ file: source, start, length = 0, code, messageText }) => {
    if (source === undefined || start === undefined) return [];
    const file = files.get(source) ?? { name: nameIn(directory, source.fileName), code: source.text };
    files.set(source, file);
    const message = plainWords(ts.flattenDiagnosticMessageText(messageText, '\n'), code, noCells, file.name);
    return [{ file, severity, code: `TS${code}`, message, ...placeOf(file.code, start), length }];
  });
}

/** Local files know nothing of cells. */
const noCells: Cells = { nameOf: () => undefined, names: () => [] };

function nameIn(directory: string, file: string): string {
  const name = path.relative(directory, file);
  return name.startsWith('..') || path.isAbsolute(name) ? file : name;
}

/** Line and column from 1 of an offset. */
export function placeOf(code: string, offset: number): { readonly line: number; readonly column: number } {
  const before = code.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** Types of other cells by the cells' names: `import("/…/__cell3__").P` → `P (of cell-3.ts)`. */
export function withCellNames(text: string, cells: Pick<Cells, 'nameOf'>): string {
  return text.replace(
    /(?:typeof )?import\("[^"]*__cell(\d*)__(?:\.[tj]sx?)?"\)((?:\.[\w$]+)*)/g,
    (_, cell: string, path: string) => {
      const owner = cell === '' ? 'this cell' : (cells.nameOf(Number(cell)) ?? 'an earlier cell');
      return path === '' ? owner : `${path.slice(1)} (of ${owner})`;
    },
  );
}

function plainWords(message: string, code: number, cells: Cells, file?: string): string {
  const named = withCellNames(message, cells);
  const sentence = sentenceIn(named);
  const unknown = unknownNames.has(code) ? /^Cannot find name '([^']+)'/.exec(named)?.[1] : undefined;
  if (unknown !== undefined) return unknownName(unknown, code, cells);
  const missing = missingModules.has(code) ? /'([^']+)'/.exec(named)?.[1] : undefined;
  if (missing !== undefined) return missingModule(missing, code, file);
  return sentence === undefined ? named : `${sentence}\n${named}`;
}

/** The codes of names that are unknown; with all but the first TypeScript goes on with advice on a project's settings. */
const unknownNames = new Set([2304, 2580, 2581, 2582, 2584, 2591, 2592, 2593, 2867, 2868]);

function unknownName(name: string, code: number, cells: Cells): string {
  const sentence = `Cannot find name '${name}'.`;
  const similar = code === 2304 ? nearest(name, cells.names()) : undefined;
  if (similar !== undefined) return `${sentence} Did you mean '${similar}'?`;
  const reason = foreignName(name);
  return reason === undefined ? sentence : `${sentence} ${reason}`;
}

/** The codes of imports that lead nowhere. */
const missingModules = new Set([2307, 2792, 2875, 2882]);

function missingModule(specifier: string, code: number, file: string | undefined): string {
  const sentence = `Cannot find module '${specifier}'${code === 2875 ? ', which JSX calls' : ''}.`;
  const origin = file === undefined ? "the notebook's folder" : `the folder of ${file}`;
  if (/^(?:[./]|file:)/.test(specifier)) return `${sentence} Paths start from ${origin}.`;
  if (specifier.startsWith('node:')) return `${sentence} Node has no such built-in module.`;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const packages = name === 'react' ? 'react @types/react' : name;
  return `${sentence} If the package is not installed yet, run in a cell of its own: %npm install ${packages}`;
}

/**
 * A library can explain a mistake in a type: a string literal that is a sentence ("dense: expects one vector per
 * sample, got 26×26×32"). It says more than the types around it, so it comes first.
 */
function sentenceIn(message: string): string | undefined {
  for (const [, quoted] of message.matchAll(/["`]((?:[^"`\\]|\\.){20,})["`]/g)) {
    if (quoted !== undefined && /^[\w$.()]+: \S+ \S+ /.test(quoted)) return quoted.replace(/\\(["\\])/g, '$1');
  }
  return undefined;
}
