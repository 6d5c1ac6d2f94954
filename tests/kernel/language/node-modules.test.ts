import { builtinModules } from 'node:module';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { bundles, lean, nodeEntry } from '../../../kernel/language/bundles.ts';
import { type Language } from '../../../kernel/language/language.ts';
import { declaredModules, moduleFiles, namesOnly, separable } from '../../../kernel/language/node-modules.ts';
import { compilerOptions } from '../../../kernel/language/options.ts';
import { createLanguage } from '../../../kernel/language/service.ts';
import { messages } from './harness.ts';

const options = compilerOptions(import.meta.dirname);
const entry = nodeEntry(options.typeRoots?.[0] ?? '');
const library = new Map([...bundles(options)].filter(([file]) => file.includes('/@types/node/')));
const separate = [...library].filter(([file, text]) => file !== entry && text !== '');

const problems = async (language: Language, code: string): Promise<string[]> =>
  messages(await language.compile(code, { name: 'cell-1.ts', check: 'error' }));

test('a file waits that has nothing but modules which no other file refers to, and what refers to it waits as well', () => {
  const module = (name: string, body = '    const x: 1;'): string => `declare module "${name}" {\n${body}\n}\n`;
  const texts = new Map([
    ['globals', 'declare var text: import("kept").Text;\n'],
    ['kept', module('kept', '    import { y } from "node:deep";')],
    ['deep', module('node:deep')],
    [
      'list',
      module(
        'list',
        '    global {\n        interface All {\n            "alone": typeof import("alone");\n        }\n    }',
      ),
    ],
    ['alone', module('alone', '    export * from "node:deep";') + module('node:alone', '    export * from "alone";')],
    ['its', module('its', '    import alone = require("alone");')],
    ['twice', module('twice')],
    ['again', module('twice') + module('also')],
  ]);
  expect([...separable(texts)]).toEqual(['alone', 'its']);
  expect(namesOnly(texts.get('alone') ?? '')).toBe('declare module "alone" {}\ndeclare module "node:alone" {}');
});

test('what waits of the installed types is a fifth of them, and declares modules only, as the parser sees it', () => {
  const size = (texts: readonly (readonly [string, string])[]): number =>
    texts.reduce((sum, [, text]) => sum + lean(text).replace(/\n+/g, '\n').length, 0);
  expect(size(separate) / size([...library])).toBeGreaterThan(0.2);
  for (const [file, text] of separate) {
    for (const statement of ts.createSourceFile(file, text, ts.ScriptTarget.ESNext).statements) {
      const name = ts.isModuleDeclaration(statement) ? statement.name : undefined;
      expect(name && ts.isStringLiteral(name), `${file}: ${statement.pos}`).toBe(true);
    }
  }
});

test('what does not wait refers to what does in the list of all modules only', () => {
  const waiting = new Set(separate.flatMap(([, text]) => declaredModules(text)));
  const file = ts.createSourceFile(entry, library.get(entry) ?? '', ts.ScriptTarget.ESNext, true);
  const places: string[] = [];
  const visit = (node: ts.Node): void => {
    const isType = ts.isLiteralTypeNode(node.parent) && !ts.isImportTypeNode(node.parent.parent);
    if (ts.isStringLiteral(node) && waiting.has(node.text) && !isType) {
      const holder = ts.findAncestor(node, (each) => ts.isInterfaceDeclaration(each) || ts.isModuleDeclaration(each));
      const isEmpty = holder !== undefined && ts.isModuleDeclaration(holder) && holder.name === node;
      const isListed =
        holder !== undefined && ts.isInterfaceDeclaration(holder) && /^BuiltInModule/.test(holder.name.text);
      if (!isEmpty && !isListed) places.push(`${node.text} in ${node.parent.getText(file)}`);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  expect(places).toEqual([]);
});

test('every module of Node has a file', () => {
  const files = moduleFiles(library);
  // Node may be newer than its types: theirs are the modules that count, and most of them are Node's.
  const named = [...library.values()].flatMap((text) => [...text.matchAll(/^\s*"([^"]+)": typeof import\("\1"\);/gm)]);
  const names = named.map(([, name = '']) => name);
  expect(names.filter((name) => !files.has(name))).toEqual([]);
  expect(builtinModules.filter((name) => names.includes(name)).length).toBeGreaterThan(50);
});

test('a module that waits has its exact types where a cell imports it, and where a later one uses what came of it', async () => {
  const language = createLanguage({ directory: import.meta.dirname });
  const code = `import { constants, type ClientHttp2Session } from 'node:http2';
const wrong: string = constants.NGHTTP2_NO_ERROR;
declare const session: ClientHttp2Session;
session.nothing;`;
  expect(await problems(language, code)).toEqual([
    "TS2322 2:7 Type 'number' is not assignable to type 'string'.",
    "TS2339 4:9 Property 'nothing' does not exist on type 'ClientHttp2Session'.",
  ]);
  expect(await problems(language, "const sessions: import('inspector').Session[] = [1];")).toEqual([
    expect.stringContaining("Type 'number' is not assignable to type 'Session'"),
  ]);
  expect(
    await problems(language, "const { hostname } = await import('os');\nconst wrong: number = hostname();"),
  ).toEqual(["TS2322 2:7 Type 'string' is not assignable to type 'number'."]);
  await language.compile("import v8 from 'v8';\nconst heap = v8.getHeapStatistics();", {
    name: 'a.ts',
    check: 'error',
  });
  await language.commit('a.ts', ['v8', 'heap']);
  expect(await problems(language, 'const wrong: string = heap.total_heap_size;')).toEqual([
    "TS2322 1:7 Type 'number' is not assignable to type 'string'.",
  ]);
});

test('a module that waits is known where it is asked for by name', async () => {
  const language = createLanguage({ directory: import.meta.dirname });
  expect(await problems(language, "const wrong: number = process.getBuiltinModule('node:os').hostname();")).toEqual([
    "TS2322 1:7 Type 'string' is not assignable to type 'number'.",
  ]);
});

test('modules that wait are offered as imports, and what they export is', async () => {
  const language = createLanguage({ directory: import.meta.dirname });
  const texts = async (code: string, offset: number): Promise<string[]> =>
    (await language.complete(code, offset)).items.map(({ text }) => text);
  expect(await texts("import {} from 'node:http", 25)).toEqual(['node:http', 'node:http2', 'node:https']);
  expect(await texts("import { connect } from 'node:http2'", 16)).toContain('connect');
  const inspected = await language.inspect("import { connect } from 'node:http2'", 12);
  expect(inspected?.documentation).toContain('Http2Session');
});
