import { afterAll, beforeAll, expect, test } from 'vitest';
import { Notebook } from './harness.ts';

const notebook = new Notebook(
  import.meta.dirname,
  'declare function display(value: unknown): void;\ndeclare const __tslate: object;\n',
);
beforeAll(async () => {
  await notebook.value(`let counter = 0;
function addAll(first: number, ...rest: number[]): number { return first }
class Counter { value = 1; private hidden = 2; bump(by: number): number { return by } }
const box: Counter | undefined = Math.random() > 2 ? undefined : new Counter();
const options = (given: { learningRate: number; epochs?: number }) => given;
interface Countable { size: number }`);
});
afterAll(() => notebook.language.close());

/** Completions where `|` stands. */
async function completions(marked: string) {
  const offset = marked.indexOf('|');
  return notebook.language.complete(marked.replace('|', ''), offset);
}
const texts = async (marked: string) => (await completions(marked)).items.map(({ text }) => text);

test('members come with kind and signature', async () => {
  expect(await completions('new Counter().|')).toEqual({
    start: 14,
    end: 14,
    items: [
      { text: 'bump', kind: 'method', signature: '(by: number): number' },
      { text: 'value', kind: 'property', signature: 'number' },
    ],
  });
  expect(await texts('[1, 2].ma|')).toEqual(['map']);
});

test('the typed beginning is replaced, whatever stands before it', async () => {
  expect(await completions("const s = '😀😀'; s.toUpp|")).toMatchObject({
    start: 20,
    end: 25,
    items: [{ text: 'toUpperCase' }],
  });
  expect(await completions('addA|')).toEqual({
    start: 0,
    end: 4,
    items: [{ text: 'addAll', kind: 'function', signature: '(first: number, ...rest: number[]): number' }],
  });
});

test('names of the cell and of earlier cells come before the rest of the world', async () => {
  const found = await texts('const countHere = 1;\ncoun|');
  expect(found.slice(0, 2).sort()).toEqual(['countHere', 'counter']);
  expect(found).toContain('CountQueuingStrategy');
  expect((await texts('let x: Count|')).slice(0, 2).sort()).toEqual(['Countable', 'Counter']);
});

test('keys of an expected object are known', async () => {
  expect(await texts('options({ | })')).toEqual(['learningRate', 'epochs']);
  expect(await texts('options({ lear|')).toEqual(['learningRate']);
});

test('members of what may be undefined are reached with ?.', async () => {
  expect(await completions('box.bu|')).toMatchObject({ start: 3, end: 6, items: [{ text: '?.bump' }] });
});

test('modules and their exports are completed', async () => {
  expect(await completions("import fs from 'node:fs/pro|'")).toMatchObject({
    items: [{ text: expect.stringMatching(/promises$/) }],
  });
  expect(await texts("import { readFileS| } from 'node:fs'")).toEqual(['readFileSync']);
  expect(await texts("import { x } from './harn|'")).toEqual(['harness']);
});

test('the private names of the kernel are not offered', async () => {
  const found = await texts('__|');
  expect(found.filter((name) => /tslate|cell|ambient/.test(name))).toEqual([]);
  expect(await texts("import x from './__|'")).toEqual([]);
  expect(await texts('disp|')).toContain('display');
});

test('what is a word of TypeScript and a variable is offered once, as the variable', async () => {
  await notebook.value('const model = 1');
  for (const marked of ['mod|', '`${mod|', 'typeof mod|', 'let x: typeof mod|'])
    expect(await texts(marked), marked).toEqual(['model', 'module']);
  expect((await completions('modul|')).items).toMatchObject([{ text: 'module', kind: 'variable' }]);
  expect((await completions('const type = 1;\ntyp|')).items[0]).toMatchObject({ text: 'type', kind: 'variable' });
  const all = await texts('|');
  expect(all.length).toBe(new Set(all).size);
});

test('names of very many earlier cells are all offered', async () => {
  for (let n = 0; n < 40; n += 1) await notebook.value(`const many${n} = ${n}`);
  expect((await texts('many|')).length).toBe(40);
});
