import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf } from '../protocol/answers.ts';
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
});
