/** Where the package lies; processes are always started from its `dist/`. */
import { existsSync, readFileSync } from 'node:fs';
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

/** The built file of a source path, for example `kernel/executor/main`; throws when the package was not built. */
export function builtFile(source: string): string {
  const file = join(packageRoot, 'dist', `${source}.js`);
  if (!existsSync(file)) throw new Error(`${file} does not exist: build the package first (npx tsc -b)`);
  return file;
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('the package.json of this package was not found');
  return findRoot(parent);
}
