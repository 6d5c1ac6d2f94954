import { mkdtempSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireCached } from '../../../kernel/language/code-cache.ts';

function fixture(): { readonly file: string; readonly folder: string } {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-code-')));
  const file = join(directory, 'large.js');
  writeFileSync(
    file,
    "exports.square = (x) => x * x;\nexports.place = __filename;\nexports.path = require('node:path');\n",
  );
  return { file, folder: join(directory, 'cache') };
}

function square({ exports }: { readonly exports: unknown }): unknown {
  if (typeof exports !== 'object' || exports === null || !('square' in exports)) throw new Error('no module');
  return typeof exports.square === 'function' ? exports.square(7) : undefined;
}

test('a file runs as with require, and whoever requires it later gets the same module', () => {
  const { file, folder } = fixture();
  const loaded = requireCached(file, folder);
  expect(square(loaded)).toBe(49);
  expect(loaded.exports).toMatchObject({ place: file });
  expect(createRequire(import.meta.url)(file)).toBe(loaded.exports);
});

test('the second start takes the code that the first one kept, in a folder for this user alone', () => {
  const { file, folder } = fixture();
  const first = requireCached(file, folder);
  expect(first.isCached).toBe(false);
  square(first);
  first.keep();
  const second = requireCached(file, folder);
  expect(second.isCached).toBe(true);
  expect(square(second)).toBe(49);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0);
});

test('kept code that was damaged, or belongs to an earlier text of the file, is not used', () => {
  const { file, folder } = fixture();
  requireCached(file, folder).keep();
  const [name = ''] = readdirSync(folder);
  const bytes = readFileSync(join(folder, name));
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
  writeFileSync(join(folder, name), bytes);
  expect(requireCached(file, folder).isCached).toBe(false);
  requireCached(file, folder).keep();
  writeFileSync(file, 'exports.square = (x) => x ** 2;');
  const changed = requireCached(file, folder);
  expect(changed.isCached).toBe(false);
  expect(square(changed)).toBe(49);
});

test('without a place to write to the file still runs', () => {
  const { file } = fixture();
  const loaded = requireCached(file, join(file, 'not-a-folder'));
  expect(() => loaded.keep()).not.toThrow();
  expect(square(loaded)).toBe(49);
});
