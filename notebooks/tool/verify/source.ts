/** What is wrong with a chapter before anything runs: translations, formulas, comments, the language cell. */
import { type Chapter, languages, otherLanguage, type ProgramCell, type ProseCell } from '../chapter.ts';
import { type ChapterFile } from '../course.ts';
import { type Problem } from '../problem.ts';
import { languageCalls, languageTag, markedComments } from '../source/edition.ts';
import { staleTranslations } from '../source/freshness.ts';
import { formulasIn, missingFormulas } from './formulas.ts';

/** All faults of the script; an empty list where there are none. */
export function checkSource({ chapter, written }: Pick<ChapterFile, 'chapter' | 'written'>): Problem[] {
  const rest = chapter.cells.flatMap((cell) =>
    cell.kind === 'markdown' ? checkFormulas(chapter, cell) : checkComments(chapter, cell),
  );
  return [...staleTranslations(written), ...checkLanguageCell(chapter), ...rest];
}

function checkFormulas(chapter: Chapter, cell: ProseCell): Problem[] {
  return languages.flatMap((language) => {
    const here = formulasIn(cell.text[language]);
    const missing = missingFormulas(here, formulasIn(cell.text[otherLanguage(language)]));
    return missing.map((formula) => ({
      chapter: chapter.name,
      language: otherLanguage(language),
      cell: cell.id,
      line: cell.line[otherLanguage(language)],
      message: `the formula ${formula} stands only in the other language; both must show the same formulas.`,
    }));
  });
}

function checkComments(chapter: Chapter, cell: ProgramCell): Problem[] {
  const count = markedComments(cell.code);
  if (count.en === count.zh) return [];
  const message = `${count.en} comments are marked "en:" and ${count.zh} "zh:"; each needs its twin.`;
  return [{ chapter: chapter.name, cell: cell.id, line: cell.line, message }];
}

function checkLanguageCell(chapter: Chapter): Problem[] {
  const programs = chapter.cells.filter((cell) => cell.kind === 'code');
  const problem = (cell: ProgramCell, message: string): Problem => ({
    chapter: chapter.name,
    cell: cell.id,
    line: cell.line,
    message,
  });
  return programs.flatMap((cell, index) => {
    const calls = languageCalls(cell.code);
    if (index > 0) {
      return calls.length === 0 && !cell.tags.includes(languageTag)
        ? []
        : [problem(cell, 'the language is set in the first code cell, and only there.')];
    }
    const right = cell.tags.includes(languageTag) && calls.length === 1 && calls[0]?.argument === 'en';
    const expected = `the first code cell must call setLanguage('en') once and carry tags=["${languageTag}"]`;
    return right ? [] : [problem(cell, `${expected}, so that the Chinese edition can call it with 'zh'.`)];
  });
}
