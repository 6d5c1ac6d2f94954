import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FASHION_MNIST, MNIST } from '../../../src/data/digests.ts';
import { fashionMnist } from '../../../src/data/fashion-mnist.ts';
import { packageData } from '../../../src/data/files.ts';
import { loadSet } from '../../../src/data/load.ts';
import { tinySet, writeSet } from './tiny-set.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tslate-fashion-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.stubEnv('TSLATE_DATA', '');
  vi.stubEnv('TSLATE_OFFLINE', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** A mirror that serves `bytes`, as it would be named in the option. */
async function serve(bytes: Readonly<Record<string, Uint8Array>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(gzipSync(bytes[(request.url ?? '').slice(1, -3)]));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  return {
    mirrors: [`http://127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}/`],
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

it('its files are as long as those of MNIST, and are not those of MNIST', () => {
  for (const part of ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const) {
    const [ours, theirs] = [FASHION_MNIST.files[part], MNIST.files[part]];
    expect([ours.name, ours.bytes]).toEqual([theirs.name, theirs.bytes]);
    expect(ours.sha256).not.toBe(theirs.sha256);
    expect(ours.sha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(fashionMnist.classes).toHaveLength(10);
});

it('a set served by a mirror under its folder goes into the cache and comes from there', async () => {
  const { set, bytes } = tinySet();
  const fashion = { ...FASHION_MNIST, files: set.files };
  const server = await serve(bytes);
  const options = { mirrors: server.mirrors, onProgress: () => undefined };
  const data = await loadSet(fashion, options);
  server.close();
  expect(server.asked).toEqual(Object.keys(bytes).map((name) => `/${name}.gz`));
  expect([data.source, data.xTrain.shape]).toEqual(['Fashion-MNIST', [12, 28, 28, 1]]);
  expect((await loadSet(fashion, { mirrors: ['http://127.0.0.1:1'] })).yTest.data).toEqual(data.yTest.data);
});

it('a mirror that serves other bytes is refused, with the digest that was expected', async () => {
  const server = await serve(tinySet().bytes);
  await expect(fashionMnist.load({ mirrors: server.mirrors, onProgress: () => undefined })).rejects.toThrow(
    FASHION_MNIST.files.trainImages.sha256,
  );
  server.close();
});

it('without a network it is an error that says what to do', async () => {
  await expect(fashionMnist.load({ mirrors: ['http://127.0.0.1:1'] })).rejects.toThrow(
    /check the network, or put the files into a folder and name it with the option directory or TSLATE_DATA/,
  );
  vi.stubEnv('TSLATE_OFFLINE', '1');
  await expect(fashionMnist.load()).rejects.toThrow(
    /expected the files of Fashion-MNIST, received not all of them, and TSLATE_OFFLINE forbids downloading/,
  );
});

it('files of the same names in the directory are not taken for it, whatever they hold', async () => {
  await writeSet(tinySet(), join(folder, 'fashion-mnist'), { packed: true });
  await expect(fashionMnist.load({ directory: folder })).rejects.toThrow(
    /fashion-mnist.train-images-idx3-ubyte\.gz: expected the 47040016 bytes with SHA-256 c59f468a/,
  );
});

it('the files of another set in its place are called by their name, and left where they are', async () => {
  await expect(fashionMnist.load({ directory: join(await packageData(), 'digits') })).rejects.toThrow(
    /this is the file of synthetic digits, which has the same name: keep each set in a sub-folder of its own/,
  );
});

it('its sub-folder goes before files of the same names that lie beside it', async () => {
  const { set, bytes } = tinySet();
  await writeSet(tinySet({ trainLabels: Uint8Array.of(0) }), folder, { packed: false });
  await writeSet({ set, bytes }, join(folder, 'fashion-mnist'), { packed: true });
  const data = await loadSet({ ...FASHION_MNIST, files: set.files }, { directory: folder });
  expect(data.xTrain.shape).toEqual([12, 28, 28, 1]);
});
