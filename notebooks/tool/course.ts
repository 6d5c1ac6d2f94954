/** The course on disk: where its scripts and notebooks are, and which of them a command is about. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Chapter, type Language } from './chapter.ts';
import { CourseError, type Problem } from './problem.ts';
import { expand } from './source/expand.ts';
import { readArticles } from './source/articles.ts';
import { numberEquations } from './source/equations.ts';
import { readGlossary } from './source/glossary.ts';
import { parseChapter } from './source/parse.ts';
import { type Sheet, sheetOf } from './source/sheet.ts';
import { type Book, show } from './source/show.ts';

/** The folders of a course. */
export interface Course {
  /** The folder of the repository. */
  readonly root: string;
  /** The chapters' scripts. */
  readonly chapters: string;
  /** Where notebooks are written and read: `notebooks/`, or the folder that `--output` names. */
  readonly output: string;
  /** The chapters' exercises and quizzes. */
  readonly exercises: string;
  /** Notes about runs, outside version control. */
  readonly notes: string;
}

/** A chapter with the files it was read from. */
export interface ChapterFile {
  /** The chapter with the cells of its exercises. */
  readonly chapter: Chapter;
  /** The chapter as its script says, with the places of its exercises. */
  readonly written: Chapter;
  readonly path: string;
  readonly text: string;
  /** Its exercises and its quiz, where it has any. */
  readonly sheet: Sheet | undefined;
}

/** Imports a chapter's module of exercises. */
export type LoadSheet = (name: string) => Promise<unknown>;

/** The course of the repository at `root`. */
export const courseAt = (root: string, output = join(root, 'notebooks')): Course => ({
  root,
  chapters: join(root, 'notebooks', 'chapters'),
  exercises: join(root, 'notebooks', 'exercises'),
  output,
  notes: join(root, '.tslate'),
});

/** The repository's root: the nearest folder above `from` with a package.json. */
export function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('no package.json stands above the course tool; run it inside the repository.');
  return findRoot(parent);
}

/** Where the notebook of a chapter is. */
export const notebookPath = (course: Course, name: string, language: Language): string =>
  join(course.output, language, `${name}.ipynb`);

/** Where a notebook's cells run: beside the committed notebooks, as in JupyterLab, wherever the output goes. */
export const workingDirectory = (course: Course, language: Language): string =>
  join(course.root, 'notebooks', language);

/**
 * Reads what the chapters share.
 *
 * @throws CourseError where there are no chapters, or the glossary is wrong.
 */
export function readBook(course: Course): Book {
  const files = existsSync(course.chapters) ? readdirSync(course.chapters) : [];
  const chapters = files.flatMap((file) => (file.endsWith('.ts') ? [basename(file, '.ts')] : [])).sort();
  if (chapters.length === 0) {
    throw new CourseError([{ chapter: 'the course', message: `there are no chapters in ${course.chapters}.` }]);
  }
  const texts = chapters.map((name) => [name, readFileSync(join(course.chapters, `${name}.ts`), 'utf8')] as const);
  const folder = dirname(course.chapters);
  const glossary = readGlossary(join(folder, 'glossary.yaml'));
  const articles = readArticles(join(folder, 'articles.yaml'));
  return { chapters, glossary, articles, equations: numberEquations(new Map(texts)) };
}

/**
 * Reads the chapters that `selection` names, by number (`08`), name or file; all where it is empty.
 *
 * @throws CourseError with the faults of all scripts, or naming a selection that fits no chapter.
 */
export async function readChapters(
  course: Course,
  load: LoadSheet,
  selection: readonly string[] = [],
): Promise<ChapterFile[]> {
  const book = readBook(course);
  const files: ChapterFile[] = [];
  const problems: Problem[] = [];
  for (const name of select(book.chapters, selection)) {
    const path = join(course.chapters, `${name}.ts`);
    const text = readFileSync(path, 'utf8');
    try {
      const sheet = await readSheet(course, name, load);
      const written = parseChapter(name, text);
      files.push({ chapter: show(expand(written, sheet), book), written, path, text, sheet });
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new CourseError(problems);
  return files;
}

async function readSheet(course: Course, name: string, load: LoadSheet): Promise<Sheet | undefined> {
  const path = join(course.exercises, `${name}.ts`);
  if (!existsSync(path)) return undefined;
  return sheetOf(await load(name), path, readFileSync(path, 'utf8'));
}

function select(names: readonly string[], selection: readonly string[]): readonly string[] {
  if (selection.length === 0) return names;
  const wanted = selection.map((word) => basename(basename(word, '.ts'), '.ipynb'));
  for (const word of wanted) {
    if (names.some((name) => name.startsWith(word))) continue;
    throw new CourseError([{ chapter: word, message: `there is no such chapter; there are ${names.join(', ')}.` }]);
  }
  return names.filter((name) => wanted.some((word) => name.startsWith(word)));
}
