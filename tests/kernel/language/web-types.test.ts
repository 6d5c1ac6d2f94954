import { expect, test } from 'vitest';
import { NotebookFiles } from '../../../kernel/language/files.ts';
import { createLanguage } from '../../../kernel/language/service.ts';
import { webDeclaration, webNamesIn, webNamesLike } from '../../../kernel/language/web-types.ts';
import { startTestKernel } from '../protocol/kernel.ts';
import { messages, Notebook } from './harness.ts';

const emptyModule = 'const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);\n';

test('a cell may name all that the global object has', async () => {
  const kernel = await startTestKernel();
  const own = 'Object.getOwnPropertyNames(globalThis).filter((name) => /^(?!__tslate|Infinity$|NaN$)/.test(name))';
  const { stdout } = await kernel.execute(`console.log(${own}.join(';\\n'))`);
  expect(stdout).toContain('WebAssembly;');
  expect((await kernel.execute(`() => {\n${stdout}}`)).reply.content).toMatchObject({ status: 'ok' });
  await kernel.stop();
});

test('WebAssembly runs, checked', async () => {
  const notebook = new Notebook(import.meta.dirname);
  await notebook.value(`${emptyModule}const { instance, module } = await WebAssembly.instantiate(bytes);`);
  expect(await notebook.value('module instanceof WebAssembly.Module && Object.keys(instance.exports).length')).toBe(0);
  expect(await notebook.value("new WebAssembly.Global({ value: 'i32', mutable: true }, 42).value + 1")).toBe(43);
  expect(await notebook.value('const memory: WebAssembly.Memory = new WebAssembly.Memory({ initial: 1 }); memory.buffer.byteLength')).toBe(65536); // prettier-ignore
  expect(messages(await notebook.run('const text: string = WebAssembly.validate(bytes)'))).toEqual([
    "TS2322 1:7 Type 'boolean' is not assignable to type 'string'.",
  ]);
});

test('the types of what Node’s modules give have their global names', async () => {
  const notebook = new Notebook(import.meta.dirname);
  const key = "await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt'])";
  await notebook.value(`const key: CryptoKey = ${key};\nconst own: [Crypto, SubtleCrypto] = [crypto, crypto.subtle];`);
  expect(await notebook.value("(await own[1].encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(3))).byteLength")).toBe(19); // prettier-ignore
  expect(await notebook.value('key instanceof CryptoKey && crypto instanceof Crypto')).toBe(true);
  expect(await notebook.value('const clock: Performance = performance; clock instanceof Performance')).toBe(true);
  expect(messages(await notebook.run('new Crypto()'))).toEqual([expect.stringContaining('abstract class')]);
});

test('a cell may declare such a name itself, and bring TypeScript’s types for pages', async () => {
  const notebook = new Notebook(import.meta.dirname);
  await notebook.value('interface Crypto { coin: string }\nlet Performance = 3; const held: Crypto = { coin: "x" };');
  expect(await notebook.value('Performance + held.coin')).toBe('3x');
  const pages = `/// <reference lib="dom" />\n${emptyModule}let element: HTMLElement | undefined;`;
  expect(messages(await notebook.run(`${pages}\nWebAssembly.validate(bytes); const digest: CryptoKey[] = [];`))).toEqual([]);
}); // prettier-ignore

test('each is a file of the program once a text names it', () => {
  const files = new NotebookFiles(import.meta.dirname, '');
  const names = (): string[] => files.getScriptFileNames().filter((name) => name.includes('WebAssembly'));
  files.setDraft('1', 'ts');
  expect([names().length, files.hasNode]).toEqual([0, false]);
  files.setDraft('WebAssembly.validate', 'ts');
  files.setDraft('1', 'ts');
  expect([names().length, files.hasNode]).toEqual([1, true]);
});

test('completion offers them', async () => {
  const language = createLanguage({ directory: import.meta.dirname });
  expect((await language.complete('WebAs', 5)).items.map(({ text }) => text)).toEqual(['WebAssembly']);
});

test('only those are told that this version of Node has', () => {
  expect(webNamesIn('Crypto, CryptoKey; navigator; WebAssemblyModule')).toEqual(
    ['Crypto', 'CryptoKey', 'Navigator'].filter((name) => name in globalThis),
  );
  expect(webNamesLike('Cry')).toEqual(['Crypto', 'CryptoKey']);
  expect(webDeclaration('URLPattern')).toContain('type URLPatternInput = string | URLPatternInit;');
  expect(webDeclaration('WebAssembly')).toMatch(/type BufferSource = .*;/);
});
