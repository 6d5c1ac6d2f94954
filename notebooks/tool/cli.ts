/** The command line of the course tool: words in, commands called, an exit code out. */
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { editions, isEdition, isLanguage } from './chapter.ts';
import {
  build,
  chosenLanguages,
  reportProblems,
  run,
  type Session,
  stampChapters,
  syncNotebook,
  verify,
} from './commands.ts';
import { courseAt, type LoadSheet, readChapters } from './course.ts';
import { CourseError, type Problem } from './problem.ts';
import { newChapter } from './new.ts';
import { type Screen } from './run/progress.ts';
import { writeReport } from './run/report.ts';
import { type RunRecord } from './run/record.ts';
import { isProfile, profiles, type Runner } from './run/run.ts';

const usage = `course [command] [options] [chapter…]      chapters by number or name, such as 08; default all

Commands
  all        build, run and verify; the default
  build      scripts in notebooks/chapters → notebooks/en and notebooks/zh; outputs of unchanged code are kept
  run        execute through the kernel, write the outputs, print the table of results
  verify     contracts, translations, formulas, alt texts, sizes
  new NAME   a new chapter, such as 10-subclassing, with a place for every part
  sync FILE  take what was edited in a notebook, such as notebooks/en/08-autopsy.ipynb, back into the script
  stamp      note that the Chinese fits the English as it is now; after revising the translation

Options
  --profile tiny|standard|full   how much the cells train; default standard, which is what is committed
  --language en|zh               one edition only; default both
  --edition student|solution|instructor
                                 with gaps, with solutions, or with those and the graders' hidden checks; default
                                 student; the others go to .tslate/editions/ unless --output says otherwise
  --fresh                        run also what has not changed since it last ran
  --jobs N                       notebooks at a time; default 2 where there are as many cores
  --output DIR                   notebooks there instead of notebooks/, so that committed outputs stay as they are
  --accept                       do not expect the committed outputs in check:exact and check:num
  --help                         this text

Exit code 0: all is well; 1: a cell failed or a check found a problem; 2: the command line is wrong.
Reports: .tslate/course.md and .tslate/course.json; notebooks of failed runs: .tslate/failed/
`;

const commands = ['all', 'build', 'run', 'verify', 'new', 'sync', 'stamp'] as const;

/** What the command line needs from the world. */
export interface World {
  /** The folder of the repository. */
  readonly root: string;
  readonly runner: Runner;
  readonly loadSheet: LoadSheet;
  readonly out: Screen;
  readonly err: Screen;
  readonly signal?: AbortSignal;
}

/** Runs one command line; gives the exit code. */
export async function courseCommand(words: readonly string[], world: World): Promise<0 | 1 | 2> {
  const plan = readWords(words);
  if (typeof plan === 'string') {
    world.err.write(`${plan}\n\n${usage}`);
    return 2;
  }
  if (plan.help) {
    world.out.write(usage);
    return 0;
  }
  try {
    const { edition, profile, jobs, fresh } = plan;
    const apart = edition === 'student' ? undefined : join(world.root, '.tslate', 'editions', edition);
    const course = courseAt(world.root, plan.output ?? apart);
    if (plan.command === 'new') {
      for (const name of plan.chapters) world.out.write(`${newChapter(course, name).join('\n')}\n`);
      return 0;
    }
    const files = await readChapters(course, world.loadSheet, plan.chapters);
    const languages = chosenLanguages(plan.language);
    const session = { ...world, course, files, languages, profile, edition, jobs, fresh };
    if (plan.command === 'sync') return plan.chapters.every((path) => syncNotebook(resolve(path), session)) ? 0 : 1;
    return (await execute(plan.command, plan.accept, session)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    world.err.write(`${error.message}\n`);
    return 1;
  }
}

async function execute(command: (typeof commands)[number], accept: boolean, session: Session): Promise<boolean> {
  const { course, profile } = session;
  let problems: readonly Problem[] = [];
  let runs: readonly RunRecord[] = [];
  if (command === 'stamp') {
    stampChapters(session);
    return true;
  }
  if (command === 'build' || command === 'all') {
    problems = build(session);
    if (problems.length > 0) reportProblems(problems, session);
    if (problems.length > 0 || command === 'build') return problems.length === 0;
  }
  if (command === 'run' || command === 'all') {
    runs = await run(session);
    writeReport(course.notes, { profile, runs, problems });
  }
  if (command === 'verify' || command === 'all') {
    const failed = new Set(runs.flatMap(({ chapter, failures }) => (failures.length > 0 ? [chapter] : [])));
    const ran = { ...session, files: session.files.filter(({ chapter }) => !failed.has(chapter.name)) };
    problems = await verify(ran, accept);
    if (ran.files.length > 0) reportProblems(problems, ran);
    if (failed.size > 0) session.err.write(`not verified, since cells failed: ${[...failed].join(', ')}\n`);
  }
  if (command === 'all') writeReport(course.notes, { profile, runs, problems });
  return (
    problems.length === 0 && runs.every(({ failures }) => failures.length === 0) && session.signal?.aborted !== true
  );
}

/** The plan, or one sentence that says what is wrong with the words. */
function readWords(words: readonly string[]) {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: 'standard' },
        language: { type: 'string' },
        output: { type: 'string' },
        edition: { type: 'string', default: 'student' },
        jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
        fresh: { type: 'boolean', default: false },
        accept: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { profile, language, output, edition, accept, fresh, help } = parsed.values;
  const jobs = Number(parsed.values.jobs);
  const [first = 'all', ...rest] = parsed.positionals;
  const command = commands.find((name) => name === first);
  if (command === undefined && !/^\d|\.(ts|ipynb)$/.test(first)) {
    return `"${first}" is neither a command (${commands.join(', ')}) nor a chapter, which starts with its number.`;
  }
  if (!isProfile(profile)) return `the profile must be ${profiles.join(', ')}, not "${profile}".`;
  if (language !== undefined && !isLanguage(language)) return `the language must be en or zh, not "${language}".`;
  if (!isEdition(edition)) return `the edition must be ${editions.join(', ')}, not "${edition}".`;
  if (!Number.isInteger(jobs) || jobs < 1) return `--jobs takes a whole number from 1, not "${parsed.values.jobs}".`;
  const chapters = command === undefined ? parsed.positionals : rest;
  const folder = output === undefined ? undefined : resolve(output);
  return { command: command ?? 'all', chapters, profile, language, edition, jobs, output: folder, accept, fresh, help };
}
