/** Answers about magics: their completion, what they do, what is wrong with one. */
import { isMagicName, magics } from '../magics/table.ts';
import { placeOf } from './diagnostics.ts';
import { type Completions, type Diagnostic, type Inspection, magicCode } from './language.ts';
import { type MagicProblem } from './magic-lines.ts';

/** The magics that begin as what stands on the line before the cursor; undefined where that is no magic. */
export function completeMagic(code: string, offset: number): Completions | undefined {
  const line = code.slice(code.lastIndexOf('\n', offset - 1) + 1, offset);
  const [, mark = '', typed] = /^(%%?)(\w*)$/.exec(line) ?? [];
  if (typed === undefined) return undefined;
  const wanted = mark === '%%' ? 'cell' : 'line';
  const items = Object.entries(magics)
    .filter(([name, { place }]) => name.startsWith(typed) && (place === wanted || place === 'both'))
    .map(([name, { usage }]) => ({ text: mark + name, kind: 'magic', signature: usage }));
  return { start: offset - line.length, end: offset, items };
}

/** What the magic at the cursor does. */
export function inspectMagic(code: string, offset: number): Inspection | undefined {
  const start = code.lastIndexOf('\n', offset - 1) + 1;
  const [whole = '', name = ''] = /^%%?(\w+)/.exec(code.slice(start)) ?? [];
  if (!isMagicName(name) || offset > start + whole.length) return undefined;
  const { usage, summary } = magics[name];
  return { signature: usage, documentation: summary };
}

export function magicDiagnostic(code: string, { at, length, message }: MagicProblem): Diagnostic {
  return { severity: 'error', code: magicCode, message, ...placeOf(code, at), length };
}
