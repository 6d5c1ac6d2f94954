/** Where the package lies; processes are always started from its `dist/`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseObject, readText } from './protocol/json.ts';

/** The package's folder. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

const manifest = parseObject(readFileSync(join(packageRoot, 'package.json'), 'utf8'), 'package.json');
const packageName = readText(manifest, 'name');

/** Whether a module specifier names this package or a part of it. */
export function isOwnSpecifier(specifier: string): boolean {
  return specifier === packageName || specifier.startsWith(`${packageName}/`);
}

/** The package's version. */
export const packageVersion: string = readText(manifest, 'version');

/**
 * The built file of a source path, for example `kernel/executor/main`: the bundle of a program (`main.cjs`, see bundle.mjs)
 * unless it is older than the modules, which `tsc` marks in a file that packages do not have. Throws without any.
 */
export function builtFile(source: string): string {
  const [bundle, module, mark] = [`${source}.cjs`, `${source}.js`, 'kernel.tsbuildinfo'].map((name) => {
    const file = join(packageRoot, 'dist', name);
    return { file, changed: statSync(file, { throwIfNoEntry: false })?.mtimeMs };
  });
  if (bundle?.changed !== undefined && bundle.changed >= (mark?.changed ?? 0)) return bundle.file;
  if (module?.changed !== undefined) return module.file;
  throw new Error(`dist/${source}.js does not exist: build the package first (npx tsc -b)`);
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('the package.json of this package was not found');
  return findRoot(parent);
}
