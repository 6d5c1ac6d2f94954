/** Runs chapters through a kernel, one notebook after the other, and writes what came out. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CellReport, type Notebook, type runNotebook } from 'tslate/kernel';
import { type Chapter, type Language, tagsOfCell } from '../chapter.ts';
import { expectedError } from '../contract.ts';
import { type Course, notebookPath, workingDirectory } from '../course.ts';
import { buildNotebook, withProfile } from '../notebook/build.ts';
import { readNotebook, writeNotebook } from '../notebook/file.ts';
import { notebookResults, type Results } from '../notebook/results.ts';
import { type Progress } from './progress.ts';
import { duration } from './table.ts';

/** How much work the cells do: `tiny` for tests, `standard` for the committed outputs, `full` as in the articles. */
export const profiles = ['tiny', 'standard', 'full'] as const;

/** One of the profiles. */
export type Profile = (typeof profiles)[number];

/** Whether a text names a profile. */
export const isProfile = (text: string): text is Profile => profiles.some((profile) => profile === text);

/** Seconds after which a cell is taken to hang; far above what any cell of the profile may take. */
const cellTimeout: Readonly<Record<Profile, number>> = { tiny: 300, standard: 1800, full: 14_400 };

/** `runNotebook` of the kernel, or a stand-in of the same shape. */
export type Runner = typeof runNotebook;

/** What a run needs. */
export interface RunContext {
  readonly course: Course;
  readonly profile: Profile;
  readonly runner: Runner;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
}

/** A cell that failed without having promised to, or what kept the notebook from running at all. */
export interface Failure {
  readonly cell?: string;
  readonly text: string;
}

/** How the run of one notebook went. */
export interface RunRecord {
  readonly chapter: string;
  readonly language: Language;
  readonly title: string;
  /** Code cells that ran as they should, of all. */
  readonly cells: { readonly ok: number; readonly total: number };
  readonly seconds: number;
  readonly results: Results;
  readonly failures: readonly Failure[];
  /** Where the executed notebook is. */
  readonly path: string;
}

/**
 * Runs the chapter in one language.
 *
 * A notebook whose cells all did what they promise takes the place of the one before; a failed one goes to
 * `.tslate/failed`, so that committed outputs are never replaced by tracebacks.
 */
export async function runChapter(chapter: Chapter, language: Language, context: RunContext): Promise<RunRecord> {
  const { course, profile, progress } = context;
  const path = notebookPath(course, chapter.name, language);
  const notebook = buildNotebook(chapter, language, { previous: readNotebook(path) });
  const programs = chapter.cells.filter((cell) => cell.kind === 'code');
  progress.start(`${chapter.name} ${language}`, programs.length);
  const run = await attempt(language, notebook, context);
  const failures = 'fault' in run ? [{ text: run.fault }] : run.cells.flatMap((report) => failureOf(report, chapter));
  // The script's metadata, not the kernel's: versions of tools would change a notebook that did not change.
  const outputs = withProfile({ ...run.notebook, metadata: notebook.metadata }, profile);
  const executed = buildNotebook(chapter, language, { previous: outputs });
  const failed = failures.length > 0;
  const target = failed ? join(course.notes, 'failed', language, `${chapter.name}.ipynb`) : path;
  writeNotebook(target, executed);
  const record: RunRecord = {
    chapter: chapter.name,
    language,
    title: chapter.title[language],
    cells: { ok: countOk(run.cells, chapter), total: programs.length },
    seconds: run.seconds,
    results: 'fault' in run ? {} : notebookResults(executed),
    failures,
    path: target,
  };
  progress.end(
    `${failed ? 'FAILED' : 'done'}  ${record.cells.ok}/${record.cells.total} cells  ${duration(run.seconds)}`,
  );
  return record;
}

interface Attempt {
  readonly notebook: Notebook;
  readonly cells: readonly CellReport[];
  readonly seconds: number;
}

async function attempt(
  language: Language,
  notebook: Notebook,
  { course, profile, runner, progress, signal }: RunContext,
): Promise<Attempt | (Attempt & { readonly fault: string })> {
  const directory = workingDirectory(course, language);
  mkdirSync(directory, { recursive: true });
  const started = performance.now();
  const data = process.env['TSLATE_DATA'];
  let running = 0;
  try {
    return await runner(notebook, {
      directory,
      environment: {
        TSLATE_PROFILE: profile,
        TSLATE_LANGUAGE: language,
        ...(data === undefined || data === '' ? {} : { TSLATE_DATA: resolve(data) }),
      },
      timeoutSeconds: cellTimeout[profile],
      onCell: ({ kind, index }) => {
        const cell = notebook.cells[index];
        if (kind === 'start' && cell?.cell_type === 'code') progress.cell(running++, cell.id ?? '');
      },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { notebook, cells: [], seconds: (performance.now() - started) / 1000, fault };
  }
}

/** A cell that promised an error and ended with that error went well. */
function failureOf({ id, status, error }: CellReport, chapter: Chapter): Failure[] {
  const promised = expectedError(tagsOfCell(chapter, id));
  if (status === 'skipped' || (error === undefined && status === 'ok') || error?.ename === promised) return [];
  if (error === undefined) return [{ cell: id, text: 'the cell failed, and the kernel gave no reason.' }];
  const text = error.traceback.length > 0 ? error.traceback.join('\n') : `${error.ename}: ${error.evalue}`;
  return [{ cell: id, text }];
}

const countOk = (cells: readonly CellReport[], chapter: Chapter): number =>
  cells.filter((report) => {
    const isProgram = chapter.cells.some((cell) => cell.id === report.id && cell.kind === 'code');
    return isProgram && report.status !== 'skipped' && failureOf(report, chapter).length === 0;
  }).length;
