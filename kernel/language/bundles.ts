/**
 * The standard library and Node's types, each as one text instead of a hundred files: a new program is made for every
 * cell, and what it costs grows with the number of files.
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
