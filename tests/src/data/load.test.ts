import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DIGITS } from '../../../src/data/digests.ts';
import { loadSet } from '../../../src/data/load.ts';
import { mnist } from '../../../src/data/mnist.ts';
import { tinySet, writeSet } from './tiny-set.ts';

const tiny = tinySet();
const nowhere = ['http://127.0.0.1:1'];
let folder: string;
let cache: string;
const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tslate-load-'));
  cache = join(folder, 'cache', 'tslate', 'tiny');
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('TSLATE_DATA', '');
  vi.stubEnv('TSLATE_OFFLINE', '');
  printed.mockClear();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Marks a copy of the set by its first label, to see which copy was read. */
function marked(label: number) {
  const { bytes } = tinySet();
  const labels = Uint8Array.from(bytes['train-labels-idx1-ubyte']);
  labels[8] = label;
  return tinySet({ trainLabels: labels });
}

describe('where a data set is looked for', () => {
  it('is the option directory first, then TSLATE_DATA, then the cache', async () => {
    await writeSet(tiny, join(folder, 'a'), { packed: true });
    await writeSet(tiny, join(folder, 'b', 'tiny'), { packed: false });
    await writeSet(tiny, cache, { packed: true });
    vi.stubEnv('TSLATE_DATA', join(folder, 'b'));
    const damage = (path: string) => writeFile(path, 'damaged');
    await damage(join(folder, 'b', 'tiny', 'train-labels-idx1-ubyte'));
    await damage(join(cache, 'train-labels-idx1-ubyte.gz'));

    expect((await loadSet(tiny.set, { directory: join(folder, 'a') })).source).toBe('tiny');
    // A damaged file is an error where the set was found, not a reason to look further.
    await expect(loadSet(tiny.set, {}, DIGITS)).rejects.toThrow(join(folder, 'b', 'tiny', 'train-labels-idx1-ubyte'));
    vi.stubEnv('TSLATE_DATA', '');
    await expect(loadSet(tiny.set, {}, DIGITS)).rejects.toThrow(join(cache, 'train-labels-idx1-ubyte.gz'));
  });

  it('does not take another set for the one asked for', async () => {
    await writeSet(marked(7), folder, { packed: true });
    await expect(loadSet(tiny.set, { directory: folder })).rejects.toThrow(/expected the 20 bytes with SHA-256/);
  });

  it('must hold the set when it was named by the option', async () => {
    await expect(loadSet(tiny.set, { directory: folder }, DIGITS)).rejects.toThrow(
      `${folder}: option directory: expected the four files of tiny in it, or in its sub-folder tiny, received none of them there`,
    );
  });

  it('may hold other sets when it was named by TSLATE_DATA, but must exist', async () => {
    await writeSet(tiny, cache, { packed: true });
    vi.stubEnv('TSLATE_DATA', folder);
    expect((await loadSet(tiny.set)).source).toBe('tiny');
    vi.stubEnv('TSLATE_DATA', join(folder, 'mistyped'));
    await expect(loadSet(tiny.set)).rejects.toThrow(/mistyped: TSLATE_DATA: expected the four files/);
  });

  it('is a mirror when it is nowhere on the machine; the next time it is in the cache', async () => {
    const server = createServer((request, response) => {
      const bytes = tiny.bytes[(request.url ?? '').slice(1, -3)];
      response.end(gzipSync(bytes));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const at = server.address();
    const mirrors = [`http://127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}/`];
    let received = 0;
    await loadSet(tiny.set, { mirrors, onProgress: (progress) => (received = progress.received) }, DIGITS);
    server.closeAllConnections();
    server.close();
    expect(received).toBeGreaterThan(9000);
    expect((await loadSet(tiny.set, { mirrors: nowhere }, DIGITS)).source).toBe('tiny');
    expect(printed).not.toHaveBeenCalled();
  });
});

describe('without a network', () => {
  it('the embedded digits stand in, and one line says so', async () => {
    const data = await loadSet(tiny.set, { mirrors: nowhere, train: 10 }, DIGITS);
    expect(data.source).toBe('synthetic digits');
    expect(data.xTrain.shape).toEqual([10, 28, 28, 1]);
    expect(printed).toHaveBeenCalledTimes(1);
    expect(printed.mock.calls[0][0]).toMatch(
      /^tiny is not here and could not be downloaded \(tried 1 mirror; .*\)\. Instead: Synthetic digits, drawn by the project/,
    );
  });

  it('a set that nothing stands in for is an error, and so is any with offline: error', async () => {
    await expect(loadSet(tiny.set, { mirrors: nowhere })).rejects.toThrow(
      /expected one of the mirrors to serve the file/,
    );
    const strict = loadSet(tiny.set, { mirrors: nowhere, offline: 'error' }, DIGITS);
    await expect(strict).rejects.toThrow(
      /put the files into a folder and name it with the option directory or TSLATE_DATA/,
    );
    expect(printed).not.toHaveBeenCalled();
  });

  it('TSLATE_OFFLINE keeps mnist.load from trying', async () => {
    vi.stubEnv('TSLATE_OFFLINE', '1');
    const data = await mnist.load({ train: 20, test: 20 });
    expect(data.source).toBe('synthetic digits');
    expect(data.description).toContain('20 training and 20 test images');
    expect(printed.mock.calls[0][0]).toMatch(
      /^MNIST is not here and could not be downloaded \(TSLATE_OFFLINE is set\)/,
    );
    await expect(mnist.load({ offline: 'error' })).rejects.toThrow(
      /TSLATE_OFFLINE forbids downloading; unset TSLATE_OFFLINE/,
    );
  });

  it('stopping by a signal is not answered with other data', async () => {
    const signal = AbortSignal.abort(new Error('stopped by hand'));
    await expect(loadSet(tiny.set, { mirrors: nowhere, signal }, DIGITS)).rejects.toThrow('stopped by hand');
  });
});

it('a cache that cannot be written is no obstacle to the embedded digits', async () => {
  await mkdir(join(folder, 'cache'));
  await writeFile(join(folder, 'cache', 'tslate'), 'a file where a folder should be');
  const data = await loadSet(tiny.set, { train: 10 }, DIGITS);
  expect(data.source).toBe('synthetic digits');
});
