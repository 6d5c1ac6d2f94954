import { afterAll, beforeAll, expect, test } from 'vitest';
import { Notebook } from './harness.ts';

const notebook = new Notebook(import.meta.dirname);
beforeAll(async () => {
  await notebook.value(`/** How often it happened. */
let count = 0;
/**
 * Adds two numbers.
 * @param a the first
 * @returns their sum
 */
function add(a: number, b = 2): number { return a + b }
class Point { constructor(readonly x: number) {}
  /** Its length. */
  norm(): number { return this.x } }
const point = new Point(1);`);
});
afterAll(() => notebook.language.close());

async function inspect(marked: string) {
  const offset = marked.indexOf('|');
  return notebook.language.inspect(marked.replace('|', ''), offset);
}

test('a variable of an earlier cell shows its type, comment and source', async () => {
  expect(await inspect('co|unt + 1')).toEqual({
    signature: 'let count: number',
    documentation: 'How often it happened.',
    source: '/** How often it happened. */\nlet count = 0;',
  });
});

test('a function shows its signature and its documentation as Markdown', async () => {
  expect(await inspect('add|(1)')).toMatchObject({
    signature: 'add(a: number, b?: number): number',
    documentation: 'Adds two numbers.\n\n- *@param* `a` — the first\n- *@returns* their sum',
    source: expect.stringContaining('return a + b'),
  });
});

test('inside of the parentheses the called function is shown', async () => {
  expect(await inspect('add(|')).toMatchObject({ signature: 'add(a: number, b?: number): number' });
});

test('members and the standard library have documentation', async () => {
  expect(await inspect('point.no|rm()')).toMatchObject({
    signature: 'Point.norm(): number',
    documentation: 'Its length.',
  });
  expect((await inspect('console.lo|g'))?.documentation).toContain('Prints to `stdout`');
});

test('documentation of the libraries is found where it is asked for: of an overload, of what is inherited, inside of a call', async () => {
  const os =
    "import os from 'node:os';\nimport { spawn } from 'node:child_process';\nimport { readFileSync } from 'node:fs';\n";
  const said = async (marked: string) => (await inspect(marked))?.documentation;
  expect(await said(`${os}os.cp|us()`)).toContain('Use `availableParallelism` for this purpose.');
  expect(await said(`${os}readFile|Sync('a', 'utf8')`)).toMatch(/^Synchronously reads|- \*@param\* `path` — /);
  expect(await said(`${os}spawn('a').stdout.o|n('data', () => {})`)).toContain('Adds the `listener` function');
  expect(await said('[1].map(|')).toContain('- *@param* `callbackfn` — A function that accepts up to three');
  expect(await said('Math.P|I')).toBe('Pi. This is the ratio of the circumference of a circle to its diameter.');
  expect(await said('crypto.randomUU|ID()')).toContain(
    'a random [RFC 4122](https://www.rfc-editor.org/rfc/rfc4122.txt)',
  );
  expect(await said("'a'.subs|tr(1)")).toContain('- *@deprecated* A legacy feature');
});

test('a function shows all its overloads, and what carries them out', async () => {
  await notebook.value(`/** Picks. */
function pick(a: string): string;
function pick(a: number): number;
function pick<T>(a: T): T { return a }`);
  expect((await inspect('pick|'))?.source).toBe(`/** Picks. */
function pick(a: string): string;
function pick(a: number): number;
function pick<T>(a: T): T { return a }`);
});

test('a type is described where its name stands alone, whoever declared it', async () => {
  await notebook.value('/** Settings. */\ninterface Settings { verbose: boolean }\ntype Maybe<T> = T | undefined;');
  const described = {
    signature: 'interface Settings',
    documentation: 'Settings.',
    source: '/** Settings. */\ninterface Settings { verbose: boolean }',
  };
  for (const marked of ['Settings|', '|Settings', 'Sett|ings']) expect(await inspect(marked)).toEqual(described);
  expect(await inspect('May|be<string>')).toMatchObject({ signature: 'type Maybe<T> = T | undefined' });
  expect(await inspect('interface Own { a: 1 }\nOwn|')).toMatchObject({ signature: 'interface Own' });
  expect(await inspect('Partial|')).toMatchObject({
    signature: expect.stringMatching(/^type Partial<T>/),
    documentation: 'Make all properties in T optional',
  });
  for (const marked of ['"Settings|"', '// Settings|', 'nobody.Settings|', '/* */ | Settings'])
    expect(await inspect(marked), marked).toBe(undefined);
});

test('a function of Node is a function, not the namespace beside it', async () => {
  const said = async (marked: string) => (await inspect(marked))?.signature;
  for (const marked of [
    "import { readFile| } from 'node:fs'",
    "import fs from 'node:fs'; fs.readFile|",
    'setTimeout|',
  ]) {
    expect(await said(marked), marked).toMatch(/^function (?:readFile|setTimeout)[<(]/);
    expect(await said(marked), marked).not.toContain('namespace');
  }
  await notebook.value('namespace Shapes { export const corners = 4 }');
  expect(await said('Shapes|')).toBe('namespace Shapes');
});

test('what is unknown is not described', async () => {
  expect(await inspect('nobody|')).toBe(undefined);
  expect(await inspect('   |')).toBe(undefined);
});
