import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type RunOptions } from 'tslate/kernel';
import { course, edit, fixtureOutputs, notebook, root, script, works } from '../command.ts';
import { failure, playback, published, stdout } from '../outputs.ts';

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
