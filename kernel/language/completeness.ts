/** Whether a console should run what was typed, or let the author go on. */
import ts from '#typescript';
import { type Completeness } from './language.ts';
import { parse, syntaxErrors } from './syntax.ts';

/** `incomplete` where only the end of the text is missing something, `invalid` where no continuation can mend it. */
export function completeness(code: string): Completeness {
  const readings = [code, ...objectReading(code)];
  const found = readings.map(statusOf);
  if (found.includes('complete')) return { status: 'complete' };
  if (found.includes('incomplete')) return { status: 'incomplete', indent: indentAfter(code) };
  return { status: 'invalid' };
}

/** `{ a: 1, b:` is the beginning of an object, not of a block. */
function objectReading(code: string): string[] {
  const last = parse(code, 'ts').statements.find(ts.isBlock);
  if (last === undefined) return [];
  const open = `${code.slice(0, last.pos)}(${code.slice(last.pos)}`;
  return [open, `${open.trimEnd()})`];
}

function statusOf(code: string): Completeness['status'] {
  const errors = syntaxErrors(code, 'ts');
  const mended = errors.length > 0 && code.includes('<') ? syntaxErrors(code, 'tsx') : errors;
  const [first] = mended.length === 0 || isAtEnd(mended[0], code) ? mended : errors;
  if (first === undefined) return 'complete';
  return isAtEnd(first, code) ? 'incomplete' : 'invalid';
}

/** Unterminated strings and regular expressions end with their line: there is no going on with them. */
const endsWithLine = new Set([1002, 1161]);
/** JSX elements and comments that are not closed are reported where they begin, or where they should end. */
const canGoOn = new Set([17008, 17014, 1010, 1160]);

function isAtEnd(error: ts.DiagnosticWithLocation | undefined, code: string): boolean {
  if (error === undefined || endsWithLine.has(error.code)) return false;
  return canGoOn.has(error.code) || error.start >= code.trimEnd().length;
}

/** The indentation of the last line, two spaces more where it leaves a bracket open or ends with an arrow. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split('\n').at(-1) ?? '';
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const open = (line.match(/[{([]/g)?.length ?? 0) - (line.match(/[})\]]/g)?.length ?? 0);
  return open > 0 || line.trimEnd().endsWith('=>') ? `${indent}  ` : indent;
}
