import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, streamOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-test-')));
beforeAll(async () => {
  kernel = await startTestKernel(directory);
});
afterAll(() => kernel.stop());

describe('cells', () => {
  test('that throw show the place in the cell, also behind erased types', async () => {
    const { traceback, ename } = errorOf(
      await kernel.execute(
        'type T = { b: number }\nfunction get(a: T | undefined): number {\n  return (a as T).b\n}\nget(undefined)',
      ),
    );
    expect(ename).toBe('TypeError');
    expect(traceback).toContain('> 3 |   return (a as T).b\n    |                   ^');
    expect(traceback).toMatch(/at get \(cell \[\d+\], line 3, column 19\)\n {4}at cell \[\d+\], line 5, column 1$/);
  });

  test('that throw behind an await show their own places only', async () => {
    const { traceback } = errorOf(
      await kernel.execute('await null\nconst gone: null[] = []\nawait Promise.reject(new Error("no"))'),
    );
    expect(traceback.match(/ {4}at .*/g)).toEqual([expect.stringMatching(/at cell \[\d+\], line 3, column 22$/)]);
  });

  test('that print a stack show the places in the cell, as in a traceback', async () => {
    const code =
      'const wide = (n: number, o: Record<string, number>): void => { console.log(new Error("here").stack) }; wide(1, {})';
    const { stdout } = await kernel.execute(code);
    expect(stdout.match(/1:\d+\)?$/gm)).toEqual([
      ...[`1:${code.indexOf('new Error') + 1})`, `1:${code.indexOf('wide(1') + 1}`],
    ]);
  });

  test('that fail in a local TypeScript file show its code and theirs', async () => {
    writeFileSync(
      join(directory, 'fails.ts'),
      'type T = 1;\nexport const fail = (n: T): T => {\n  throw new Error(String(n));\n};',
    );
    const { traceback } = errorOf(await kernel.execute("import { fail } from './fails.ts'\nfail(1)"));
    expect(traceback).toContain('fails.ts, line 3:\n');
    expect(traceback).toContain('> 3 |   throw new Error(String(n));\n    |         ^');
    expect(traceback).toContain('> 2 | fail(1)\n    | ^');
  });

  test('that import a local TypeScript file with a mistake in its types do not run, and show its code', async () => {
    writeFileSync(join(directory, 'mistaken.ts'), "export const one = 1;\nexport const two: number = 'two';\n");
    const code = "import { one } from './mistaken.ts'\nconsole.log(one)";
    const { ename, evalue, traceback } = errorOf(await kernel.execute(code));
    expect(ename).toBe('TypeScriptError');
    expect(evalue).toBe("mistaken.ts, line 2, column 14: Type 'string' is not assignable to type 'number'.");
    expect(traceback).toContain('TypeScript found an error in mistaken.ts, which it imports\n');
    expect(traceback).toContain("> 2 | export const two: number = 'two';\n    |              ^^^\n");
    expect(traceback).toContain('%types warn');
    const warned = await kernel.execute(`%types warn\n${code}`);
    expect(warned.stdout).toBe('1\n');
    expect(streamOf(warned, 'stderr')).toContain("warning: mistaken.ts, line 2, column 14: Type 'string'");
    await kernel.execute('%types error');
  });

  test('that import a local TypeScript file with a syntax error show its code, known before it runs or not', async () => {
    writeFileSync(join(directory, 'broken.ts'), 'export const one = 1;\nexport const two = (;\n');
    const frame = '> 2 | export const two = (;\n    |                     ^';
    const known = errorOf(await kernel.execute("import { one } from './broken.ts'\none"));
    expect(known).toMatchObject({ ename: 'SyntaxError', evalue: 'broken.ts, line 2, column 21: Expression expected.' });
    expect(known.traceback).toContain(`in broken.ts, which it imports\nbroken.ts, line 2, column 21: `);
    expect(known.traceback).toContain(frame);
    const asked = errorOf(await kernel.execute("const file = './broken.ts'\nawait import(file)"));
    expect(asked.ename).toBe('SyntaxError');
    expect(asked.traceback).toContain(`broken.ts, line 2:\n  1 | export const one = 1;\n${frame}`);
    expect(asked.traceback).toMatch(/at broken\.ts, line 2, column 21\n {4}at cell \[\d+\], line 2, column/);
  });
});
