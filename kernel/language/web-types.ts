/**
 * What Node's global object has of web pages and Node's types do not tell: `WebAssembly`, `Crypto`, `Performance`, … Each is
 * declared in a file of its own, which is part of the program once a text names it: few do. Other types may declare them
 * as well, TypeScript's own for pages do: interfaces and namespaces of one name are put together.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from '#typescript';

const declarations: Readonly<Record<string, () => string>> = {
  WebAssembly: () => ofPages('WebAssembly', 'BufferSource'),
  Crypto: () => ofNode('node:crypto', 'webcrypto.Crypto'),
  CryptoKey: () => ofNode('node:crypto', 'webcrypto.CryptoKey'),
  SubtleCrypto: () => ofNode('node:crypto', 'webcrypto.SubtleCrypto'),
  Performance: () => ofNode('node:perf_hooks', 'Performance'),
  URLPattern: () => ofPages(...urlPattern),
  CloseEvent: () => ofPages('CloseEvent', 'CloseEventInit'),
  Navigator: () => navigator,
};

const urlPattern = ['', 'Init', 'Input', 'Options', 'Result', 'ComponentResult'].map((part) => `URLPattern${part}`);

/** What Node has of it: most that pages tell of themselves is missing. */
const navigator = `
interface Navigator {
  /** The number of processors. */
  readonly hardwareConcurrency: number;
  readonly language: string;
  readonly languages: readonly string[];
  /** The operating system and the processor, such as \`Linux x86_64\`. */
  readonly platform: string;
  /** \`Node.js/\` and its version. */
  readonly userAgent: string;
}
declare var Navigator: abstract new () => Navigator;
declare var navigator: Navigator;
`;

const known = Object.keys(declarations);
const named = new RegExp(String.raw`\b(?:${known.join('|')}|navigator)\b`, 'g');

/** The names of these that a text names, as far as this version of Node has them. */
export function webNamesIn(text: string): string[] {
  const found = text.match(named)?.map((name) => (name === 'navigator' ? 'Navigator' : name));
  return [...new Set(found)].filter((name) => name in globalThis);
}

/** Those that begin like a word. */
export function webNamesLike(word: string): string[] {
  const begun = 'navigator'.startsWith(word) ? 'Navigator' : word;
  return known.filter((name) => name.startsWith(begun) && name in globalThis);
}

/** The text of the declaration file for a name. */
export function webDeclaration(name: string): string {
  return declarations[name]?.() ?? '';
}

/** A type that a module of Node has under another name; of its constructor only `instanceof` can make use. */
function ofNode(module: string, type: string): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return `import type * as from from ${JSON.stringify(module)};
declare global {
  interface ${name} extends from.${type} {}
  var ${name}: abstract new () => ${name};
}
`;
}

/** Declarations out of TypeScript's types for pages, where each begins at the margin and ends there. */
function ofPages(...names: readonly string[]): string {
  const file = path.join(path.dirname(ts.getDefaultLibFilePath({})), 'lib.dom.d.ts');
  const begin = String.raw`(?:interface|declare var|declare namespace|type) (?:${names.join('|')})\b`;
  const text = new RegExp(String.raw`^(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?${begin}(?:.*;$|[^]*?^\}[^\n]*$)`, 'gm');
  return readFileSync(file, 'utf8').match(text)?.join('\n') ?? '';
}
