/** Lines that ask what a name is, as in IPython: `x?`, `x.member?`, `?x`, and `x??` or `??x` for its source as well. */
import { syntaxErrors } from './syntax.ts';

/** What stands in a line with a question mark. */
export interface HelpLine {
  /** A name, with its members; a magic with its mark; empty where the mark stands alone. */
  readonly name: string;
  /** Where the name begins in the line. */
  readonly at: number;
  /** Two marks: the source is wanted, too. */
  readonly isDetailed: boolean;
}

const name = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*)*|%%?\w+`;
const before = new RegExp(String.raw`^(\?\??)([^\S\n]*)(${name})?[^\S\n]*$`, 'u');
const behind = new RegExp(String.raw`^(${name})[^\S\n]*(\?\??)[^\S\n]*$`, 'u');

/** Whether any line of a text may be one. */
export const mayAskForHelp = /^\?|\?[^\S\n]*$/m;

/** Undefined where a line is none, whatever stands around it. */
export function readHelpLine(line: string): HelpLine | undefined {
  const [, marks, gap = '', asked = ''] = before.exec(line) ?? [];
  if (marks !== undefined) return { name: asked, at: marks.length + gap.length, isDetailed: marks === '??' };
  const [, named, mark] = behind.exec(line) ?? [];
  return named === undefined ? undefined : { name: named, at: 0, isDetailed: mark === '??' };
}

/**
 * Of the lines that look like it, those that are no TypeScript: a condition may go over lines (`a ?⏎b :⏎c`).
 * @param lines the text's; magics among them are replaced
 * @param places the lines that look like it
 */
export function helpLines(lines: readonly string[], places: readonly number[]): ReadonlySet<number> {
  const mistakes = (kept: readonly number[]): number => {
    const text = lines.map((line, each) => (places.includes(each) && !kept.includes(each) ? ';' : line)).join('\n');
    return syntaxErrors(text, 'ts').length;
  };
  if (places.length === 0 || mistakes(places) === 0) return new Set();
  const without = mistakes([]);
  return new Set(places.filter((each) => mistakes([each]) > without));
}
