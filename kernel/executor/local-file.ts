/** Which file an import means, and what importing gives. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Error, JSON, Object } from './intrinsics.ts';

export type Namespace = Readonly<Record<string, unknown>>;

/** Imports as code in `parent` (an absolute path) would. */
export type Import = (specifier: string, parent: string, options?: object) => Promise<Namespace>;

const extensions = ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'] as const;

/** TypeScript's convention: an import of `x.js` may mean the source `x.ts`. */
const sourceOf: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

/** The file that a relative or absolute specifier means; undefined for packages and built-in modules. */
export function localFile(specifier: string, parent: string): string | undefined {
  const isLocal = /^\.{1,2}($|[\\/])/.test(specifier) || isAbsolute(specifier) || specifier.startsWith('file:');
  if (!isLocal) return undefined;
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(dirname(parent), specifier);
  const suffix = extname(path);
  const candidates = [
    path,
    ...(sourceOf[suffix] ?? []).map((other) => path.slice(0, -suffix.length) + other),
    ...extensions.map((other) => path + other),
    ...extensions.map((other) => join(path, `index${other}`)),
  ];
  const found = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  if (found !== undefined) return found;
  const error = new Error(
    `Cannot find the module ${JSON.stringify(specifier)}: there is no file ${path} (tried also the endings ${extensions.join(', ')})`,
  );
  throw Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' });
}

/** Without the mark that some editors put before all else. */
export function readText(file: string): string {
  return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
}
