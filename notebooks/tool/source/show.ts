/** A chapter's prose as its readers see it: objectives listed, terms set off, equations numbered. */
import { type Chapter, type Language, languages } from '../chapter.ts';
import { type Articles } from './articles.ts';
import { type EquationNumbers, showEquations } from './equations.ts';
import { type Glossary, showTerms } from './glossary.ts';

/** What chapters share. */
export interface Book {
  readonly glossary: Glossary;
  readonly equations: EquationNumbers;
  readonly articles: Articles;
  /** The names of all chapters, in order. */
  readonly chapters: readonly string[];
}

/** A book of one's own, for a chapter that stands alone. */
export const emptyBook: Book = {
  glossary: [],
  equations: new Map(),
  articles: { equations: new Map(), errata: new Map() },
  chapters: [],
};

/** A text of the chapter as it is shown. */
export function showText(
  text: string,
  language: Language,
  { objectives }: Chapter,
  { glossary, equations }: Book,
): string {
  const list = (objectives?.[language] ?? []).map((line) => `- ${line}`).join('\n');
  return showTerms(showEquations(text.replace('{{objectives}}', list), equations), language, glossary);
}

/** The chapter with its prose as it is shown; numbers that cells publish are filled in later. */
export function show(chapter: Chapter, book: Book): Chapter {
  const cells = chapter.cells.map((cell) => {
    if (cell.kind === 'code') return cell;
    const [en, zh] = languages.map((language) => showText(cell.text[language], language, chapter, book));
    return { ...cell, text: { en: en ?? '', zh: zh ?? '' } };
  });
  return { ...chapter, cells };
}

/** Both texts of each prose cell, with where they stand. */
export const proseOf = (chapter: Chapter) =>
  chapter.cells.flatMap((cell) =>
    cell.kind === 'code'
      ? []
      : languages.map((language) => ({
          text: cell.text[language],
          place: { chapter: chapter.name, language, cell: cell.id, line: cell.line[language] },
        })),
  );
