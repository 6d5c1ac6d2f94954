import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Output, type RunOptions } from 'tslate/kernel';
import { courseCommand } from '../../../notebooks/tool/cli.ts';
import { type Runner } from '../../../notebooks/tool/run/run.ts';
import { failure, playback, published, stdout } from '../outputs.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'course-'));
  mkdirSync(join(root, 'notebooks', 'chapters'), { recursive: true });
  cpSync(new URL('chapters/01-tiny.ts', fixtures), join(root, 'notebooks', 'chapters', '01-tiny.ts'));
});
/** Adds the chapter that has exercises, and exercises only. */
const withExercises = (): void => {
  for (const folder of ['chapters', 'exercises']) {
    cpSync(new URL(`${folder}/02-exercises.ts`, fixtures), join(root, 'notebooks', folder, '02-exercises.ts'));
  }
};
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** What the fixture's cells give in the real kernel. */
const fixtureOutputs: Readonly<Record<string, readonly Output[]>> = {
  language: [],
  gradient: [stdout('6\n')],
  results: [published({ accuracy: 0.95, dataset: 'two points' })],
  wrong: [failure('RangeError')],
};
const works = (seen?: RunOptions[]): Runner => playback((id) => fixtureOutputs[id] ?? [], seen);

async function course(line: string, runner: Runner = works()): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await courseCommand(line === '' ? [] : line.split(' '), {
    root,
    runner,
    loadSheet: (name) => import(`../fixtures/exercises/${name}.ts`),
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err };
}
const script = (): string => join(root, 'notebooks', 'chapters', '01-tiny.ts');
const notebook = (language: string, folder = join(root, 'notebooks')): string =>
  join(folder, language, '01-tiny.ipynb');
const edit = (path: string, from: string, to: string): void =>
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));

