import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startHarness } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

let written = 0;

/** Writes a file with a time of its own, so that an edit within the same millisecond counts as one. */
function write(name: string, text: string): void {
  const file = join(harness.directory, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  written += 1;
  utimesSync(file, 1_700_000_000 + written, 1_700_000_000 + written);
}

async function imported(specifier: string, expression: string): Promise<unknown> {
  const { outcome } = await harness.run(`__tslate.import(${JSON.stringify(specifier)}).then((m) => ${expression})`, {
    isAsync: true,
  });
  return outcome.status === 'ok' ? outcome.result?.data['text/plain'] : outcome;
}

describe('an import in a cell', () => {
  test('takes built-in modules', async () => {
    expect(await imported('node:path', "m.join('a', 'b')")).toBe("'a/b'");
  });

  test('takes packages from the notebook’s folder, ESM with top-level await and an import condition only', async () => {
    write(
      'node_modules/esm-only/package.json',
      '{"name":"esm-only","type":"module","exports":{".":{"import":"./i.js"}}}',
    );
    write('node_modules/esm-only/i.js', 'export const value = await Promise.resolve(7); export default "d";');
    expect(await imported('esm-only', '[m.value, m.default]')).toBe("[ 7, 'd' ]");
  });

  test('takes all names of a CommonJS package, and its real default', async () => {
    write('node_modules/cjs/package.json', '{"name":"cjs","main":"i.js"}');
    write('node_modules/cjs/i.js', 'const names = ["a", "b"]; for (const n of names) exports[n] = n + "!";');
    expect(await imported('cjs', '[m.a, m.b, m.default.a]')).toBe("[ 'a!', 'b!', 'a!' ]");
    write('node_modules/compiled/package.json', '{"name":"compiled","main":"i.js"}');
    write(
      'node_modules/compiled/i.js',
      'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = 5;',
    );
    expect(await imported('compiled', 'm.default')).toBe('5');
  });

  test('takes JSON', async () => {
    write('data.json', '{"a": [1, 2]}');
    expect(await imported('./data.json', 'm.default.a')).toBe('[ 1, 2 ]');
  });

  test('takes local TypeScript with its own imports, and anew after an edit', async () => {
    write('inner.ts', 'export let count: number = 1; export const bump = (): void => void count++;');
    write(
      'helper.ts',
      "import { count, bump } from './inner';\nexport const read = (): number => count;\nexport { bump };",
    );
    expect(await imported('./helper', '(m.bump(), m.read())')).toBe('2');
    expect(await imported('./helper.ts', 'm.read()')).toBe('2');
    write('inner.ts', 'export let count: number = 100; export const bump = (): void => void count++;');
    expect(await imported('./helper', 'm.read()')).toBe('100');
  });

  test('takes local TypeScript with enums, top-level await, import.meta and cycles', async () => {
    write(
      'a.ts',
      "import { b } from './b.ts'; export enum E { X = 3 }; export const late: number = await Promise.resolve(4); export const a = () => b() + 1;",
    );
    write(
      'b.ts',
      "import * as A from './a.ts'; export const b = (): number => A.E.X; export const here = import.meta.url;",
    );
    expect(await imported('./a.ts', '[m.a(), m.late]')).toBe('[ 4, 4 ]');
    expect(await imported('./b.ts', 'm.here.startsWith("file:")')).toBe('true');
  });

  test('takes local TypeScript anew after an edit of what it imports, whoever imported that first or since', async () => {
    write('shared.ts', 'export const shared = 1;');
    expect(await imported('./shared', 'm.shared')).toBe('1');
    write('shared.ts', 'export const shared = 2;');
    write('user.ts', "import { shared } from './shared';\nexport const used = shared;");
    expect(await imported('./user', 'm.used')).toBe('2');
    write('shared.ts', 'export const shared = 3;');
    expect(await imported('./shared', 'm.shared')).toBe('3');
    expect(await imported('./user', 'm.used')).toBe('3');
  });

  test('takes local TypeScript anew after an edit of JSON or JavaScript that it imports', async () => {
    write('given.json', '\uFEFF{ "n": 1 }');
    write('plain.js', 'export const n = 1;');
    write(
      'sum.ts',
      "import given from './given.json';\nimport { n } from './plain.js';\nexport const sum = given.n + n;",
    );
    expect(await imported('./sum', 'm.sum')).toBe('2');
    write('given.json', '{ "n": 10 }');
    expect(await imported('./sum', 'm.sum')).toBe('11');
    write('plain.js', 'export const n = 20;');
    expect(await imported('./sum', 'm.sum')).toBe('30');
  });

  test('takes local TypeScript without imports and exports', async () => {
    write('empty.ts', '');
    write('script.ts', 'const own = 1;\nObject.assign(globalThis, { ran: own });');
    expect(await imported('./empty', 'Object.keys(m).length')).toBe('0');
    expect(await imported('./script', 'globalThis.ran')).toBe('1');
  });

  test('takes TSX: tags call what a comment names, React, or the runtime of React', async () => {
    write('node_modules/react/package.json', '{"name":"react","exports":{".":"./i.js","./jsx-runtime":"./r.js"}}');
    write('node_modules/react/i.js', 'exports.createElement = (tag) => `created ${tag}`;');
    write('node_modules/react/r.js', 'exports.jsx = exports.jsxs = (tag) => `made ${tag}`; exports.Fragment = "all";');
    write('own.tsx', '/** @jsx h */\nconst h = (tag: string): string => `own ${tag}`;\nexport const own = <p />;');
    write('old.tsx', "import React from 'react';\nexport const old = <p />;");
    write(
      'runtime.tsx',
      'type Erased = 1;\nexport const all = [<p />, <><i /><b /></>];\nexport const f = () => { throw new Error("f"); };',
    );
    expect(await imported('./own', 'm.own')).toBe("'own p'");
    expect(await imported('./old', 'm.old')).toBe("'created p'");
    expect(await imported('./runtime', 'm.all')).toBe("[ 'made p', 'made all' ]");
    expect(await imported('./runtime', 'm.f()')).toMatchObject({
      error: { frames: [{ file: 'runtime.tsx', line: 3, column: 32 }, {}] },
    });
  });

  test('shows a file that begins with a byte order mark without it', async () => {
    write('marked.ts', '\uFEFFexport const f = () => { throw new Error("f"); };\r\n');
    expect(await imported('./marked', 'm.f()')).toMatchObject({
      error: { frames: [{ line: 1, column: 32, source: expect.stringMatching(/^export/) }, {}] },
    });
  });

  test('names the line of the TypeScript file in errors', async () => {
    write(
      'broken.ts',
      "interface Erased {\n  a: number;\n}\n\nexport function fail(): Erased {\n  throw new Error('in a module');\n}\n",
    );
    const { outcome } = await harness.run("__tslate.import('./broken.ts').then((m) => m.fail())", { isAsync: true });
    expect(outcome).toMatchObject({
      error: {
        evalue: 'in a module',
        frames: [{ file: 'broken.ts', line: 6, column: 9, source: expect.stringContaining('interface Erased') }, {}],
      },
    });
  });

  test('names the line, and no function, where the file itself fails, also in a stack that is printed', async () => {
    write(
      'failing.ts',
      "type Erased = { a: number };\nconst wide = (a: Erased): number => a.a; throw new Error('top');\n",
    );
    const load = "__tslate.import('./failing.ts')";
    expect(await imported('./failing.ts', 'm')).toMatchObject({
      error: { frames: [{ name: '', file: 'failing.ts', line: 2, column: 48 }] },
    });
    const { stdout } = await harness.run(`${load}.catch((error) => console.log(error.stack))`, { isAsync: true });
    expect(stdout).toMatch(/^Error: top\n {4}at \S*failing\.ts:2:48\n/);
  });

  test('of a missing file says which', async () => {
    expect(await imported('./nothing', 'm')).toMatchObject({
      error: { evalue: expect.stringContaining('Cannot find the module "./nothing"') },
    });
  });

  test('of a file with a syntax error says where', async () => {
    write('syntax.ts', 'export const a = ;\n');
    expect(await imported('./syntax.ts', 'm')).toMatchObject({
      error: { ename: 'SyntaxError', evalue: expect.stringContaining('syntax.ts, line 1, column 18') },
    });
  });
});
