import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DownloadError, type DownloadProgress, downloadSet } from '../../../src/data/download.ts';
import { readSet } from '../../../src/data/files.ts';
import { tinySet } from './tiny-set.ts';

const tiny = tinySet();
const packed = new Map(Object.entries(tiny.bytes).map(([name, bytes]) => [`/${name}.gz`, gzipSync(bytes)]));
const IMAGES = '/train-images-idx3-ubyte.gz';

interface Seen {
  readonly url: string;
  readonly range: string | undefined;
}

type Answer = (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => void;

/** Serves whole files and ranges, as the mirrors do. */
const serve: Answer = (request, response, bytes) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= bytes.length) {
    response.writeHead(416).end();
  } else if (from > 0) {
    response.writeHead(206, { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
    response.end(bytes.subarray(from));
  } else {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  }
};

const servers: Server[] = [];
async function mirror(answer: Answer): Promise<{ readonly address: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    seen.push({ url, range: request.headers.range });
    const bytes = packed.get(url);
    if (bytes === undefined) response.writeHead(404).end();
    else answer(request, response, bytes);
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('the test server has no port');
  return { address: `http://127.0.0.1:${at.port}`, seen };
}

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'tslate-download-')), 'cache');
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(join(folder, '..'), { recursive: true });
});

