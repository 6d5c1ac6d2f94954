import { afterAll, expect, test } from 'vitest';
import { Notebook, messages } from './harness.ts';

const notebook = new Notebook(import.meta.dirname, 'declare function display(value: unknown): void;\n');
afterAll(() => notebook.language.close());

test('a type error stops the cell at its line and column', async () => {
  const cell = await notebook.run('const fine = 1;\n\n  const wrong: number = "text";');
  expect(cell.javascript).toBe('');
  expect(cell.diagnostics).toEqual([
    {
      severity: 'error',
      code: 'TS2322',
      message: "Type 'string' is not assignable to type 'number'.",
      line: 3,
      column: 9,
      length: 5,
    },
  ]);
});

test('with warn the cell runs and says what is wrong; with off nothing is looked for', async () => {
  const warned = await notebook.run('const loose: number = "text"; loose', 'warn');
  expect(warned.diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
  expect(warned.value).toBe('text');
  const off = await notebook.run('const looser: number = "text"; looser', 'off');
  expect(off.diagnostics).toEqual([]);
  expect(off.value).toBe('text');
  expect((await notebook.run('// @ts-nocheck\nconst loosest: number = "text"; loosest')).value).toBe('text');
});

test('syntax errors always stop', async () => {
  const cell = await notebook.run('const = 1', 'off');
  expect(cell.javascript).toBe('');
  expect(messages(cell)).toEqual(['TS1134 1:7 Variable declaration expected.']);
});

test('strict rules hold, unused names are no errors, and ts-expect-error works', async () => {
  expect(messages(await notebook.run('let maybe = [1].find(Boolean);\nmaybe.toFixed()'))).toEqual([
    "TS18048 2:1 'maybe' is possibly 'undefined'.",
  ]);
  expect(await notebook.value('function unused(a: number) { const b = 1; }\n1')).toBe(1);
  expect(await notebook.value('// @ts-expect-error on purpose\nconst expected: number = "s";\nexpected')).toBe('s');
  expect(messages(await notebook.run('// @ts-expect-error\nconst nothingWrong = 1;'))[0]).toMatch(/^TS2578/);
});

test('Node and the newest standard library are known, the DOM is not', async () => {
  expect(await notebook.value('Buffer.from("a").length + [3, 1].toSorted().length')).toBe(3);
  expect(messages(await notebook.run('document'))[0]).toContain("Cannot find name 'document'");
});

test('the kernel can provide ambient names', async () => {
  expect((await notebook.run('const show: (value: unknown) => void = display;')).diagnostics).toEqual([]);
});

test('a misspelt name of an earlier cell is recognised', async () => {
  await notebook.value('const learningRate = 0.1');
  expect(messages(await notebook.run('learningrate * 2'))).toEqual([
    "TS2304 1:1 Cannot find name 'learningrate'. Did you mean 'learningRate'?",
  ]);
});

test('a sentence that a library puts into a type comes first, whole', async () => {
  await notebook.value(
    'declare function layer(x: "dense: expects one vector per sample, got 26×26×32; put flatten() before it"): void;',
  );
  const [message] = messages(await notebook.run('if (false) layer(1 as number)'));
  expect(message).toMatch(
    /^TS2345 1:18 dense: expects one vector per sample, got 26×26×32; put flatten\(\) before it\nArgument of type 'number'/,
  );
});

test.each([
  ['function f() {', "TS1005 1:15 '}' expected."],
  ['if (true) {\n  1', "TS1005 2:4 '}' expected."],
  ['`open\nstill open', 'TS1160 2:11 Unterminated template literal.'],
  ['1 /* open', "TS1010 1:10 '*/' expected."],
  ['let x = {', "TS1005 1:10 '}' expected."],
  ['const o = { a: 1,', "TS1005 1:18 '}' expected."],
  ['[1, 2', "TS1005 1:6 ']' expected."],
  ['foo(1', "TS1005 1:6 ')' expected."],
  ['function f(', "TS1005 1:12 ')' expected."],
  ['class {', "TS1005 1:8 '}' expected."],
  ['const n = 1;\n{ a: n }\nfoo(1', "TS1005 3:6 ')' expected."],
  ['if (true)', 'TS1109 1:10 Expression expected.'],
  ['label:', 'TS1109 1:7 Expression expected.'],
  ['@decorator', 'TS1146 1:11 Declaration expected.'],
])('what is never closed is reported at the end of the cell: %j', async (code, message) => {
  const cell = await notebook.run(code);
  expect(cell.javascript).toBe('');
  expect(messages(cell)).toEqual([message]);
});

test.each([
  [
    "import x from 'not-installed/sub'",
    'If the package is not installed yet, run in a cell of its own: %npm install not-installed',
  ],
  [
    "import '@scope/none/sub'",
    'If the package is not installed yet, run in a cell of its own: %npm install @scope/none',
  ],
  ["await import('./nowhere.ts')", "Paths start from the notebook's folder."],
  ["import 'node:nothing'", 'Node has no such built-in module.'],
])('a missing module is answered with what to do: %j', async (code, advice) => {
  const specifier = /'(.*)'/.exec(code)?.[1];
  const [diagnostic] = (await notebook.run(code)).diagnostics;
  expect(diagnostic?.message).toBe(`Cannot find module '${specifier}'. ${advice}`);
});

test.each([
  ['document.title', 'document', "Cells run in Node, where web pages' names are missing."],
  ['window', 'window', "Cells run in Node, where web pages' names are missing."],
  ['alert(1)', 'alert', "Cells run in Node, where web pages' names are missing."],
  ['localStorage.length', 'localStorage', "Cells run in Node, where web pages' names are missing."],
  ['let page: HTMLDivElement', 'HTMLDivElement', "Cells run in Node, where web pages' names are missing."],
  ["Bun.file('x')", 'Bun', 'Cells run in Node, not in Bun.'],
  ["$('p')", '$', 'jQuery works on web pages; cells run in Node.'],
  ["jQuery('p')", 'jQuery', 'jQuery works on web pages; cells run in Node.'],
  ["describe('a', () => {})", 'describe', "Node has it in a module: import { describe } from 'node:test'"],
  ['jest.fn()', 'jest', 'It belongs to a test framework and must be imported from there.'],
])(
  "a name from elsewhere is answered with where cells run, not with the compiler's settings: %s",
  async (code, name, reason) => {
    const [diagnostic] = (await notebook.run(code)).diagnostics;
    expect(diagnostic?.message).toBe(`Cannot find name '${name}'. ${reason}`);
  },
);
