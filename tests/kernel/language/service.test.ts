import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Notebook, messages } from './harness.ts';

let directory = '';
let notebook: Notebook;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'language-'));
  const files = {
    'helper.ts':
      'export interface Options { deep: boolean }\nexport function helper(x: number): number { return x * 2 }\n',
    'data.json': '{ "rows": [1, 2, 3], "name": "digits" }',
    'node_modules/only-import/package.json':
      '{ "name": "only-import", "version": "1.0.0", "type": "module", "exports": { ".": { "types": "./main.d.ts", "import": "./main.js" } } }',
    'node_modules/only-import/main.js': 'export const answer = await Promise.resolve(42);\n',
    'node_modules/only-import/main.d.ts':
      'export declare const answer: number;\nexport interface Shape { sides: number }\n',
    'node_modules/untyped/package.json': '{ "name": "untyped", "version": "1.0.0", "main": "main.js" }',
    'node_modules/untyped/main.js': 'module.exports = { five: 5 };\n',
    'package.json': '{ "name": "self", "version": "1.0.0", "type": "module", "exports": { ".": "./self.ts" } }',
    'self.ts': 'export const me = "self" as const;\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
  notebook = new Notebook(directory, 'declare function display(value: unknown): void;\n');
});

afterAll(async () => {
  await notebook.language.close();
  rmSync(directory, { recursive: true });
});

describe('declarations across cells', () => {
  test('a closure sees a later assignment', async () => {
    await notebook.value('let count = 0; const inc = () => ++count');
    expect(await notebook.value('count = 10; inc()')).toBe(11);
    expect(await notebook.value('count')).toBe(11);
  });

  test('an earlier variable can stand as a shorthand property', async () => {
    await notebook.value('const shorthand = 1');
    expect(await notebook.value('({ shorthand })')).toEqual({ shorthand: 1 });
  });

  test('a name can be declared again with another type, also as another kind of declaration', async () => {
    await notebook.value('const again: number = 1');
    await notebook.value('const again: string = "one"');
    expect(await notebook.value('again.toUpperCase()')).toBe('ONE');
    await notebook.value('function again(): boolean { return true }');
    expect(await notebook.value('again()')).toBe(true);
    await notebook.value('class again { kind = "class" }');
    expect(await notebook.value('new again().kind')).toBe('class');
    await notebook.value('let again');
    expect(await notebook.value('again')).toBe(undefined);
  });

  test('instances of a class that was defined again keep their old type', async () => {
    await notebook.value('class P { old = 1 }\nconst p = new P()');
    await notebook.value('class P { young = 2 }\nconst q = new P()');
    expect(await notebook.value('p.old + q.young')).toBe(3);
    expect(messages(await notebook.run('p.young'))).toEqual([
      "TS2339 1:3 Property 'young' does not exist on type 'P'.",
    ]);
    const [message] = messages(await notebook.run('const wrong: P = p'));
    expect(message).toMatch(/type 'P \(of cell-\d+\.ts\)' but required in type 'P \(of cell-\d+\.ts\)'/);
  });

  test('generics, overloads, interfaces, type aliases, enums and namespaces carry over', async () => {
    await notebook.value(`interface Box<T> { value: T }
type Pair<A, B = A> = readonly [A, B];
function box<T>(value: T): Box<T> { return { value } }
function size(x: string): number;
function size(x: number[]): string;
function size(x: string | number[]): number | string { return typeof x === 'string' ? x.length : String(x.length) }
enum Color { Red, Green = 5 }
const enum Flag { On = 1 }
namespace Geometry { export const tau = 6; export interface Point { x: number } }`);
    expect(await notebook.value('const b: Box<number> = box(3); b.value.toFixed(1)')).toBe('3.0');
    expect(await notebook.value('const s: number = size("four"); s')).toBe(4);
    expect(await notebook.value('const t: string = size([1]); t')).toBe('1');
    expect(await notebook.value('const pair: Pair<Color> = [Color.Red, Color.Green]; pair')).toEqual([0, 5]);
    expect(await notebook.value('const point: Geometry.Point = { x: Geometry.tau + Flag.On }; point.x')).toBe(7);
    const [message] = messages(await notebook.run('size(3)'));
    expect(message).toMatch(/^TS2769 1:6 No overload matches/);
  });

  test('an enum that is declared again has only its new members', async () => {
    await notebook.value('enum Level { Low, High }');
    await notebook.value('enum Level { Only = 7 }');
    expect(await notebook.value('Object.keys(Level)')).toEqual(['7', 'Only']);
  });

  test('a type and a value of one name may come from two cells', async () => {
    await notebook.value('const User = { parse: (name: string) => ({ name }) }');
    await notebook.value('type User = ReturnType<typeof User.parse>');
    expect(await notebook.value('const user: User = User.parse("Ada"); user.name')).toBe('Ada');
    await notebook.value('const User = { parse: (name: string) => ({ name: name + "!" }) }');
    expect(await notebook.value('const user2: User = User.parse("Ada"); user2.name')).toBe('Ada!');
  });

  test('constants cannot be assigned to, variables can', async () => {
    await notebook.value('const fixed = 1; let free: string | undefined');
    expect(await notebook.value('free = "x"; free.length')).toBe(1);
    expect(messages(await notebook.run('fixed = 2'))).toEqual([
      "TS2588 1:1 Cannot assign to 'fixed' because it is a constant.",
    ]);
  });

  test('declare global reaches all later cells', async () => {
    await notebook.value(
      'declare global { interface Array<T> { second(): T | undefined } }\nArray.prototype.second = function () { return this[1] };',
    );
    expect(await notebook.value('[1, 2].second()')).toBe(2);
  });

  test('a private-looking or anonymous class does not stop the cells that use its instances', async () => {
    await notebook.value(
      'const Anonymous = class { #secret = 1; private hidden = 2; show() { return this.#secret + this.hidden } }',
    );
    expect(await notebook.value('const made = new Anonymous(); made.show()')).toBe(3);
    expect(await notebook.value('made.show() + 1')).toBe(4);
  });
});

