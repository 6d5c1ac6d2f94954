/**
 * The standard library and Node's types, each as one text instead of a hundred files: a new program is made for every
 * cell, and what it costs grows with the number of files. Two thirds of these texts are documentation, which types do not
 * need: it is left out, and looked up where somebody asks for it.
 */
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import ts from '#typescript';

/** Texts to read instead of files: all of a library in its first file, nothing in those that went into it. */
export function bundles(options: ts.CompilerOptions): Map<string, string> {
  const texts = new Map<string, string>();
  const libraries = path.dirname(ts.getDefaultLibFilePath(options));
  for (const name of options.lib ?? []) {
    bundle(path.join(libraries, name), texts, /^\/\/\/ <reference lib="([^"]+)" *\/>/gm, (file, lib) =>
      path.join(path.dirname(file), `lib.${lib}.d.ts`),
    );
  }
  for (const root of options.typeRoots ?? []) {
    const folder = realPath(path.join(root, 'node')); // TypeScript looks behind links as well
    bundle(path.join(folder, 'index.d.ts'), texts, /^\/\/\/ <reference path="([^"]+)" *\/>/gm, (file, reference) =>
      path.join(path.dirname(file), reference),
    );
  }
  return texts;
}

/** The text with every line in its place, but without the comments that have lines of their own; they leave `@deprecated`. */
export function withoutDocs(text: string): string {
  return text.replace(/^[ \t]*\/\*(?:(?!\*\/)[^])*\*\/[ \t]*$/gm, (comment) => {
    const lines = comment.replace(/[^\n]+/g, '');
    return comment.includes('@deprecated') ? `${lines}/** @deprecated */` : lines;
  });
}

/** The documentation comment right before line `line` (from 0) of a text. */
export function docBefore(text: string, line: number): string | undefined {
  const before = text.split('\n').slice(0, line).join('\n').trimEnd();
  const comment = before.slice(before.lastIndexOf('/**'));
  return before.endsWith('*/') && comment.startsWith('/**') && comment.indexOf('*/') === comment.length - 2
    ? comment
    : undefined;
}

function bundle(
  entry: string,
  texts: Map<string, string>,
  references: RegExp,
  resolve: (file: string, reference: string) => string,
): void {
  const parts: string[] = [];
  const directives = new Set<string>();
  const visit = (file: string): boolean => {
    if (texts.has(file)) return true;
    const text = read(file);
    // A module has a scope of its own: it stays a file and is referred to.
    if (text === undefined || (file !== entry && /^(?:import|export)\b/m.test(text))) return false;
    texts.set(file, '');
    const rest = text.replace(references, (_, reference: string) => {
      const referred = resolve(file, reference);
      if (!visit(referred)) directives.add(`/// <reference path="${path.relative(path.dirname(entry), referred)}" />`);
      return '';
    });
    const withoutDirectives = rest.replace(/^\/\/\/ *<reference (?:lib|types|path)=.*$/gm, (directive) => {
      directives.add(directive);
      return '';
    });
    parts.push(withoutDirectives);
    return true;
  };
  if (visit(entry)) texts.set(entry, `${[...directives].join('\n')}\n${parts.join('\n')}`);
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
