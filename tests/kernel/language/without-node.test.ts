/** Before Node's types are loaded, cells are answered as they are afterwards. */
import { expect, test } from 'vitest';
import { NotebookFiles } from '../../../kernel/language/files.ts';
import { type Language } from '../../../kernel/language/language.ts';
import { createLanguage } from '../../../kernel/language/service.ts';

const start = (): Language => createLanguage({ directory: import.meta.dirname, ambient: 'declare function show(x: unknown): void;' }); // prettier-ignore
const compile = (language: Language, code: string, check: 'error' | 'warn' | 'off' = 'error') =>
  language.compile(code, { name: 'cell-1.ts', check });

const knowing = start();
await compile(knowing, "import 'node:fs'");

test.each([
  'const a: number = 1;',
  'show(new Map([[1, "a"]]).get(1)?.length)',
  'console.log("a", [1].map((x) => x + 1)); console.table([{ a: 1 }], ["a"])',
  'console.group("a")',
  'process.pid',
  'const b = Buffer.from("a"); b',
  'const timer = setTimeout(() => {}, 1); timer.unref()',
  'Error.captureStackTrace({})',
  'let url: URL; const s: AbortSignal | undefined = undefined; s',
  'await fetch("data:,a")',
  'const process = 1; process + 1',
  'class EventEmitter {}; new EventEmitter()',
  'const wrong: string = 1;',
  'Bufer.from("a")',
  'document.title',
  'let x = {',
  '// @ts-expect-error\nprocess.pid',
  '// @ts-expect-error\nprocess.nothing',
  'declare global { var own: Buffer; }\nown.length',
  'typeof globalThis.process',
  "import { readFileSync } from 'node:fs';\nreadFileSync('a').buffer",
  '%types warn\nprocess.nothing',
])('%s', async (code) => {
  const fresh = start();
  expect(await compile(fresh, code)).toEqual(await compile(knowing, code));
  await fresh.close();
});

test.each(['warn', 'off'] as const)('a cell that is checked otherwise: %s', async (check) => {
  const fresh = start();
  const code = 'const { pid } = process; pid.nothing';
  expect(await compile(fresh, code, check)).toEqual(await compile(knowing, code, check));
  await fresh.close();
});

test('what was declared without Node’s types is known with them, and completion has them', async () => {
  const fresh = start();
  const { declares } = await compile(fresh, 'const rows = [{ name: "a" }];');
  await fresh.commit('cell-1.ts', declares);
  const { diagnostics } = await compile(fresh, 'const text: number = Buffer.from(rows[0].name).toString()');
  expect(diagnostics).toMatchObject([{ code: 'TS2322' }]);
  const { items } = await fresh.complete('proce', 5);
  expect(items.map(({ text }) => text)).toContain('process');
  await fresh.close();
});

test('Node’s types are no file of the program before they are needed', () => {
  const files = new NotebookFiles(import.meta.dirname, '');
  const isNodes = (name: string): boolean => name.includes('@types/node');
  expect([files.hasNode, files.getScriptFileNames().some(isNodes)]).toEqual([false, false]);
  const version = files.getProjectVersion();
  files.needNode();
  expect([files.hasNode, files.getScriptFileNames().some(isNodes)]).toEqual([true, true]);
  expect(files.getProjectVersion()).not.toBe(version);
});