describe('downloading a set', () => {
  it('fills the folder with four verified files and nothing else', async () => {
    const { address } = await mirror(serve);
    const progress: DownloadProgress[] = [];
    await downloadSet(tiny.set, folder, { mirrors: [address], onProgress: (step) => progress.push(step) });
    expect((await readdir(folder)).sort()).toEqual([...packed.keys()].map((path) => path.slice(1)).sort());
    expect((await readSet(tiny.set, folder)).trainImages).toEqual(tiny.bytes['train-images-idx3-ubyte']);
    const last = progress.at(-1);
    expect(last?.received).toBe(last?.total);
    expect(progress.map(({ received }) => received)).toEqual(
      progress.map(({ received }) => received).sort((a, b) => a - b),
    );
  });

  it('fetches only the files that are missing', async () => {
    const { address, seen } = await mirror(serve);
    await downloadSet(tiny.set, folder, { mirrors: [address] });
    await rm(join(folder, 't10k-labels-idx1-ubyte.gz'));
    seen.length = 0;
    await downloadSet(tiny.set, folder, { mirrors: [address] });
    expect(seen).toEqual([{ url: '/t10k-labels-idx1-ubyte.gz', range: undefined }]);
  });

  it('goes on where a broken connection ended', async () => {
    let broken = false;
    const { address, seen } = await mirror((request, response, bytes) => {
      if (broken || request.url !== IMAGES) return serve(request, response, bytes);
      broken = true;
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 3000), () => setTimeout(() => response.destroy(), 50));
    });
    await expect(downloadSet(tiny.set, folder, { mirrors: [address] })).rejects.toThrow(DownloadError);
    expect((await readdir(folder)).map((name) => name.split('.').at(-1))).toEqual(['part']);
    await downloadSet(tiny.set, folder, { mirrors: [address] });
    expect(seen.slice(0, 2)).toEqual([
      { url: IMAGES, range: undefined },
      { url: IMAGES, range: 'bytes=3000-' },
    ]);
    expect((await readSet(tiny.set, folder)).trainImages).toEqual(tiny.bytes['train-images-idx3-ubyte']);
  });

  it('starts again when the part turns out to be damaged', async () => {
    const { address } = await mirror((request, response, bytes) => {
      if (request.url === IMAGES) response.destroy();
      else serve(request, response, bytes);
    });
    await expect(downloadSet(tiny.set, folder, { mirrors: [address] })).rejects.toThrow(DownloadError);
    // The name of the part belongs to the address; a server that breaks off after 100 bytes leaves one behind.
    let calls = 0;
    const flaky = await mirror((request, response, bytes) => {
      if (request.url !== IMAGES || calls++ > 0) return serve(request, response, bytes);
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100), () => setTimeout(() => response.destroy(), 50));
    });
    await expect(downloadSet(tiny.set, folder, { mirrors: [flaky.address] })).rejects.toThrow(DownloadError);
    const [part] = (await readdir(folder)).filter((name) => name.endsWith('.part'));
    await writeFile(join(folder, part ?? ''), new Uint8Array(100));
    await downloadSet(tiny.set, folder, { mirrors: [flaky.address] });
    expect((await readSet(tiny.set, folder)).trainImages).toEqual(tiny.bytes['train-images-idx3-ubyte']);
  });

  it('starts again on a mirror that does not know ranges', async () => {
    let calls = 0;
    const { address } = await mirror((request, response, bytes) => {
      response.writeHead(200, { 'content-length': bytes.length });
      if (request.url === IMAGES && calls++ === 0) {
        response.write(bytes.subarray(0, 3000), () => setTimeout(() => response.destroy(), 50));
      } else response.end(bytes);
    });
    await expect(downloadSet(tiny.set, folder, { mirrors: [address] })).rejects.toThrow(DownloadError);
    await downloadSet(tiny.set, folder, { mirrors: [address] });
    expect((await readFile(join(folder, IMAGES.slice(1)))).equals(packed.get(IMAGES) ?? Buffer.alloc(0))).toBe(true);
  });

  it('takes the next mirror when one has no file, is down, or serves something else', async () => {
    const missing = await mirror((_, response) => response.writeHead(404, 'Not Found').end());
    const wrong = await mirror((_, response) => response.writeHead(200).end('please log in'));
    const good = await mirror(serve);
    const mirrors = ['http://127.0.0.1:1', missing.address, wrong.address, good.address];
    await downloadSet(tiny.set, folder, { mirrors });
    expect((await readSet(tiny.set, folder)).testLabels).toEqual(tiny.bytes['t10k-labels-idx1-ubyte']);
    // Having found a mirror that works, it stays with it.
    expect(missing.seen.length).toBe(1);
    expect(good.seen.length).toBe(4);
  });

  it('says what each mirror did, and what digest came, when none serves the file', async () => {
    const missing = await mirror((_, response) => response.writeHead(404, 'Not Found').end());
    const wrong = await mirror((_, response) => response.writeHead(200).end('please log in'));
    const failed = downloadSet(tiny.set, folder, { mirrors: [missing.address, wrong.address] });
    await expect(failed).rejects.toThrow(
      new RegExp(
        `^train-images-idx3-ubyte: expected one of the mirrors to serve the file, received ${missing.address}.*the server ` +
          `answered 404 Not Found; ${wrong.address}.*expected the 9424 bytes with SHA-256 ${tiny.set.files.trainImages.sha256}, ` +
          'received 13 bytes with SHA-256 [0-9a-f]{64}.*check the network',
      ),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not wait for a mirror that never answers', async () => {
    const silent = await mirror(() => undefined);
    const failed = downloadSet(tiny.set, folder, { mirrors: [silent.address], connectTimeout: 100 });
    await expect(failed).rejects.toThrow(/no answer within 0.1 s/);
  });

  it('does not wait for a mirror that falls silent', async () => {
    const stalled = await mirror((_, response, bytes) => {
      response.writeHead(200).write(bytes.subarray(0, 10));
    });
    const failed = downloadSet(tiny.set, folder, { mirrors: [stalled.address], stallTimeout: 100 });
    await expect(failed).rejects.toThrow(/no answer within 0.1 s/);
  });

  it('stops when the signal says so, with the reason of the signal', async () => {
    const controller = new AbortController();
    const silent = await mirror(() => controller.abort(new Error('the user pressed stop')));
    const stopped = downloadSet(tiny.set, folder, { mirrors: [silent.address], signal: controller.signal });
    await expect(stopped).rejects.toThrow('the user pressed stop');
  });

  it('says so when the folder cannot be made', async () => {
    const { address } = await mirror(serve);
    await downloadSet(tiny.set, folder, { mirrors: [address] });
    const inAFile = join(folder, 't10k-labels-idx1-ubyte.gz', 'cache');
    await expect(downloadSet(tiny.set, inAFile, { mirrors: [address] })).rejects.toThrow(
      /expected a folder that files can be written to/,
    );
  });

  it('lets two programs download at once', async () => {
    const { address } = await mirror(serve);
    await Promise.allSettled([1, 2, 3].map(() => downloadSet(tiny.set, folder, { mirrors: [address] })));
    await downloadSet(tiny.set, folder, { mirrors: [address] });
    expect((await readSet(tiny.set, folder)).trainImages).toEqual(tiny.bytes['train-images-idx3-ubyte']);
  });
});
