/** Edited code back to what its author writes: comments in both languages where the lines are still the same. */
import { type Language, type ProgramCell } from '../chapter.ts';
import { codeIn, languageTag } from '../source/edition.ts';
import { align } from './align.ts';

/** The source of the `edited` code; undefined where the lines of source and notebook cannot be told apart. */
export function uncode(edited: string, cell: ProgramCell, language: Language): string | undefined {
  const source = cell.code.split('\n');
  // Each line of the notebook with the lines of the source that it comes from: comments of the other language go before.
  const groups: { readonly shown: string; readonly lines: readonly string[] }[] = [];
  let waiting: string[] = [];
  for (const line of source) {
    const shown = codeIn(language, line, cell.tags.includes(languageTag) ? [languageTag] : []);
    waiting.push(line);
    if (shown === '' && line.trim() !== '') continue;
    groups.push({ shown, lines: waiting });
    waiting = [];
  }
  const shown = groups.map((group) => group.shown);
  if (shown.join('\n').trimEnd() !== codeIn(language, cell.code, cell.tags)) return undefined;
  const lines = edited.split('\n').map((line) => line.trimEnd());
  const places = align(shown, lines);
  return [...lines.flatMap((line, j) => groups[places[j] ?? -1]?.lines ?? [line]), ...waiting].join('\n');
}
