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

test('what is unknown is not described', async () => {
  expect(await inspect('nobody|')).toBe(undefined);
  expect(await inspect('   |')).toBe(undefined);
});
