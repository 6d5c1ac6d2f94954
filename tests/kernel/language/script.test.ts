import { afterAll, expect, test } from 'vitest';
import { Notebook } from './harness.ts';

const notebook = new Notebook(import.meta.dirname);
afterAll(() => notebook.language.close());

/** Where the error of a cell was thrown, as `line`. */
async function lineOfError(code: string): Promise<number> {
  const { name, error } = await notebook.run(code);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return Number(new RegExp(`${name}:(\\d+)`).exec(stack)?.[1]);
}

test('the last expression is the result, unless a semicolon follows it', async () => {
  expect(await notebook.run('1 + 1')).toMatchObject({ hasResult: true, isAsync: false, value: 2 });
  expect(await notebook.run('1 + 1;')).toMatchObject({ hasResult: false, value: undefined });
  expect(await notebook.run('1 + 1 // a comment;')).toMatchObject({ hasResult: true, value: 2 });
  expect(await notebook.run('const a = 1')).toMatchObject({ hasResult: false });
  expect(await notebook.run('function f() {}')).toMatchObject({ hasResult: false });
  expect(await notebook.run('if (true) { 1 }')).toMatchObject({ hasResult: false });
  expect(await notebook.run('"text"')).toMatchObject({ hasResult: true, value: 'text' });
  expect(await notebook.run('')).toMatchObject({ hasResult: false, diagnostics: [] });
  expect(await notebook.run('// only a comment')).toMatchObject({ hasResult: false, diagnostics: [] });
});

test('the last expression is the result behind magics, not before them', async () => {
  const hasResult = async (code: string) =>
    (await notebook.language.compile(code, { name: 'magic', check: 'error' })).hasResult;
  for (const code of ['!echo a\n5', '%who\n5', "%sh echo q\n'res'", '!echo a\n[1, 2]', 'let a5 = 1\n!echo hi\na5'])
    expect(await hasResult(code), code).toBe(true);
  expect(await hasResult('let a6 = 1\n!echo hi\n[a6]')).toBe(true);
  expect(await hasResult('await null\n!echo b\n7')).toBe(true);
  expect(await hasResult('5\n!echo a')).toBe(false);
});

test('an object literal alone is an object, a block with statements is a block', async () => {
  expect(await notebook.value('{ a: 1 }')).toEqual({ a: 1 });
  expect(await notebook.value('const n = 2\n{ a: 1, b: [n] } // end')).toEqual({ a: 1, b: [2] });
  expect(await notebook.value('({ a: 1 })')).toEqual({ a: 1 });
  expect(await notebook.value('{ let inner = 1; inner += 1 }')).toBe(undefined);
  const wrong = await notebook.run('{ a: 1, b: missing }');
  expect(wrong.diagnostics[0]).toMatchObject({ line: 1, column: 12, length: 7 });
});

test('await at the top level makes the cell asynchronous; its names stay global', async () => {
  const cell = await notebook.run(
    'const { a, b: [c, ...d], ...rest } = await Promise.resolve({ a: 1, b: [2, 3], e: 4 });\nlet later;\nvar z = 5, y;\na + c',
  );
  expect(cell).toMatchObject({
    isAsync: true,
    hasResult: true,
    value: 3,
    declares: ['a', 'c', 'd', 'rest', 'later', 'z', 'y'],
  });
  expect(await notebook.value('[d, rest, later, z, y]')).toEqual([[3], { e: 4 }, undefined, 5, undefined]);
  expect(
    await notebook.value(
      'const [p = 7, { q } = { q: 8 }] = await Promise.resolve<[number?, { q: number }?]>([]); p + q',
    ),
  ).toBe(15);
});

test('for await and var in loops work at the top level', async () => {
  expect(
    await notebook.value(`async function* numbers() { yield 1; yield 2 }
const seen: number[] = [];
for await (const number of numbers()) seen.push(number);
for (var index = 0; index < 3; index++) seen.push(index);
for (var key in { k: 1 }) seen.push(key.length);
for (var [item] of [[9]]) { var doubled = item * 2 }
seen`),
  ).toEqual([1, 2, 0, 1, 2, 1]);
  expect(await notebook.value('[index, key, item, doubled]')).toEqual([3, 'k', 9, 18]);
});

test('functions hoist, also in asynchronous cells and between their statements', async () => {
  expect(await notebook.value('early();\nfunction early() { return 1 }\nearly()')).toBe(1);
  const cell = await notebook.run(
    'const first = before() + (await 1);\nfunction before() { return 1 }\nconst second = first + after();\nfunction after() { return 10 }\nsecond',
  );
  expect(cell.value).toBe(12);
  await notebook.value('function before() { return 100 }');
  expect(await notebook.value('before() + after()')).toBe(110);
});

test('an error between functions of an asynchronous cell stops it there', async () => {
  const cell = await notebook.run(
    'const one = await 1;\nthrow new Error("stop");\nfunction middle() {}\nconst two = 2;',
  );
  expect(cell.error).toMatchObject({ message: 'stop' });
  expect(notebook.runtime.reached).toBe(2);
});

test('exports are tolerated', async () => {
  await notebook.value(
    'export const exported = 1;\nexport function shout() { return "!" }\nexport class Kept {}\nconst plain = 2;\nexport { plain };\nexport type T = number;',
  );
  expect(await notebook.value('const t: T = exported; [t, shout(), new Kept() instanceof Kept, plain]')).toEqual([
    1,
    '!',
    true,
    2,
  ]);
  expect(await notebook.value('export default 5')).toBe(undefined);
  expect(await notebook.value('export default function named() { return 6 }\nnamed()')).toBe(6);
});

