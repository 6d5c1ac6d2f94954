/**
 * The standard library and Node's types, each as one text instead of a hundred files: a new program is made for every
 * cell, and what it costs grows with the number of files. Two thirds of these texts are documentation, which types do not
 * need: it is left out, and looked up where somebody asks for it. A quarter of what is left are modules of Node that
 * nothing else needs, of which only the names are told until they are imported.
 */
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import ts from '#typescript';
import { namesOnly, separable } from './node-modules.ts';

/**
 * Texts to read instead of files: all of a library in its first file, nothing in those that went into it. A module of Node
 * that waits until it is imported keeps a file of its own.
 */
export function bundles(options: ts.CompilerOptions): Map<string, string> {
  const texts = new Map<string, string>();
  const libraries = path.dirname(ts.getDefaultLibFilePath(options));
  for (const name of options.lib ?? []) {
    const entry = path.join(libraries, name);
    const library = collect(entry, /^\/\/\/ <reference lib="([^"]+)" *\/>/gm, (file, lib) =>
      path.join(path.dirname(file), `lib.${lib}.d.ts`),
    );
    bundle(entry, library, new Set(), texts);
  }
  for (const root of options.typeRoots ?? []) {
    const entry = nodeEntry(root);
    const library = collect(entry, /^\/\/\/ <reference path="([^"]+)" *\/>/gm, (file, reference) =>
      path.join(path.dirname(file), reference),
    );
    const separate = separable(new Map([...library.parts].map(([file, text]) => [file, withoutDocs(text)])));
    bundle(entry, library, separate, texts);
  }
  return texts;
}

/** The first file of Node's types. TypeScript looks behind links as well. */
export function nodeEntry(typeRoot: string): string {
  return path.join(realPath(path.join(typeRoot, 'node')), 'index.d.ts');
}

/** The text with every line in its place, but without the comments that have lines of their own; they leave `@deprecated`. */
export function withoutDocs(text: string): string {
  return text.replace(/^[ \t]*\/\*(?:(?!\*\/)[^])*\*\/[ \t]*$/gm, (comment) => {
    const lines = comment.replace(/[^\n]+/g, '');
    return comment.includes('@deprecated') ? `${lines}/** @deprecated */` : lines;
  });
}

/** What is left to parse: the text with every line in its place, without documentation, remarks and indentation. */
export function lean(text: string): string {
  return withoutDocs(text).replace(/^[ \t]+(?:\/\/(?!.*\*\/).*)?/gm, '');
}

/** The documentation comment right before line `line` (from 0) of a text. */
export function docBefore(text: string, line: number): string | undefined {
  const before = text.split('\n').slice(0, line).join('\n').trimEnd();
  const comment = before.slice(before.lastIndexOf('/**'));
  return before.endsWith('*/') && comment.startsWith('/**') && comment.indexOf('*/') === comment.length - 2
    ? comment
    : undefined;
}

/** The files of a library in their order, without the references to each other. */
interface Library {
  readonly parts: ReadonlyMap<string, string>;
  /** References to what is no part of it. */
  readonly directives: ReadonlySet<string>;
}

function collect(entry: string, references: RegExp, resolve: (file: string, reference: string) => string): Library {
  const parts = new Map<string, string>();
  const visited = new Set<string>();
  const directives = new Set<string>();
  const visit = (file: string): boolean => {
    if (visited.has(file)) return true;
    const text = read(file);
    // A module has a scope of its own: it stays a file and is referred to.
    if (text === undefined || (file !== entry && /^(?:import|export)\b/m.test(text))) return false;
    visited.add(file);
    const rest = text.replace(references, (_, reference: string) => {
      const referred = resolve(file, reference);
      if (!visit(referred)) directives.add(`/// <reference path="${path.relative(path.dirname(entry), referred)}" />`);
      return '';
    });
    const withoutDirectives = rest.replace(/^\/\/\/ *<reference (?:lib|types|path)=.*$/gm, (directive) => {
      directives.add(directive);
      return '';
    });
    parts.set(file, withoutDirectives);
    return true;
  };
  visit(entry);
  return { parts, directives };
}

function bundle(
  entry: string,
  { parts, directives }: Library,
  separate: ReadonlySet<string>,
  texts: Map<string, string>,
): void {
  if (!parts.has(entry)) return;
  const together: string[] = [...directives];
  texts.set(entry, '');
  for (const [file, text] of parts) {
    together.push(separate.has(file) ? namesOnly(text) : text);
    if (file !== entry) texts.set(file, separate.has(file) ? text : '');
  }
  texts.set(entry, together.join('\n'));
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
