/** Image sets on disk: where they may lie, and how they are read with their digests checked. Needs Node. */
import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataError } from './data-error.ts';
import { type DataFile, IMAGE_SETS, type ImageFiles, type ImageSet } from './digests.ts';
import { gunzip } from './idx.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Does `one` for each of the four files, in this order. */
export async function forEachFile<T, R>(files: ImageFiles<T>, one: (file: T) => Promise<R>): Promise<ImageFiles<R>> {
  return {
    trainImages: await one(files.trainImages),
    trainLabels: await one(files.trainLabels),
    testImages: await one(files.testImages),
    testLabels: await one(files.testLabels),
  };
}

/**
 * The sub-folder of `directory` that is named after the set, or itself: the first that holds a file of the set's names,
 * packed or not. Sets share their names, so that what lies in `directory` itself may be another's.
 */
export async function folderOf(set: ImageSet, directory: string): Promise<string | undefined> {
  const names = Object.values(set.files).map(({ name }) => name);
  for (const folder of [join(directory, set.folder), directory]) {
    const entries = await readdir(folder).catch(() => []);
    if (entries.some((entry) => names.includes(entry.replace(/\.gz$/, '')))) return folder;
  }
  return undefined;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The path of a file of a set in a folder, packed or not; undefined where neither is there. */
export function pathIn(folder: string, { name }: DataFile): string | undefined {
  return [join(folder, name), join(folder, `${name}.gz`)].find((path) => existsSync(path));
}

/**
 * Reads the four files, unpacked.
 * @throws DataError when one is missing, damaged, or another file than the set's.
 */
export async function readSet(set: ImageSet, folder: string): Promise<ImageFiles<Bytes>> {
  return forEachFile(set.files, async (file) => {
    const path = pathIn(folder, file);
    if (path !== undefined) return readVerified(path, file);
    throw new DataError(folder, {
      expected: `the four files of ${set.source}`,
      received: `no ${file.name} or ${file.name}.gz`,
      hint: 'put it there, or name another directory',
    });
  });
}

/** The unpacked bytes of a file, if their SHA-256 digest is the right one. */
export async function readVerified(path: string, file: DataFile): Promise<Bytes> {
  const bytes = await gunzip(new Uint8Array(await readFile(path)), path);
  const digest = sha256(bytes);
  if (digest === file.sha256) return bytes;
  const other = IMAGE_SETS.find(({ files }) => Object.values(files).some(({ sha256 }) => sha256 === digest));
  throw new DataError(path, {
    expected: `the ${file.bytes} bytes with SHA-256 ${file.sha256}`,
    received: `${bytes.length} bytes with SHA-256 ${digest}`,
    hint: other
      ? `this is the file of ${other.source}, which has the same name: keep each set in a sub-folder of its own`
      : 'the file is damaged or another one: delete it and get it again',
  });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What of the surroundings decides where caches lie. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

export const here: Surroundings = { env: process.env, platform: process.platform, home: homedir() };

/** The user's cache of tslate: `$XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`, as the platform has it. */
export function cacheDirectory({ env, platform, home }: Surroundings = here): string {
  const byPlatform: Readonly<Record<string, string>> = {
    darwin: join(home, 'Library', 'Caches'),
    win32: env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'),
  };
  return join(env['XDG_CACHE_HOME'] || (byPlatform[platform] ?? join(home, '.cache')), 'tslate');
}

/** The package's own `data/` folder: beside the `package.json` named tslate above this file, built or not. */
export async function packageData(): Promise<string> {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '');
    if (/"name"\s*:\s*"tslate"/.test(text)) return join(folder, 'data');
  }
  throw new DataError(start, {
    expected: 'a folder above it with the package.json of tslate',
    received: 'none',
    hint: 'install the package again: its data folder is missing',
  });
}
