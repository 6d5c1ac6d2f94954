import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheDirectory, folderOf, packageData, readSet, sha256 } from '../../../src/data/files.ts';
import { tinySet, writeSet } from './tiny-set.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tslate-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the folder of a set', () => {
  const tiny = tinySet();
  it('is the sub-folder of the directory or itself, with packed or plain files', async () => {
    expect(await folderOf(tiny.set, folder)).toBeUndefined();
    await writeSet(tiny, folder, { packed: true });
    expect(await folderOf(tiny.set, folder)).toBe(folder);
    await writeSet(tiny, join(folder, 'tiny'), { packed: false });
    expect(await folderOf(tiny.set, folder)).toBe(join(folder, 'tiny'));
    expect(await folderOf(tiny.set, join(folder, 'nowhere'))).toBeUndefined();
  });
});

describe('reading a set', () => {
  const tiny = tinySet();
  it.each([true, false])('unpacks and verifies four files (packed: %s)', async (packed) => {
    await writeSet(tiny, folder, { packed });
    const files = await readSet(tiny.set, folder);
    expect(files.trainImages).toEqual(tiny.bytes['train-images-idx3-ubyte']);
    expect(files.testLabels).toEqual(tiny.bytes['t10k-labels-idx1-ubyte']);
  });

  it('names the missing file', async () => {
    await writeSet(tiny, folder, { packed: true });
    await rm(join(folder, 't10k-labels-idx1-ubyte.gz'));
    await expect(readSet(tiny.set, folder)).rejects.toThrow(
      /received no t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz/,
    );
  });

  it('names a damaged file with the digest expected and the digest received', async () => {
    await writeSet(tiny, folder, { packed: true });
    const damaged = Uint8Array.from(tiny.bytes['train-labels-idx1-ubyte'] ?? []);
    damaged[10] = 9;
    await writeFile(join(folder, 'train-labels-idx1-ubyte.gz'), gzipSync(damaged));
    await expect(readSet(tiny.set, folder)).rejects.toThrow(
      `${join(folder, 'train-labels-idx1-ubyte.gz')}: expected the 20 bytes with SHA-256 ` +
        `${tiny.set.files.trainLabels.sha256}, received 20 bytes with SHA-256 ${sha256(damaged)}; ` +
        'the file is damaged or another one: delete it and get it again.',
    );
  });

  it('names a truncated file', async () => {
    await writeSet(tiny, folder, { packed: true });
    await truncate(join(folder, 'train-images-idx3-ubyte.gz'), 250);
    await expect(readSet(tiny.set, folder)).rejects.toThrow(/train-images-idx3-ubyte.gz: expected a whole gzip stream/);
  });
});

describe('the cache directory', () => {
  const home = '/home/ada';
  it('lies where each platform wants it', () => {
    expect(cacheDirectory({ env: {}, platform: 'linux', home })).toBe(join(home, '.cache', 'tslate'));
    expect(cacheDirectory({ env: {}, platform: 'darwin', home })).toBe(join(home, 'Library', 'Caches', 'tslate'));
    expect(cacheDirectory({ env: { LOCALAPPDATA: '/l' }, platform: 'win32', home })).toBe(join('/l', 'tslate'));
    expect(cacheDirectory({ env: {}, platform: 'win32', home })).toBe(join(home, 'AppData', 'Local', 'tslate'));
  });
  it('follows XDG_CACHE_HOME', () => {
    expect(cacheDirectory({ env: { XDG_CACHE_HOME: '/x' }, platform: 'linux', home })).toBe(join('/x', 'tslate'));
  });
});

it('the package finds its own data folder', async () => {
  expect(await packageData()).toBe(join(process.cwd(), 'data'));
});
