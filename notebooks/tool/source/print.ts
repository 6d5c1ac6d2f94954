/** Writes a chapter back as a percent script; reading what was written gives the same chapter. */
import { type Chapter, type ChapterCell } from '../chapter.ts';
import { printOptions } from './options.ts';

/** The chapter as text, in the form in which the tool would have it written. */
export function printChapter(chapter: Chapter): string {
  const header = `// ---\n${comment(chapter.header)}\n// ---\n`;
  return [header, ...chapter.cells.flatMap(printCell)].join('\n');
}

function printCell(cell: ChapterCell): string[] {
  const tags: [string, unknown][] = cell.tags.length === 0 ? [] : [['tags', cell.tags]];
  if (cell.kind === 'code') {
    if (cell.place !== undefined) return [`// %% ${printOptions(false, [[cell.place, cell.id]])}\n`];
    return [`// %% ${printOptions(false, [['id', cell.id], ...tags])}\n${cell.code}\n`];
  }
  const source: [string, unknown][] = cell.translatedFrom === undefined ? [] : [['src', cell.translatedFrom]];
  const english = printOptions(true, [['id', cell.id], ['lang', 'en'], ...tags]);
  const chinese = printOptions(true, [['id', cell.id], ['lang', 'zh'], ...source]);
  return [`// %% ${english}\n${comment(cell.text.en)}\n`, `// %% ${chinese}\n${comment(cell.text.zh)}\n`];
}

const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '//' : `// ${line}`))
    .join('\n');
