import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type CheckLevel, type Diagnostic } from '../../../kernel/language/language.ts';
import { createLanguage } from '../../../kernel/language/service.ts';

const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'tslate-local-')));
const language = createLanguage({ directory });
afterAll(() => language.close());
let written = 0;

/** Writes a file with a time of its own, so that an edit within the same millisecond counts as one. */
function write(name: string, text: string): void {
  const file = path.join(directory, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  written += 1;
  utimesSync(file, 1_700_000_000 + written, 1_700_000_000 + written);
}

async function diagnose(code: string, check: CheckLevel = 'error'): Promise<readonly Diagnostic[]> {
  return (await language.compile(code, { name: 'cell-1.ts', check })).diagnostics;
}

async function told(code: string, check: CheckLevel = 'error'): Promise<string[]> {
  const diagnostics = await diagnose(code, check);
  return diagnostics.map(
    ({ severity, file, line, column, message }) => `${severity} ${file?.name}:${line}:${column} ${message}`,
  );
}

const mistake = "Type 'string' is not assignable to type 'number'.";

beforeEach(() => {
  rmSync(directory, { recursive: true });
  write('good.ts', 'export const good: number = 1;');
  write('bad.ts', "export const fine = 1;\nexport const bad: number = 'text';");
});

describe('a cell that imports a local file', () => {
  test('does not run when the file has a type error, and is told the place in the file', async () => {
    const cell = await language.compile("import { fine } from './bad.ts'\nfine", { name: 'cell-1.ts', check: 'error' });
    expect(cell.javascript).toBe('');
    expect(cell.diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', code: 'TS2322', message: mistake, line: 2, column: 14, length: 3 }),
    ]);
    expect(cell.diagnostics[0]?.file).toEqual({ name: 'bad.ts', code: expect.stringContaining("= 'text'") });
  });

  test('runs with a warning, or without, as %types says', async () => {
    const code = "import { fine } from './bad.ts'\nfine";
    expect(await told(code, 'warn')).toEqual([`warning bad.ts:2:14 ${mistake}`]);
    expect(await told(`%types warn\n${code}`)).toEqual([`warning bad.ts:2:14 ${mistake}`]);
    expect(await told(code, 'off')).toEqual([]);
    expect(await told(`// @ts-nocheck\n${code}`)).toEqual([]);
    expect((await language.compile(code, { name: 'cell-1.ts', check: 'warn' })).javascript).not.toBe('');
  });

  test('is told of files that others import, in circles too, those first that others rest on', async () => {
    write('deep/a.ts', "import { b } from './b';\nexport const a: string = b;");
    write(
      'deep/b.ts',
      "import { bad } from '../bad';\nimport type { a } from './a';\nexport const b: typeof a | 1 = bad;",
    );
    expect(await told("const { a } = await import('./deep/a.js')\na")).toEqual([
      `error bad.ts:2:14 ${mistake}`,
      "error deep/b.ts:3:14 Type 'number' is not assignable to type 'string | 1'.",
      expect.stringContaining("error deep/a.ts:2:14 Type 'string | 1' is not assignable to type 'string'."),
    ]);
    expect(await told("export * from './bad'; export { good } from './good'")).toEqual([
      `error bad.ts:2:14 ${mistake}`,
    ]);
  });

  test('is told once more after an edit, of the file or of one that it imports', async () => {
    write('user.ts', "import { good } from './good';\nexport const twice: number = good * 2;");
    const code = "import { twice } from './user'\ntwice";
    expect(await told(code)).toEqual([]);
    write('good.ts', "export const good = '1';");
    expect(await told("import { good } from './good'\ngood")).toEqual([]);
    expect(await told(code)).toEqual([
      expect.stringMatching(/^error user.ts:2:30 The left-hand side of an arithmetic/),
    ]);
    write('good.ts', 'export const good = 1;');
    expect(await told(code)).toEqual([]);
    write('user.ts', "export const twice: number = 'two';");
    expect(await told(code)).toEqual([`error user.ts:1:14 ${mistake}`]);
  });

  test('is told the first syntax error of a file, before what follows from it', async () => {
    write('broken.ts', 'export const a = 1;\nexport const b = (;\nexport const c = ;');
    const [first, ...others] = await told("import { d } from './broken'\nd");
    expect(first).toBe('error broken.ts:2:19 Expression expected.');
    expect(others).toEqual([expect.stringContaining("has no exported member 'd'")]);
  });

  test('runs, with a warning, when the file belongs to a project with settings of its own', async () => {
    write(
      'project/tsconfig.json',
      '{ /* comment */ "compilerOptions": { "strict": false }, "include": ["src/**/*.ts"] }',
    );
    write('project/src/inner.ts', 'export const inner = (x) => x;');
    write('project/src/loose.ts', "import { inner } from './inner';\nexport const loose = (x) => inner(x);");
    write('project/own.ts', "export const own: number = 'text';");
    const warning = "warning project/src/loose.ts:2:23 Parameter 'x' implicitly has an 'any' type.";
    expect(await told("import { loose } from './project/src/loose'\nloose(1)")).toEqual([warning]);
    expect(await told("import { own } from './project/own'\nown")).toEqual([`error project/own.ts:1:14 ${mistake}`]);
    write('project/src/loose.ts', 'export const loose = (;');
    expect(await told("import * as loose from './project/src/loose'\nloose")).toEqual([
      'error project/src/loose.ts:1:23 Expression expected.',
    ]);
    write('tsconfig.json', '{}');
    expect(await told("import { fine } from './bad'\nfine")).toEqual([`warning bad.ts:2:14 ${mistake}`]);
  });

  test('need not care for declarations, packages and files that are not to be checked', async () => {
    write('declared.d.ts', 'export declare const declared: Missing;');
    write('unchecked.ts', "// @ts-nocheck\nexport const unchecked: number = 'text';");
    write('node_modules/typed/package.json', '{"name":"typed","type":"module","exports":"./index.ts"}');
    write('node_modules/typed/index.ts', "export const typed: number = 'text';");
    write('node_modules/untyped/package.json', '{"name":"untyped","type":"module","exports":"./index.js"}');
    write('node_modules/untyped/index.js', 'export const untyped = 1;');
    write('user.ts', "import { untyped } from 'untyped';\nimport { typed } from 'typed';\nexport { typed, untyped };");
    const code =
      "import { declared } from './declared'\nimport { unchecked } from './unchecked'\nimport * as u from './user'";
    expect(await told(`${code}; [declared, unchecked, u]`)).toEqual([]);
  });

  test('finds them by URLs, too', async () => {
    const url = (name: string): string => pathToFileURL(path.join(directory, name)).href;
    write('一 folder/bad.ts', "export const bad: number = 'text';");
    expect(await told(`import { bad } from '${url('一 folder/bad.ts')}'\nbad`)).toEqual([
      `error 一 folder/bad.ts:1:14 ${mistake}`,
    ]);
    expect(await told("import 'file:///no%where.ts'; import { x } from 'file://'; x")).toHaveLength(2);
  });

  test('leaves the tags of TSX alone where a comment names what they call', async () => {
    write('own.tsx', '/** @jsx h */\nconst h = (tag: string): string => tag;\nexport const own = <p />;');
    write('other.tsx', 'export const other = <p />;');
    expect(await told("import { own } from './own'\nown")).toEqual([]);
    expect(await told("import { other } from './other'\nother")).toEqual([
      expect.stringContaining("other.tsx:1:22 Cannot find module 'react/jsx-runtime'"),
    ]);
  });

  test('knows what a file adds for all, and so do later cells', async () => {
    write('adds.ts', 'declare global {\n  var added: number;\n}\nglobalThis.added = 1;\nexport {};');
    expect(await told("import './adds'\nadded + 1")).toEqual([]);
    await language.compile("import './adds'", { name: 'cell-1.ts', check: 'error' });
    await language.commit('cell-1.ts', []);
    expect(await told('added + 1')).toEqual([]);
    await language.reset();
  });

  test('is told what a file imports in vain, in words for that file', async () => {
    write('lost.ts', "import './nowhere';\nexport const x = process.version;\nexport const y = fine;");
    await language.compile('const fines = 1', { name: 'cell-1.ts', check: 'error' });
    await language.commit('cell-1.ts', ['fines']);
    expect(await told("import { x } from './lost'\nx")).toEqual([
      "error lost.ts:1:8 Cannot find module './nowhere'. Paths start from the folder of lost.ts.",
      "error lost.ts:3:18 Cannot find name 'fine'.",
    ]);
  });
});