describe('course', () => {
  it('builds, runs and verifies both editions, and prints the table of results', async () => {
    const { code, out, err } = await course('');
    expect(err).toBe(
      '01-tiny en  4 cells …\n01-tiny zh  4 cells …\n01-tiny en  done  4/4 cells  1.5 s\n01-tiny zh  done  4/4 cells  1.5 s\n',
    );
    expect(out).toContain('01-tiny  en          4/4  1.5 s   95.00 %  two points');
    expect(out).toContain('verified 1 chapter: no problems');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(notebook('zh'), 'utf8')).metadata.tslate.profile).toBe('standard');
    expect(JSON.parse(readFileSync(join(root, '.tslate', 'course.json'), 'utf8')).runs).toHaveLength(2);
    expect(readFileSync(join(root, '.tslate', 'course.md'), 'utf8')).toContain('| 01-tiny | zh | 4/4 |');
  });

  it('tells the cells profile, language and data folder, and runs them beside the notebooks', async () => {
    vi.stubEnv('TSLATE_DATA', 'shelf');
    const seen: RunOptions[] = [];
    await course('run --profile full --language zh', works(seen));
    expect(seen).toMatchObject([
      {
        directory: join(root, 'notebooks', 'zh'),
        environment: { TSLATE_PROFILE: 'full', TSLATE_LANGUAGE: 'zh', TSLATE_DATA: resolve('shelf') },
      },
    ]);
  });

  it('reports the chapter, the cell and the traceback of a failed cell, and keeps the notebook that worked', async () => {
    await course('');
    const before = readFileSync(notebook('en'), 'utf8');
    const { code, out, err } = await course(
      'run --fresh',
      playback((id) => (id === 'gradient' ? [failure('TypeError', 'no x')] : (fixtureOutputs[id] ?? []))),
    );
    expect(code).toBe(1);
    expect(err).toContain('01-tiny, en, cell "gradient" failed');
    expect(err).toContain('  TypeError: no x\n    at cell 1, line 2');
    expect(out).toContain('1/4');
    expect(readFileSync(notebook('en'), 'utf8')).toBe(before);
    expect(existsSync(join(root, '.tslate', 'failed', 'en', '01-tiny.ipynb'))).toBe(true);
    expect(readFileSync(join(root, '.tslate', 'course.md'), 'utf8')).toContain('## Failed cells');
  });

  it('does not verify a chapter whose cells failed', async () => {
    const { code, out, err } = await course(
      '',
      playback(() => [failure('TypeError')]),
    );
    expect(out).not.toContain('verified');
    expect(code).toBe(1);
    expect(err).toContain('not verified, since cells failed: 01-tiny');
    expect(err).not.toContain('never run');
  });

  it('prints the table even when the kernel does not start', async () => {
    const { code, out, err } = await course('run', () => Promise.reject(new Error('the kernel did not start.')));
    expect(code).toBe(1);
    expect(out).toContain('0/4');
    expect(err).toContain('the kernel did not start.');
  });

  it('does not run a promised error as a failure, but a missing one is a problem', async () => {
    const { code, err } = await course(
      '',
      playback((id) => (id === 'wrong' ? [] : (fixtureOutputs[id] ?? []))),
    );
    expect(code).toBe(1);
    expect(err).toContain('01-tiny, en, cell "wrong": check:error promises RangeError');
  });

  it('takes another error than the promised one for a failure', async () => {
    const { code, err } = await course(
      'run',
      playback((id) => (id === 'wrong' ? [failure('TypeError')] : (fixtureOutputs[id] ?? []))),
    );
    expect(code).toBe(1);
    expect(err).toContain('01-tiny, en, cell "wrong" failed');
  });

  it('runs again only what has changed since it last ran well, unless it is to be fresh', async () => {
    const seen: RunOptions[] = [];
    await course('', works(seen));
    expect(seen).toHaveLength(2);
    const again = await course('', works(seen));
    expect(seen).toHaveLength(2);
    expect(again.err).toContain('01-tiny en  unchanged since it last ran');
    expect(again.out).toContain('01-tiny  en          4/4  1.5 s (before)   95.00 %  two points');
    await course('run --fresh --language en', works(seen));
    expect(seen).toHaveLength(3);
    edit(script(), 'gradient(3)', 'gradient(4)');
    await course('run', works(seen));
    expect(seen).toHaveLength(5);
    await course('run --profile tiny --language en', works(seen));
    expect(seen).toHaveLength(6);
  });

  it('runs again what failed, and what has lost its outputs', async () => {
    const seen: RunOptions[] = [];
    await course(
      'run --language en',
      playback(() => [failure('TypeError')], seen),
    );
    await course('run --language en', works(seen));
    expect(seen).toHaveLength(2);
    edit(notebook('en'), '6\\n', '7\\n');
    await course('run --language en', works(seen));
    expect(seen).toHaveLength(3);
  });

  it('runs one notebook at a time where it is told to', async () => {
    const { err } = await course('run --jobs 1');
    expect(err).toMatch(/01-tiny en {2}4 cells …\n01-tiny en {2}done.*\n01-tiny zh {2}4 cells/);
  });

  it('builds editions with solutions apart from what is committed', async () => {
    withExercises();
    expect((await course('build 02 --edition solution')).code).toBe(0);
    const solution = readFileSync(join(root, '.tslate/editions/solution/zh/02-exercises.ipynb'), 'utf8');
    expect(solution).toContain('return 2 * x;');
    expect(solution).toContain("quiz.answer('a', 'a', 'a', 'a', 'b')");
    expect(existsSync(join(root, 'notebooks/zh/02-exercises.ipynb'))).toBe(false);
    await course('build 02 --edition instructor');
    const instructor = readFileSync(join(root, '.tslate/editions/instructor/en/02-exercises.ipynb'), 'utf8');
    expect(instructor).toContain('// BEGIN SOLUTION');
    expect(instructor).toContain("await exercise('ch02-double').grade(double);");
    await course('build 02');
    expect(readFileSync(join(root, 'notebooks/en/02-exercises.ipynb'), 'utf8')).not.toContain('2 * x');
  });

  it('leaves notebooks/ alone when the output goes elsewhere', async () => {
    const output = join(root, 'elsewhere');
    const tiny = playback((id) => (id === 'results' ? [published({ accuracy: 0.5 })] : (fixtureOutputs[id] ?? [])));
    expect((await course(`--profile tiny --output ${output}`, tiny)).code).toBe(0);
    expect(existsSync(notebook('en', output))).toBe(true);
    expect(existsSync(notebook('en'))).toBe(false);
  });

  it('stops before running when a translation is stale, until it is stamped', async () => {
    edit(script(), 'The gradient of', 'The slope of');
    const stale = await course('');
    expect(stale.code).toBe(1);
    expect(stale.err).toMatch(/01-tiny\.ts:19, zh, cell "intro": the translation is stale.*src="[0-9a-f]{8}"/);
    expect(stale.out).not.toContain('profile');
    expect((await course('stamp 01')).out).toContain('stamped intro');
    expect((await course('')).code).toBe(0);
  });

  it('expects the committed outputs, unless told to accept new ones', async () => {
    await course('');
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd: root });
    git('init', '-q');
    git('add', 'notebooks');
    git('commit', '-qm', 'first');
    expect((await course('')).code).toBe(0);
    const other = playback((id) => (id === 'gradient' ? [stdout('7')] : (fixtureOutputs[id] ?? [])));
    const changed = await course('all --fresh', other);
    expect(changed.code).toBe(1);
    expect(changed.err).toContain('cell "gradient": the output is not the committed one: number 1 is 7 where 6');
    expect((await course('all --accept', other)).code).toBe(0);
  });

  it.each([
    ['biuld', '"biuld" is neither a command'],
    ['run --profile huge', 'tiny, standard, full, not "huge"'],
    ['run --language fr', 'en or zh, not "fr"'],
    ['run --speed', '--speed'],
    ['run --jobs none', '--jobs takes a whole number from 1, not "none"'],
    ['build --edition teacher', 'student, solution, instructor, not "teacher"'],
  ])('answers "course %s" with a sentence and the usage', async (line, message) => {
    const { code, err } = await course(line);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain('Commands');
  });

  it('names the chapters when a selection fits none', async () => {
    const { code, err } = await course('build 99');
    expect(code).toBe(1);
    expect(err).toContain('there is no such chapter; there are 01-tiny.');
  });

  it('explains itself', async () => expect((await course('--help')).out).toContain('--profile tiny|standard|full'));
});
