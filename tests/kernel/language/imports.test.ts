import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  expect(await notebook.value("import data, { name } from './data.json';\n[data.rows.length.toFixed(), name]")).toEqual(
    ['3', 'digits'],
  );
  expect(await notebook.value("(await import('./data.json')).default.rows.length")).toBe(3);
});

test('default, namespace and side-effect imports of Node modules work, also unused ones later', async () => {
  await notebook.value(
    "import fs, { existsSync } from 'node:fs';\nimport * as os from 'node:os';\nimport 'node:path';",
  );
  expect(await notebook.value('fs.existsSync === existsSync && os.EOL.length > 0')).toBe(true);
});

test('import.meta tells where the notebook is', async () => {
  expect(await notebook.value('[import.meta.dirname, import.meta.url.startsWith("file:")]')).toEqual([directory, true]);
});
