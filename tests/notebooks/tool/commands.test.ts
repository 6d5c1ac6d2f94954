import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RunOptions } from 'tslate/kernel';
import { course, edit, notebook, root, script, withExercises, works } from '../command.ts';
import { failure, playback } from '../outputs.ts';

describe('course', () => {
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

  it('takes edits in a notebook back into the script', async () => {
    await course('build');
    edit(notebook('en'), 'The gradient of', 'The slope of');
    const { code, out } = await course(`sync ${notebook('en')}`);
    expect(code).toBe(0);
    expect(out).toContain('notebooks/chapters/01-tiny.ts: intro: changed\n  intro: its Chinese is stale now');
    expect(readFileSync(script(), 'utf8')).toContain('// The slope of $x^2$ is');
    expect((await course('build')).err).toContain('the translation is stale');
    expect((await course(`sync ${join(root, '01-tiny.ipynb')}`)).err).toContain('is no notebook of the course');
  });
});
