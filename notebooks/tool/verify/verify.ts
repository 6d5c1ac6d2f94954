/** Verifies chapters: their scripts, both notebooks, the notebooks as twins, and the size of the whole. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { type Chapter, type Edition, type Language, languages } from '../chapter.ts';
import { type ChapterFile, type Course, notebookPath, readBook } from '../course.ts';
import { type Problem } from '../problem.ts';
import { readNotebook } from '../notebook/file.ts';
import { committedNotebook } from './committed.ts';
import { kilobytes } from './figures.ts';
import { checkNotebook } from './notebook.ts';
import { type Book } from '../source/show.ts';
import { checkFrame, testTexts } from './frame.ts';
import { checkProse } from './prose.ts';
import { checkAnswers, checkSheet } from './sheet.ts';
import { checkSource } from './source.ts';
import { checkTwins } from './twins.ts';

/** The largest course, in bytes of all its notebooks. */
export const courseBudget = 10_500_000;

/** What to leave out. */
export interface VerifyOptions {
  /** Take the outputs as they are, instead of expecting the committed ones; default false. */
  readonly accept?: boolean;
  /** Look at these languages only; default both. */
  readonly languages?: readonly Language[];
  /** Look at the notebooks of this edition; default 'student'. */
  readonly edition?: Edition;
}

/** All faults of the chapters, in the order in which a reader meets them. */
export async function verifyChapters(
  course: Course,
  files: readonly ChapterFile[],
  options: VerifyOptions = {},
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const book = readBook(course);
  const tests = testTexts(course);
  for (const file of files) {
    problems.push(...checkScript(file, book, course), ...checkFrame(file.written, book, tests));
    problems.push(...(await checkAnswers(file)));
    problems.push(...checkNotebooks(course, file.chapter, options));
  }
  const bytes = files
    .flatMap(({ chapter }) => languages.map((language) => notebookPath(course, chapter.name, language)))
    .reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  if (bytes <= courseBudget) return problems;
  const message = `all notebooks take ${kilobytes(bytes)}; at most ${kilobytes(courseBudget)} are allowed.`;
  return [...problems, { chapter: 'the course', message }];
}

/** All faults that a chapter has before anything runs. */
export const checkScript = (file: ChapterFile, book: Book, course: Course): Problem[] => [
  ...checkSource(file),
  ...checkProse(file, book, course),
  ...checkSheet(file),
];

function checkNotebooks(course: Course, chapter: Chapter, options: VerifyOptions): Problem[] {
  const secrets = [course.root, `${homedir()}/`].filter((path) => path.length > 1);
  const wanted = options.languages ?? languages;
  const edition = options.edition ?? 'student';
  const notebooks = wanted.map((language) => ({
    language,
    notebook: readNotebook(notebookPath(course, chapter.name, language)),
    committed:
      options.accept === true || edition !== 'student' ? undefined : committedNotebook(course, chapter.name, language),
  }));
  const own = notebooks.flatMap(({ language, notebook, committed }) =>
    checkNotebook(notebook, { chapter, language, edition, committed, secrets }),
  );
  const en = notebooks.find((one) => one.language === 'en')?.notebook;
  const zh = notebooks.find((one) => one.language === 'zh')?.notebook;
  return en === undefined || zh === undefined ? own : [...own, ...checkTwins(chapter, en, zh)];
}
