/** nbgrader makes an assignment of the instructor edition, and grades what students hand in. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatNotebook, joinLines, type Notebook, parseNotebook } from 'tslate/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Command, run } from '../../kernel/jupyter/process.ts';
import { buildNotebook } from '../../notebooks/tool/notebook/build.ts';
import { expand } from '../../notebooks/tool/source/expand.ts';
import { parseChapter } from '../../notebooks/tool/source/parse.ts';
import { sheetOf } from '../../notebooks/tool/source/sheet.ts';
import { installInTemporaryPrefix, jupyterEnvironment } from '../setup/kernelspec.ts';
import { need, needing } from '../setup/needs.ts';
import { projectRoot } from '../setup/python.ts';

const named = process.env['TSLATE_NBGRADER'];
const python = need<Command>(
  named === undefined || named === '' ? undefined : [named],
  'needs nbgrader, which is no part of the test environment: name a Python that has it in TSLATE_NBGRADER',
  'TSLATE_REQUIRE_NBGRADER',
);
const fixtures = join(projectRoot, 'tests', 'notebooks', 'fixtures');

let course = '';
beforeAll(() => (course = mkdtempSync(join(tmpdir(), 'tslate-nbgrader-'))));
afterAll(() => rmSync(course, { recursive: true }));

async function fixture(): Promise<(edition: 'solution' | 'instructor') => Notebook> {
  const path = join(fixtures, 'exercises', '02-exercises.ts');
  const module: unknown = await import('../notebooks/fixtures/exercises/02-exercises.ts');
  const script = readFileSync(join(fixtures, 'chapters', '02-exercises.ts'), 'utf8');
  // nbgrader moves notebooks to and fro.
  const written = parseChapter('02-exercises', script.replace('../exercises/02-exercises.ts', path));
  const chapter = expand(written, sheetOf(module, path, readFileSync(path, 'utf8')));
  return (edition) => buildNotebook(chapter, 'en', { edition });
}

/** The notebook with the code of one cell replaced. */
const answered = (notebook: Notebook, answers: ReadonlyMap<string | undefined, string>): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) => ({ ...cell, source: answers.get(cell.id) ?? cell.source })),
});

const scores = `
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    grades = {s.student.id: {g.cell.name: g.auto_score for n in s.notebooks for g in n.grades} for s in book.assignment_submissions("ps")}
print(json.dumps(grades))
`;

test(
  'the solution gets all points, a gap and a wrong answer get none, and an open answer waits for its grader',
  needing(python, async (command) => {
    const edition = await fixture();
    copyFileSync(join(projectRoot, 'notebooks', 'nbgrader_config.py'), join(course, 'nbgrader_config.py'));
    mkdirSync(join(course, 'source', 'ps'), { recursive: true });
    writeFileSync(join(course, 'source', 'ps', 'chapter.ipynb'), formatNotebook(edition('instructor')));
    const env = { ...jupyterEnvironment(await installInTemporaryPrefix()), HOME: course };
    const inPython = async (program: string, ...words: readonly string[]): Promise<string> => {
      // nbgrader calls alembic, which lies beside its Python.
      const path = "os.environ['PATH'] = os.path.dirname(sys.executable) + os.pathsep + os.environ['PATH']";
      const there = `import os, sys\n${path}\nos.chdir(${JSON.stringify(course)})\n${program}`;
      const answer = await run(command, ['-c', there, ...words], { env, timeout: 280_000 });
      expect(answer?.status, `${answer?.stdout ?? ''}${answer?.stderr ?? ''}`).toBe(0);
      return answer?.stdout ?? '';
    };
    const nbgrader = (...words: readonly string[]) =>
      inPython("import runpy\nrunpy.run_module('nbgrader', run_name='__main__')", ...words);
    await nbgrader('generate_assignment', 'ps', '--create');
    const text = readFileSync(join(course, 'release', 'ps', 'chapter.ipynb'), 'utf8');
    const release = parseNotebook(text);
    const codeOf = (notebook: Notebook, id: string) =>
      joinLines(notebook.cells.find((cell) => cell.id === id)?.source ?? '');
    expect(codeOf(release, 'ch02-double')).toContain('  return todo();\n');
    expect(codeOf(release, 'ch02-count')).toBe('const count: number | undefined = undefined;');
    expect(codeOf(release, 'ch02-quiz')).toBe("quiz.answer('?', '?', '?', '?', '?')");
    expect(text).not.toContain('2 * x');
    expect(text).not.toContain('.grade(');

    const solution = new Map(['ch02-double', 'ch02-count'].map((id) => [id, codeOf(edition('solution'), id)]));
    solution.set('ch02-try-essay', 'It works.');
    const square = new Map([['ch02-double', 'const double = (x: number): number => x * x;']]);
    for (const [student, answers] of Object.entries({ ann: solution, bob: new Map<string, string>(), eve: square })) {
      const folder = join(course, 'submitted', student, 'ps');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'chapter.ipynb'), formatNotebook(answered(release, answers)));
    }
    await nbgrader('autograde', 'ps', '--create');
    const nothing = { 'ch02-double-check': 0, 'ch02-count-check': 0, 'ch02-try-essay': 0 };
    expect(JSON.parse(await inPython(scores))).toEqual({
      ann: { 'ch02-double-check': 2, 'ch02-count-check': 1, 'ch02-try-essay': null },
      bob: nothing,
      eve: nothing,
    });
  }),
  300_000,
);