describe('failing cells', () => {
  test('a failed cell keeps what it declared before it failed, and leaves the rest as it was', async () => {
    await notebook.value('const kept = "before"; const late = "old"');
    const failed = await notebook.run('const kept = 1;\nthrow new Error("stop");\nconst late = 2;');
    expect(failed.error).toBeInstanceOf(Error);
    expect(await notebook.value('kept + 1')).toBe(2);
    expect(await notebook.value('late.toUpperCase()')).toBe('OLD');
  });

  test('the same in a cell with await', async () => {
    await notebook.run('const first = await 1;\nfunction hoisted() { return first }\nthrow 1;\nconst unreached = 2;');
    expect(await notebook.value('hoisted() + first')).toBe(2);
    expect(messages(await notebook.run('unreached'))).toEqual(["TS2304 1:1 Cannot find name 'unreached'."]);
  });

  test('a cell that is not committed leaves no trace', async () => {
    await notebook.language.compile('const ghost = 1', { name: 'ghost.ts', check: 'error' });
    expect(messages(await notebook.run('ghost'))).toEqual(["TS2304 1:1 Cannot find name 'ghost'."]);
  });

  test('a name that was never compiled cannot be committed', async () => {
    await expect(notebook.language.commit('nowhere.ts', [])).rejects.toThrow('Cannot commit nowhere.ts');
  });
});

describe('checking', () => {
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
    expect(messages(cell)).toEqual(['TS1134 1:9 Variable declaration expected.']);
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
});

describe('modules', () => {
  test('a local file is imported with its types, and used by a later cell', async () => {
    const cell = await notebook.run(
      "import { helper, type Options } from './helper.ts';\nconst options: Options = { deep: true };",
    );
    expect(messages(cell)).toEqual([]);
    expect(cell.declares).toEqual(['helper', 'options']);
    expect(await notebook.value('helper(options.deep ? 4 : 0)')).toBe(8);
    expect(messages(await notebook.run('helper("4")'))[0]).toMatch(/^TS2345 1:8/);
  });

  test('an edited local file is seen by the next cell', async () => {
    writeFileSync(path.join(directory, 'edited.ts'), 'export const version = 1;\n');
    expect((await notebook.run("import { version } from './edited.ts'")).diagnostics).toEqual([]);
    writeFileSync(path.join(directory, 'edited.ts'), 'export const version = 2;\nexport const added = true;\n');
    expect((await notebook.run("import { added } from './edited.ts'; added")).diagnostics).toEqual([]);
  });

  test('a package that is ESM only is found with its types; imported types vanish', async () => {
    const cell = await notebook.language.compile(
      "import { answer, Shape } from 'only-import';\nconst square: Shape = { sides: 4 }; answer.toFixed()",
      {
        name: 'esm.ts',
        check: 'error',
      },
    );
    expect(messages(cell)).toEqual([]);
    expect(cell.declares).toEqual(['answer', 'square']);
    expect(cell.isAsync).toBe(true);
    expect(messages(await notebook.run("import { answer } from 'only-import'; answer.length"))[0]).toMatch(/^TS2339/);
  });

  test('a package without types is any, a missing one is an error', async () => {
    expect(await notebook.value("import untyped from 'untyped'; untyped.five + 1")).toBe(6);
    expect(messages(await notebook.run("import x from 'not-installed'"))[0]).toMatch(/^TS2307 1:15 Cannot find module/);
  });

  test('the package around the notebook can be imported by its name', async () => {
    const cell = await notebook.language.compile("import { me } from 'self'; const own: 'self' = me;", {
      name: 'self',
      check: 'error',
    });
    expect(messages(cell)).toEqual([]);
  });

  test('JSON is imported with its types and its properties', async () => {
    expect(
      await notebook.value("import data, { name } from './data.json';\n[data.rows.length.toFixed(), name]"),
    ).toEqual(['3', 'digits']);
    expect(await notebook.value("(await import('./data.json')).default.rows.length")).toBe(3);
  });

  test('default, namespace and side-effect imports of Node modules work, also unused ones later', async () => {
    await notebook.value(
      "import fs, { existsSync } from 'node:fs';\nimport * as os from 'node:os';\nimport 'node:path';",
    );
    expect(await notebook.value('fs.existsSync === existsSync && os.EOL.length > 0')).toBe(true);
  });

  test('import.meta tells where the notebook is', async () => {
    expect(await notebook.value('[import.meta.dirname, import.meta.url.startsWith("file:")]')).toEqual([
      directory,
      true,
    ]);
  });
});

test('three hundred cells leave nothing behind in answers', async () => {
  const before = (await notebook.language.compile('1 + 1', { name: 'small', check: 'error' })).javascript;
  await notebook.value('const grown0 = 0');
  for (let n = 1; n <= 300; n += 1) await notebook.value(`const grown${n} = grown${n - 1} + 1`);
  expect(await notebook.value('grown300')).toBe(300);
  const cell = await notebook.language.compile('1 + 1', { name: 'small', check: 'error' });
  expect(cell.javascript).toBe(before);
  expect(cell.diagnostics).toEqual([]);
});

test('after a reset earlier names are unknown', async () => {
  await notebook.value('const forgotten = 1');
  await notebook.language.reset();
  expect(messages(await notebook.run('forgotten'))).toEqual(["TS2304 1:1 Cannot find name 'forgotten'."]);
});
