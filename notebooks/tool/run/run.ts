/** Runs a chapter through a kernel, and writes what came out. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CellReport, type Notebook, type runNotebook } from 'tslate/kernel';
import { type Chapter, type Edition, type Language, tagsOfCell } from '../chapter.ts';
import { expectedError } from '../contract.ts';
import { type ChapterFile, type Course, notebookPath, workingDirectory } from '../course.ts';
import { buildNotebook, withProfile } from '../notebook/build.ts';
import { readNotebook, writeNotebook } from '../notebook/file.ts';
import { notebookResults } from '../notebook/results.ts';
import { type Progress, type Track } from './progress.ts';
import { type Failure, type RunRecord } from './record.ts';
import { rememberedRun, rememberRun, runKey } from './resume.ts';
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
  readonly edition: Edition;
  readonly runner: Runner;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** The package's fingerprint: what was run with another is run again. */
  readonly built: string;
  /** Runs also what has not changed. */
  readonly fresh: boolean;
}

/**
 * Runs the chapter in one language; not again where its code, the package and the circumstances are those of a run that
 * went well.
 *
 * A notebook whose cells all did what they promise takes the place of the one before; a failed one goes to
 * `.tslate/failed`, so that committed outputs are never replaced by tracebacks.
 */
export async function runChapter(
  { chapter, sheet }: Pick<ChapterFile, 'chapter' | 'sheet'>,
  language: Language,
  context: RunContext,
): Promise<RunRecord> {
  const { course, profile, edition, progress } = context;
  const path = notebookPath(course, chapter.name, language);
  const notebook = buildNotebook(chapter, language, { edition, previous: readNotebook(path) });
  const key = runKey(notebook, [profile, path, context.built, sheet?.text ?? '', dataFolder() ?? '']);
  const memory = join(course.notes, 'runs', edition, profile, language, `${chapter.name}.json`);
  const remembered = context.fresh ? undefined : rememberedRun(memory, key);
  const programs = chapter.cells.filter((cell) => cell.kind === 'code');
  const track = progress(`${chapter.name} ${language}`, programs.length);
  if (remembered !== undefined) {
    track.end('unchanged since it last ran');
    return { ...remembered, unchanged: true };
  }
  const run = await attempt(language, notebook, track, context);
  const failures = 'fault' in run ? [{ text: run.fault }] : run.cells.flatMap((report) => failureOf(report, chapter));
  // The script's metadata, not the kernel's: versions of tools would change a notebook that did not change.
  const outputs = withProfile({ ...run.notebook, metadata: notebook.metadata }, profile);
  const executed = buildNotebook(chapter, language, { edition, previous: outputs });
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
  if (!failed) rememberRun(memory, key, record);
  track.end(`${failed ? 'FAILED' : 'done'}  ${record.cells.ok}/${record.cells.total} cells  ${duration(run.seconds)}`);
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
  track: Track,
  { course, profile, runner, signal }: RunContext,
): Promise<Attempt | (Attempt & { readonly fault: string })> {
  const directory = workingDirectory(course, language);
  mkdirSync(directory, { recursive: true });
  const started = performance.now();
  const data = dataFolder();
  let running = 0;
  try {
    return await runner(notebook, {
      directory,
      environment: {
        TSLATE_PROFILE: profile,
        TSLATE_LANGUAGE: language,
        ...(data === undefined ? {} : { TSLATE_DATA: data }),
      },
      timeoutSeconds: cellTimeout[profile],
      onCell: ({ kind, index }) => {
        const cell = notebook.cells[index];
        if (kind === 'start' && cell?.cell_type === 'code') track.cell(running++, cell.id ?? '');
      },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { notebook, cells: [], seconds: (performance.now() - started) / 1000, fault };
  }
}

/** The folder of data that the reader has named, in full: cells run elsewhere. */
function dataFolder(): string | undefined {
  const data = process.env['TSLATE_DATA'];
  return data === undefined || data === '' ? undefined : resolve(data);
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
