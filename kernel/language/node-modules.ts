/**
 * The modules that Node's types declare: which file has which, and which files may wait until somebody imports them. Most
 * are in reach of every cell, as a global value has a type of theirs; those that are not make a quarter of the text.
 */

/** The modules that a declaration file declares for everybody (`declare module "fs"`). */
export function declaredModules(text: string): string[] {
  return [...text.matchAll(/^declare module ["']([^"'*]+)["']/gm)].flatMap(([, name]) => name ?? []);
}

/** A text that tells nothing of these modules but that there are such. */
export function namesOnly(text: string): string {
  return declaredModules(text)
    .map((name) => `declare module ${JSON.stringify(name)} {}`)
    .join('\n');
}

/** All modules of a library, and for each the file to read for it: its own, where it has one. */
export function moduleFiles(texts: ReadonlyMap<string, string>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [file, text] of texts) for (const name of declaredModules(text)) files.set(name, file);
  return files;
}

/** `"fs": typeof import("fs");`, as `process.getBuiltinModule` names all modules. */
const registered = /^\s*["']([^"']+)["']: typeof import\(["']\1["']\);/gm;

/** Whether a text may ask for a module by that list. */
export function mentionsRegistry(text: string): boolean {
  return /builtinModule/i.test(text);
}

/** The files (texts without documentation) that have nothing but modules, to which no other file refers. */
export function separable(texts: ReadonlyMap<string, string>): Set<string> {
  const declaring = new Map<string, string[]>();
  for (const [file, text] of texts) {
    for (const name of declaredModules(text)) declaring.set(name, [...(declaring.get(name) ?? []), file]);
  }
  const separate = new Set(texts.keys());
  const keep = (file: string): void => {
    if (!separate.delete(file)) return;
    const references = (texts.get(file) ?? '').replace(registered, '');
    for (const [, name = ''] of references.matchAll(/\b(?:from|import|require)\b[\s(]*["']([^"']+)["']/g)) {
      declaring.get(name)?.forEach(keep);
    }
  };
  for (const [file, text] of texts) if (!hasOnlyModules(text)) keep(file);
  for (const files of declaring.values()) if (files.length > 1) files.forEach(keep);
  return separate;
}

/** Nothing stands outside of modules, and none declares anything for all. */
function hasOnlyModules(text: string): boolean {
  const outside = text.replace(/^declare module ["'][^"']+["'] \{$[^]*?^\}$/gm, '');
  return outside.trim() === '' && declaredModules(text).length > 0 && !/^\s*global\s*\{/m.test(text);
}
