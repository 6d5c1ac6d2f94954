/** Downloads an image set into a folder: from the first mirror that answers, resumable, checked, and whole or not at all. Needs Node. */
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../errors.ts';
import { DataError } from './data-error.ts';
import type { DataFile, ImageSet } from './digests.ts';
import { pathIn, readVerified, sha256 } from './files.ts';

/** How far the download of a whole set has come. */
export interface DownloadProgress {
  readonly file: string;
  readonly mirror: string;
  /** Bytes of the whole set received. */
  readonly received: number;
  /** Bytes of the whole set, about. */
  readonly total: number;
}

export interface DownloadOptions {
  readonly mirrors?: readonly string[];
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** Milliseconds until a mirror must have answered, 3000 by default: without a network this is the time lost per mirror. */
  readonly connectTimeout?: number;
  /** Milliseconds that a mirror may fall silent, 20000 by default. */
  readonly stallTimeout?: number;
}

/** The set could not be downloaded; `brief` is the reason in a few words. */
export class DownloadError extends DataError {
  readonly brief: string;
  constructor(file: string, brief: string, problem: Omit<Problem, 'what'>) {
    super(file, problem);
    this.brief = brief;
  }
}

/**
 * Fetches the files that `folder` lacks. A file appears there only when it is whole and its digest is right; until then
 * it is a `.part` file, at whose end the next attempt goes on.
 * @throws DownloadError that says what each mirror did; the signal's reason when the signal stops it.
 */
export async function downloadSet(set: ImageSet, folder: string, options: DownloadOptions = {}): Promise<void> {
  const files = Object.values(set.files);
  const total = files.reduce((sum, { packed }) => sum + packed, 0);
  let before = 0;
  let mirrors = options.mirrors ?? set.mirrors;
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new DownloadError(folder, reason(error), {
      expected: 'a folder that files can be written to',
      received: reason(error),
      hint: 'set XDG_CACHE_HOME to a folder of yours',
    });
  });
  for (const file of files) {
    if (pathIn(folder, file) === undefined) {
      const report = (mirror: string) => (received: number) =>
        options.onProgress?.({ file: file.name, mirror, received: before + Math.min(received, file.packed), total });
      const mirror = await downloadFile(file, folder, mirrors, report, options);
      mirrors = [mirror, ...mirrors.filter((other) => other !== mirror)];
    }
    before += file.packed;
  }
}

type Report = (mirror: string) => (received: number) => void;

/** Tries the mirrors in turn; returns the one that served the file. */
async function downloadFile(
  file: DataFile,
  folder: string,
  mirrors: readonly string[],
  report: Report,
  options: DownloadOptions,
): Promise<string> {
  const failures: string[] = [];
  let last = '';
  for (const mirror of mirrors) {
    const url = new URL(`${file.name}.gz`, mirror.endsWith('/') ? mirror : `${mirror}/`).href;
    // Mirrors gzip differently, so each has a part of its own.
    const part = join(folder, `${file.name}.${sha256(new TextEncoder().encode(url)).slice(0, 8)}.part`);
    try {
      const resumed = await receive(url, part, report(mirror), options);
      try {
        await readVerified(part, file);
      } catch (error) {
        await rm(part, { force: true });
        if (!resumed) throw error;
        await receive(url, part, report(mirror), options);
        await readVerified(part, file);
      }
      await rename(part, join(folder, `${file.name}.gz`));
      return mirror;
    } catch (error) {
      options.signal?.throwIfAborted();
      last = reason(error);
      failures.push(`${url}: ${last}`);
    }
  }
  const none = failures.length === 0;
  throw new DownloadError(
    file.name,
    none ? 'no mirrors are known' : `tried ${failures.length} ${failures.length === 1 ? 'mirror' : 'mirrors'}; ${last}`,
    {
      expected: 'one of the mirrors to serve the file',
      received: none ? 'no mirrors' : failures.join('; '),
      hint: 'check the network, or put the files into a folder and name it with the option directory or TSLATE_DATA',
    },
  );
}

/** Receives a file into `part`, from where an earlier attempt ended; true if there was an earlier one. */
async function receive(
  url: string,
  part: string,
  report: (received: number) => void,
  { signal, connectTimeout = 3000, stallTimeout = 20_000 }: DownloadOptions,
): Promise<boolean> {
  const silence = new AbortController();
  const stop = AbortSignal.any(signal === undefined ? [silence.signal] : [silence.signal, signal]);
  const within = (limit: number) =>
    setTimeout(() => silence.abort(new Error(`no answer within ${limit / 1000} s`)), limit);
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  );
  let timer = within(connectTimeout);
  try {
    // Without "identity" a mirror may pack the packed file once more, and parts would not fit together.
    const headers = { 'accept-encoding': 'identity', ...(have > 0 && { range: `bytes=${have}-` }) };
    const response = await fetch(url, { headers, signal: stop });
    const resumed = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${have}-`);
    if (response.status === 416 && have > 0) return true; // Nothing is missing, or the part is no good: the digest tells.
    if (response.body === null || !(resumed || response.status === 200)) {
      throw new Error(`the server answered ${response.status} ${response.statusText}`.trim());
    }
    // Written by position, so that two programs that download at once write the same bytes to the same places.
    const handle = await open(part, resumed ? 'r+' : 'w');
    try {
      let position = resumed ? have : 0;
      report(position);
      for await (const chunk of chunks(response.body)) {
        clearTimeout(timer);
        timer = within(stallTimeout);
        await handle.write(chunk, 0, chunk.length, position);
        position += chunk.length;
        report(position);
      }
    } finally {
      await handle.close();
    }
    return have > 0;
  } catch (error) {
    if (silence.signal.aborted) throw silence.signal.reason;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Node's fetch says "fetch failed" and hides why in the cause. */
function reason(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return String(inner);
  return inner.message || ('code' in inner ? String(inner.code) : inner.name);
}
