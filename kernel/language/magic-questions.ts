/** Answers about magics: what they do, what is wrong with one. */
import { isMagicName, magics } from '../magics/table.ts';
import { placeOf } from './diagnostics.ts';
import { type Diagnostic, type Inspection, magicCode } from './language.ts';
import { type MagicProblem } from './magic-lines.ts';

/** What the magic at the cursor does. */
export function inspectMagic(code: string, offset: number): Inspection | undefined {
  const start = code.lastIndexOf('\n', offset - 1) + 1;
  const [whole = '', name = ''] = /^%%?(\w+)/.exec(code.slice(start)) ?? [];
  return offset > start + whole.length ? undefined : describeMagic(name);
}

export function describeMagic(name: string): Inspection | undefined {
  if (!isMagicName(name)) return undefined;
  const { usage, summary } = magics[name];
  return { signature: usage, documentation: summary };
}

export function magicDiagnostic(code: string, { at, length, message }: MagicProblem): Diagnostic {
  return { severity: 'error', code: magicCode, message, ...placeOf(code, at), length };
}
