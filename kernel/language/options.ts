/** The compiler options of cells, and where Node's types are found. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from '#typescript';

/** Options for a notebook in `directory`. ES2024 is the newest target that still lowers decorators and `using`. */
export function compilerOptions(directory: string): ts.CompilerOptions {
  const typeRoot = nodeTypeRoot(directory);
  return {
    strict: true,
    target: ts.ScriptTarget.ES2024,
    lib: ['lib.esnext.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    customConditions: ['node'],
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    allowJs: true,
    checkJs: false,
    jsx: ts.JsxEmit.ReactJSX,
    // Node's types are a file of the notebook, once they are needed.
    types: [],
    ...(typeRoot === undefined ? {} : { typeRoots: [typeRoot] }),
    preserveConstEnums: true,
    declaration: true,
    sourceMap: true,
    skipLibCheck: true,
    noEmitOnError: false,
    newLine: ts.NewLineKind.LineFeed,
  };
}

/** The nearest `node_modules/@types` with Node's types: the notebook's own first, else the one that this package uses. */
function nodeTypeRoot(directory: string): string | undefined {
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const root = path.join(folder, 'node_modules', '@types');
    if (existsSync(path.join(root, 'node', 'package.json'))) return root;
    if (folder === path.dirname(folder)) break;
  }
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve('@types/node/package.json')));
  } catch {
    return undefined;
  }
}
