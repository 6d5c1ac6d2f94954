/** A cell as a module of the program: earlier names before it, its exports behind it, and the way back to its places. */
import ts from '#typescript';
import { type Bindings } from './bindings.ts';
import { namesOfTags, withRuntime } from './jsx.ts';
import { type MagicCell } from './magic-lines.ts';
import { type ScriptMagics } from './magic-script.ts';
import { mentionedNames, topLevelNames, type TopLevelName } from './names.ts';
import { parse, syntaxErrors, type Dialect } from './syntax.ts';

export interface CellModule {
  /** The cell as it was given. */
  readonly code: string;
  readonly text: string;
  readonly dialect: Dialect;
  readonly names: ReadonlyMap<string, TopLevelName>;
  /** Where the cell begins and ends in `text`. */
  readonly start: number;
  readonly end: number;
  /** Lines before the cell. */
  readonly linesBefore: number;
  /** Where the cell has a `(` that its author did not write. */
  readonly inserted: Insertion | undefined;
  /** Its magics, with places in `text`. */
  readonly magics: ScriptMagics;
}

export interface Insertion {
  /** Offset in the cell. */
  readonly at: number;
  readonly length: number;
}

/** Directives that TypeScript reads only at the very top of a file. */
const topOfFile = /^\s*(?:\/\/\/\s*<.*|\/\/\s*@ts-nocheck.*|\/\*\*?\s*@jsx[\s\S]*?\*\/)/;

export function isUnchecked(code: string): boolean {
  return /^\s*\/\/\s*@ts-nocheck/.test(code);
}

/** Builds the module of a cell that is to be compiled. */
export function cellModule({ code, calls, timed, isTimed }: MagicCell, bindings: Bindings): CellModule {
  const read = readCell(code);
  const { body, inserted } = objectLiteralAtEnd(code, read.file) ?? { body: code, inserted: undefined };
  const { file, dialect } = inserted === undefined ? read : readCell(body);
  const names = topLevelNames(file);
  const comments = pragmas(code);
  const mentioned = new Set([...mentionedNames(file), ...namesOfTags(comments)]);
  const before = comments + bindings.hiddenLine(mentioned, names) + '\n';
  const exported = [...names].filter(([, name]) => !name.isExported).map(([name]) => name);
  const text = `${before}${body}\nexport { ${exported.join(', ')} };\n`;
  const place = (at: number): number => before.length + at + (inserted && at > inserted.at ? inserted.length : 0);
  const magics = { calls: calls.map((call) => ({ ...call, at: place(call.at) })), timed: timed.map(place), isTimed };
  const linesBefore = lineCount(before);
  const [start, end] = [before.length, before.length + body.length];
  return { code, text, dialect, names, start, end, linesBefore, inserted, magics };
}

/** Builds the module of unfinished code: only what is mentioned, or begins like the word at the cursor, is brought in. */
export function draftModule(code: string, bindings: Bindings, alsoMentioned: Iterable<string>): CellModule {
  const { file, dialect } = readCell(code);
  const names = topLevelNames(file);
  const mentioned = new Set([...mentionedNames(file), ...alsoMentioned]);
  const before = pragmas(code) + bindings.hiddenLine(mentioned, names) + '\n';
  const text = `${before}${code}\nexport {};\n`;
  const plain = { inserted: undefined, magics: { calls: [], timed: [], isTimed: false } };
  const [start, end] = [before.length, before.length + code.length];
  return { code, text, dialect, names, start, end, linesBefore: lineCount(before), ...plain };
}

/** The mistakes in the text of a cell read alone, for an open bracket takes in what stands behind the cell in its module. */
export function cellSyntaxErrors({ text, start, end, dialect }: CellModule): ts.Diagnostic[] {
  return syntaxErrors(text.slice(start, end), dialect).map((error) => ({ ...error, start: start + error.start }));
}

/** Whether the module was read as it was put together: the exports behind the cell are a statement of their own. */
export function endsWithOwnExports({ end }: CellModule, file: ts.SourceFile): boolean {
  const last = file.statements.at(-1);
  return last !== undefined && last.getStart(file) >= end;
}

/** The offset in the cell of an offset in its module's text; undefined outside of the cell. */
export function toCell(module: CellModule, position: number): number | undefined {
  const inside = position - module.start;
  if (inside < 0 || inside > module.text.length) return undefined;
  const { at, length } = module.inserted ?? { at: Infinity, length: 0 };
  const offset = inside > at ? Math.max(at, inside - length) : inside;
  // A mistake at the very end of the cell may be found in the line break behind it, or in the `)`.
  if (offset <= module.code.length + 2) return Math.min(offset, module.code.length);
  return undefined;
}

/** `{ a: 1 }` at the end of a cell means an object, as in every console, where it can be read as one. */
function objectLiteralAtEnd(
  code: string,
  file: ts.SourceFile,
): { readonly body: string; readonly inserted: Insertion } | undefined {
  const last = file.statements.at(-1);
  if (last === undefined || !ts.isBlock(last)) return undefined;
  const start = last.getStart(file);
  const text = `(${code.slice(start, last.end)})`;
  if (syntaxErrors(text, 'ts').length > 0) return undefined;
  const [statement] = parse(text, 'ts').statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const before = file.statements.length > 1 ? ';' : ''; // else `(` could go on with the line before
  const body = code.slice(0, start) + before + text + code.slice(last.end);
  return { body, inserted: { at: start, length: before.length + 1 } };
}

/** JSX is read only where the cell is no TypeScript without it: `<T>x` and `<T>(x) => …` mean other things there. */
function readCell(code: string): { readonly file: ts.SourceFile; readonly dialect: Dialect } {
  const mayBeJsx = /<[\w>]/.test(code) && /\/>|<\//.test(code);
  const isJsx = mayBeJsx && syntaxErrors(code, 'ts').length > 0 && syntaxErrors(code, 'tsx').length === 0;
  const dialect = isJsx ? 'tsx' : 'ts';
  return { file: parse(code, dialect), dialect };
}

function pragmas(code: string): string {
  let rest = code;
  let found = '';
  for (let match = topOfFile.exec(rest); match !== null; match = topOfFile.exec(rest)) {
    found += `${match[0]}\n`;
    rest = rest.slice(match[0].length);
  }
  return withRuntime(found);
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}
