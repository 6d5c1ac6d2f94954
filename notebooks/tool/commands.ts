/** The commands of the course tool, each from the chapters on disk to what it prints; they return whether all is well. */
import { writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type Edition, isLanguage, type Language, languages } from './chapter.ts';
import { type ChapterFile, type Course, notebookPath, readBook } from './course.ts';
import { buildNotebook } from './notebook/build.ts';
import { readNotebook, writeNotebook } from './notebook/file.ts';
import { type Problem, sentence } from './problem.ts';
import { inParallel } from './run/pool.ts';
import { progressOn, type Screen } from './run/progress.ts';
import { failureReport, resultTable } from './run/report.ts';
import { packageFingerprint } from './run/resume.ts';
import { type RunRecord } from './run/record.ts';
import { type Profile, runChapter, type Runner } from './run/run.ts';
import { stamp } from './source/freshness.ts';
import { printChapter } from './source/print.ts';
import { stampSheet } from './source/sheet.ts';
import { sync } from './sync/sync.ts';
import { checkScript, verifyChapters } from './verify/verify.ts';

/** What the commands work on and where they speak. */
export interface Session {
  readonly course: Course;
  readonly files: readonly ChapterFile[];
  readonly languages: readonly Language[];
  readonly profile: Profile;
  readonly edition: Edition;
  readonly runner: Runner;
  /** How many notebooks run at a time. */
  readonly jobs: number;
  /** Runs also what has not changed. */
  readonly fresh: boolean;
  readonly signal?: AbortSignal;
  /** Results. */
  readonly out: Screen;
  /** Progress and faults. */
  readonly err: Screen;
}

/** Writes the notebooks of all chapters, keeping the outputs of unchanged code; gives the faults of the scripts. */
export function build({ course, files, languages, edition, out }: Session): Problem[] {
  const book = readBook(course);
  for (const { chapter } of files) {
    for (const language of languages) {
      const path = notebookPath(course, chapter.name, language);
      writeNotebook(path, buildNotebook(chapter, language, { edition, previous: readNotebook(path) }));
      out.write(`built ${relative(course.root, path)}\n`);
    }
  }
  return files.flatMap((file) => checkScript(file, book, course));
}

/** Runs all chapters, several at a time, and prints the table of results, whatever happened. */
export async function run(session: Session): Promise<RunRecord[]> {
  const { course, files, out, err, signal } = session;
  const context = { ...session, progress: progressOn(err), built: packageFingerprint(course.root) };
  const runs = files.flatMap((file) => session.languages.map((language) => ({ file, language })));
  const records = await inParallel(runs, session.jobs, async ({ file, language }) =>
    signal?.aborted === true ? undefined : runChapter(file, language, context),
  );
  const ran = records.filter((record) => record !== undefined);
  out.write(`\nprofile ${session.profile}\n${resultTable(ran)}\n\n`);
  const failures = failureReport(ran);
  if (failures !== '') err.write(`${failures}\n\n`);
  if (session.profile !== 'standard' && course.output === join(course.root, 'notebooks')) {
    out.write(
      `The notebooks now hold outputs of profile ${session.profile}; the committed ones are of profile standard.\n`,
    );
  }
  return ran;
}

/** Verifies scripts and notebooks; gives the faults. */
export const verify = ({ course, files, languages, edition }: Session, accept: boolean): Promise<Problem[]> =>
  verifyChapters(course, files, { accept, languages, edition });

/** Notes in each translation that it fits the English text as it is now. */
export function stampChapters({ course, files, out }: Session): void {
  for (const { written, path, text, sheet } of files) {
    const results = [
      { path, ...stamp(written, text) },
      ...(sheet === undefined ? [] : [{ path: sheet.path, ...stampSheet(sheet) }]),
    ];
    for (const { path, text, stamped } of results) {
      if (stamped.length > 0) writeFileSync(path, text);
      out.write(
        `${relative(course.root, path)}: ${stamped.length === 0 ? 'all fresh' : `stamped ${stamped.join(', ')}`}\n`,
      );
    }
  }
}

/** Takes edits made in a notebook back into the chapter's script. */
export function syncNotebook(path: string, { course, files, out, err }: Session): boolean {
  const notebook = readNotebook(path);
  const language = basename(dirname(path));
  const file = files.find(({ chapter }) => chapter.name === basename(path, '.ipynb'));
  if (notebook === undefined || file === undefined || !isLanguage(language)) {
    err.write(`${path} is no notebook of the course: notebooks/en/08-autopsy.ipynb is one.\n`);
    return false;
  }
  const { chapter, changes, notes } = sync(file, notebook, language, readBook(course));
  if (changes.length > 0) writeFileSync(file.path, printChapter(chapter));
  const summary = changes.length === 0 ? 'nothing to take over' : changes.join(', ');
  out.write(`${relative(course.root, file.path)}: ${summary}\n${notes.map((note) => `  ${note}\n`).join('')}`);
  return true;
}

/** Prints the faults, or that there are none. */
export function reportProblems(problems: readonly Problem[], { files, out, err }: Session): void {
  if (problems.length === 0) {
    out.write(`verified ${files.length} chapter${files.length === 1 ? '' : 's'}: no problems\n`);
    return;
  }
  err.write(`${problems.map(sentence).join('\n')}\n`);
  err.write(`${problems.length} problem${problems.length === 1 ? '' : 's'}\n`);
}

/** Both languages, unless one is asked for. */
export const chosenLanguages = (language: Language | undefined): readonly Language[] =>
  language === undefined ? languages : [language];
