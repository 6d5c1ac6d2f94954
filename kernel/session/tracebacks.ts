/** Errors as people read them: what happened, in which cell, at which line and column, with the code around it. */
import { type StackFrame, type Thrown } from '../executor/contract.ts';
import { type Diagnostic, magicCode } from '../language/language.ts';
import { type Failure } from '../protocol/messages.ts';

/** What is remembered of a cell that ran, to show the places of errors in it. */
export interface CellText {
  readonly label: string;
  readonly code: string;
}

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const shownDiagnostics = 10;

/** The failure that a cell's diagnostics are. */
export function diagnosticsFailure(diagnostics: readonly Diagnostic[], cell: CellText): Failure {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  // TypeScript's codes below 2000 are about the grammar.
  const isSyntax = first !== undefined && /^TS1\d{3}$/.test(first.code);
  const isMagic = first?.code === magicCode;
  const ename = isMagic ? 'MagicError' : isSyntax ? 'SyntaxError' : 'TypeScriptError';
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const blocks = errors.slice(0, shownDiagnostics).map((diagnostic) => describeDiagnostic(diagnostic, cell));
  if (errors.length > shownDiagnostics) blocks.push(`… and ${errors.length - shownDiagnostics} more`);
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  return {
    ename,
    evalue: first ? `${placeOf(first, cell)}: ${first.message}${more}` : 'unknown',
    traceback: [
      `${red(ename)}: the cell was not run, because ${isMagic ? 'the kernel' : 'TypeScript'} found ${count} in ${whereIn(errors)}`,
      ...blocks,
      ...(isSyntax || errors.some(({ file }) => file === undefined) ? [] : [waysAround]),
    ],
  };
}

/** One diagnostic with its place and code. */
export function describeDiagnostic(diagnostic: Diagnostic, cell: CellText): string {
  const { line, column, length, message } = diagnostic;
  const code = diagnostic.code === magicCode ? '' : ` (${diagnostic.code})`;
  const frame = codeFrame((diagnostic.file ?? cell).code, line, column, length);
  return [`${placeOf(diagnostic, cell)}: ${message}${code}`, ...frame].join('\n');
}

function placeOf({ file, line, column }: Diagnostic, { label }: CellText): string {
  return `${file?.name ?? label}, line ${line}, column ${column}`;
}

/** The files that the errors are in, and the cell as `it`. */
function whereIn(errors: readonly Diagnostic[]): string {
  const files = new Set(errors.flatMap(({ file }) => file?.name ?? []));
  const isInCell = errors.some(({ file }) => file === undefined);
  if (files.size === 0) return 'it';
  return `${[...files].join(', ')}, which it imports${isInCell ? ', and in it' : ''}`;
}

/** A file may be checked less strictly where it comes from. */
const waysAround = 'To run it nevertheless, write %types warn in a cell, or // @ts-nocheck at the top of the file.';

/**
 * The failure that a thrown value is.
 * @param find the cell of a name such as `cell-3.ts`
 */
export function thrownFailure(thrown: Thrown, find: (name: string) => CellText | undefined): Failure {
  return { ename: thrown.ename, evalue: thrown.evalue, traceback: describe(thrown, find) };
}

function describe(thrown: Thrown, find: (name: string) => CellText | undefined): string[] {
  const lines = [`${red(thrown.ename)}: ${thrown.evalue}`];
  if (thrown.fields !== undefined) lines.push(thrown.fields);
  const frames = thrown.frames.filter((frame) => !isBehindCode(frame, find(frame.file)));
  for (const frame of placesToShow(frames, (name) => find(name) !== undefined)) {
    const { label, code } = find(frame.file) ?? { label: frame.file, code: frame.source ?? '' };
    lines.push(`${label}, line ${frame.line}:`);
    lines.push(codeFrame(code, frame.line, frame.column, 1).join('\n'));
  }
  for (const frame of frames) {
    const column = frame.column > 0 ? `, column ${frame.column}` : '';
    const place = `${find(frame.file)?.label ?? frame.file}, line ${frame.line}${column}`;
    lines.push(frame.name === '' ? `    at ${place}` : `    at ${frame.name} (${place})`);
  }
  for (const cause of thrown.causes) {
    const [head = '', ...rest] = describe(cause, find);
    lines.push(`Caused by ${head}`, ...rest);
  }
  return lines;
}

/** The local file that it happened in, and the cell that went there. */
function placesToShow(frames: readonly StackFrame[], isCell: (name: string) => boolean): StackFrame[] {
  const cell = frames.findIndex(({ file }) => isCell(file));
  const inFile = frames.slice(0, cell < 0 ? undefined : cell).find(({ source }) => source !== undefined);
  return [inFile, frames[cell]].filter((frame) => frame !== undefined);
}

/** The lines around a place, with the place marked; a column of 0 marks the line only. */
export function codeFrame(code: string, line: number, column: number, length: number): string[] {
  const lines = code.split('\n');
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1] ?? '';
    const mark = number === line ? red('>') : ' ';
    frame.push(`${mark} ${String(number).padStart(width)} | ${text}`);
    if (number !== line || column < 1) continue;
    const room = Math.max(1, Math.min(length, text.length - column + 1));
    // Tabs stay tabs, so that the mark stands under its place.
    const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
    frame.push(`  ${' '.repeat(width)} | ${indent}${red('^'.repeat(room))}`);
  }
  return frame;
}

/** Behind the last character of a line stands only what was added to it: the call of the function around an `await`. */
function isBehindCode({ line, column }: StackFrame, cell: CellText | undefined): boolean {
  return cell !== undefined && column > (cell.code.split('\n')[line - 1]?.length ?? 0);
}