test('standard decorators, accessors and using run on every Node', async () => {
  expect(
    await notebook.value(`function logged<T extends (...args: never[]) => unknown>(value: T, context: ClassMethodDecoratorContext) {
  calls.push(String(context.name));
  return value;
}
const calls: string[] = [];
class Service {
  accessor size = 1;
  @logged
  run() { return calls.length }
}
new Service().run() + new Service().size`),
  ).toBe(2);
  expect(
    await notebook.value(`const events: string[] = [];
function open(name: string) { return { name, [Symbol.dispose]() { events.push('close ' + name) } } }
using file = open('a');
events.push('use ' + file.name);
events.length`),
  ).toBe(1);
  expect(await notebook.value('events')).toEqual(['use a', 'close a']);
  expect(
    await notebook.value(`const closed: number[] = [];
{
  await using handle = { async [Symbol.asyncDispose]() { closed.push(await 1) } };
}
closed`),
  ).toEqual([1]);
});

test('satisfies, enums in asynchronous cells and JSX compile', async () => {
  expect(
    await notebook.value(
      'await 1;\nenum Step { One = 1, Two }\nnamespace Space { export const x = Step.Two }\n(Space.x satisfies number)',
    ),
  ).toBe(2);
  const jsx = await notebook.language.compile('const element = <b>bold</b>;', { name: 'jsx', check: 'off' });
  expect(jsx.javascript).toContain('__tslate.import("react/jsx-runtime")');
  expect(await notebook.value('const identity = <T,>(x: T) => x; identity(<number>1)')).toBe(1);
});

test('every loop begins with the guard, and is stopped by it', async () => {
  const loops = [
    'while (true) {}',
    'do ; while (true)',
    'for (;;);',
    'for (const x of [1]) {}',
    'for (const k in { a: 1 }) k',
  ];
  for (const loop of loops) {
    notebook.runtime.flag[0] = 1;
    expect((await notebook.run(loop)).error).toMatchObject({ message: 'interrupted' });
    expect((await notebook.run(`await 1; (() => { ${loop} })()`)).error).toMatchObject({ message: 'interrupted' });
    notebook.runtime.flag[0] = 0;
  }
  expect(await notebook.value('outer: for (const x of [1, 2]) { for (;;) continue outer }\n1')).toBe(1);
});

test('errors have the line of the cell, whatever the compiler moved or left out', async () => {
  expect(await lineOfError('throw new Error()')).toBe(1);
  expect(await lineOfError('// a comment\n\n/* another\n one */\nthrow new Error()')).toBe(5);
  expect(await lineOfError('interface A {\n  x: number;\n}\ntype B = {\n  y: A\n};\nthrow new Error()')).toBe(7);
  expect(
    await lineOfError('const text = `one\ntwo ${`three\n`} four`;\nconst tail = "x";\nthrow new Error(text)'),
  ).toBe(5);
  expect(
    await lineOfError(
      "import fs from 'node:fs';\nimport {\n  join,\n  resolve,\n} from 'node:path';\n\nthrow new Error()",
    ),
  ).toBe(7);
  expect(
    await lineOfError('await 1;\nfunction f() {\n  const a = 1;\n\n  throw new Error();\n}\nconst b = 1;\nf();'),
  ).toBe(5);
  expect(
    await lineOfError(
      'const add = (\n  a: number,\n  b: number,\n): number =>\n  a + b;\nadd(1,\n  (() => { throw new Error() })());',
    ),
  ).toBe(7);
  expect(
    await lineOfError(
      'enum E {\n  A,\n  B\n}\nclass C<\n  T\n> {\n  m() {\n    throw new Error();\n  }\n}\nnew C<E>().m()',
    ),
  ).toBe(9);
  expect(await lineOfError('const x = 1;\nthrow new Error();\nimport fs from "node:fs";')).toBe(2);
  expect(
    await lineOfError(
      'function d(v: unknown, c: ClassMethodDecoratorContext) {}\n\nclass D {\n  a() { return 1 }\n  b() {\n    throw new Error();\n  }\n  @d\n  c() {}\n}\nnew D().b()',
    ),
  ).toBe(6);
  expect(await lineOfError('using r = { [Symbol.dispose]() {} };\n\nconst q = 1;\nthrow new Error()')).toBe(4);
  expect(
    await lineOfError(
      'if (false) {\n  // nothing\n}\nreturnsLate();\nfunction returnsLate() {\n  return [1].map(\n    () => { throw new Error() },\n  );\n}',
    ),
  ).toBe(7);
});

test('the source map leads from the script to columns of the cell', async () => {
  const { SourceMap } = await import('node:module');
  const code = 'let before = 1; const value = before as number; value.toFixed()';
  const cell = await notebook.language.compile(code, { name: 'columns.ts', check: 'error' });
  const map = new SourceMap(JSON.parse(cell.sourceMap));
  const entry = map.findEntry(0, cell.javascript.indexOf('value.toFixed'));
  expect(entry).toMatchObject({
    originalLine: 0,
    originalColumn: code.indexOf('value.toFixed'),
    originalSource: 'columns.ts',
  });
});

test('imports are in order of their places, before the code that uses them', async () => {
  expect(await notebook.value("const joined = join('a', 'b');\nimport { join } from 'node:path';\njoined")).toBe('a/b');
});

test('dynamic imports and their attributes go through the executor', async () => {
  const cell = await notebook.language.compile(
    "const m = import('./x.json');\nimport y from './y.json';\nimport z from './z' with { kind: 'k' };",
    {
      name: 'imports',
      check: 'off',
    },
  );
  expect(cell.javascript).toContain('__tslate.import(\'./x.json\', { with: { type: "json" } })');
  expect(cell.javascript).toContain('await __tslate.import(\'./y.json\', { with: { type: "json" } })');
  expect(cell.javascript).toContain("await __tslate.import('./z', { with: { kind: 'k' } })");
});
