/** Freshness of translations: each Chinese cell carries the fingerprint of the English text that it was made from. */
import { createHash } from 'node:crypto';
import { type Chapter, type ProseCell } from '../chapter.ts';
import { type Problem } from '../problem.ts';

/** The first 8 hexadecimal digits of the SHA-256 of a text. */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** One problem for each Chinese cell whose English text has changed since, or that was never stamped. */
export function staleTranslations(chapter: Chapter): Problem[] {
  return proseCells(chapter).flatMap((cell) => {
    const now = fingerprint(cell.text.en);
    if (cell.translatedFrom === now) return [];
    const reason =
      cell.translatedFrom === undefined
        ? 'the translation does not say which English text it was made from'
        : `the translation is stale: it was made from src="${cell.translatedFrom}", and the English text has changed`;
    const message = `${reason}; revise the Chinese, then run "course stamp ${chapter.name}", which writes src="${now}".`;
    return [{ chapter: chapter.name, language: 'zh', cell: cell.id, line: cell.line.zh, message }];
  });
}

/**
 * Writes fresh fingerprints into the script, after the author has revised the translations.
 *
 * @returns the new text, and the ids of the cells that were stamped; nothing but their header lines changes.
 */
export function stamp(chapter: Chapter, text: string): { text: string; stamped: readonly string[] } {
  const stamped: string[] = [];
  const lines = text.split('\n');
  for (const cell of proseCells(chapter)) {
    const now = fingerprint(cell.text.en);
    const at = cell.line.zh - 1;
    const header = lines[at];
    if (cell.translatedFrom === now || header === undefined) continue;
    const source = `src="${now}"`;
    lines[at] = /\bsrc="[^"]*"/.test(header)
      ? header.replace(/\bsrc="[^"]*"/, source)
      : header.replace('lang="zh"', `lang="zh" ${source}`);
    stamped.push(cell.id);
  }
  return { text: lines.join('\n'), stamped };
}

const proseCells = (chapter: Chapter): ProseCell[] => chapter.cells.filter((cell) => cell.kind === 'markdown');
