/** Finds an image set: in a directory, in the user's cache, on the network, or, saying so, the embedded digits instead. */
import { progress } from '../display/progress.ts';
import { ArgumentError } from '../errors.ts';
import { DataError } from './data-error.ts';
import type { ImageSet } from './digests.ts';
import type { DownloadProgress } from './download.ts';
import { imageData, type ImageData, type ImageOptions } from './images.ts';

/** Where images are looked for, and how many are taken. */
export interface LoadOptions extends ImageOptions {
  /** A folder that holds the files, packed or not, in itself or in a sub-folder named after the set. */
  readonly directory?: string;
  /** When the set is nowhere to be had: take the embedded digits and say so (`'fallback'`, the default), or fail (`'error'`). */
  readonly offline?: 'fallback' | 'error';
  /** Told how the download proceeds; by default a line is shown. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Stops the download. */
  readonly signal?: AbortSignal;
  /** Addresses of folders to download from, instead of the known mirrors. */
  readonly mirrors?: readonly string[];
}

/**
 * Looks for `set` in turn at: `options.directory`; the directory named by `TSLATE_DATA`; the user's cache; its mirrors
 * (unless `TSLATE_OFFLINE` is set), which fills the cache; and last at the embedded `fallback`, where there is one.
 * @throws DataError when a file is missing or damaged where the set was found, or the set cannot be had.
 */
export async function loadSet<Source extends string, Fallback extends string = never>(
  set: ImageSet<Source>,
  options: LoadOptions = {},
  fallback?: ImageSet<Fallback>,
): Promise<ImageData<Source | Fallback>> {
  if (typeof process === 'undefined') {
    throw new ArgumentError(
      `Loading ${set.source} reads files, which only Node can: in a browser, fetch the files and read them with readIdx.`,
    );
  }
  const { cacheDirectory, folderOf, isFolder, packageData, pathIn, readSet } = await import('./files.ts');
  const read = async <S extends string>(found: ImageSet<S>, folder: string) =>
    imageData(found, await readSet(found, folder), folder, options);

  const named = { 'option directory': options.directory, TSLATE_DATA: process.env['TSLATE_DATA'] };
  for (const [place, directory] of Object.entries(named)) {
    if (!directory) continue;
    const folder = await folderOf(set, directory);
    if (folder !== undefined) return read(set, folder);
    // A directory that was asked for by name must hold the set; TSLATE_DATA must be there, but may hold other sets only.
    if (place === 'option directory' || !isFolder(directory)) throw nothingIn(place, directory, set);
  }
  const cache = `${cacheDirectory()}/${set.folder}`;
  if (Object.values(set.files).every((file) => pathIn(cache, file) !== undefined)) return read(set, cache);
  const failure = await tryDownload(set, cache, options);
  if (failure === undefined) return read(set, cache);
  if (fallback === undefined || options.offline === 'error') throw failure.error;
  const data = await read(fallback, `${await packageData()}/${fallback.folder}`);
  console.log(`${set.source} is not here and could not be downloaded (${failure.brief}). Instead: ${data.description}`);
  return data;
}

function nothingIn(place: string, directory: string, set: ImageSet): DataError {
  return new DataError(directory, {
    what: place,
    expected: `the four files of ${set.source} in it, or in its sub-folder ${set.folder}`,
    received: 'none of them there',
    hint: `its files are ${Object.values(set.files)
      .map(({ name }) => name)
      .join(', ')}, each with or without .gz`,
  });
}

/** Why there is no set in the cache, in a sentence and in a few words. */
interface Failure {
  readonly error: DataError;
  readonly brief: string;
}

/** Downloads into the cache. A failure that the embedded set can stand in for is returned, any other error is thrown. */
async function tryDownload(set: ImageSet, cache: string, options: LoadOptions): Promise<Failure | undefined> {
  const offline = process.env['TSLATE_OFFLINE'];
  if (offline !== undefined && offline !== '' && offline !== '0') {
    const error = new DataError(cache, {
      expected: `the files of ${set.source}`,
      received: 'not all of them, and TSLATE_OFFLINE forbids downloading',
      hint: 'unset TSLATE_OFFLINE, or name a folder that holds them with TSLATE_DATA',
    });
    return { error, brief: 'TSLATE_OFFLINE is set' };
  }
  const { DownloadError, downloadSet } = await import('./download.ts');
  const line = progressLine(set);
  try {
    await downloadSet(set, cache, { onProgress: line.update, ...options });
    return undefined;
  } catch (error) {
    if (error instanceof DownloadError) return { error, brief: error.brief };
    throw error;
  } finally {
    line.end();
  }
}

/** A progress bar in kilobytes that appears with the first byte. */
function progressLine(set: ImageSet) {
  let bar: ReturnType<typeof progress> | undefined;
  return {
    update({ received, total }: DownloadProgress): void {
      bar ??= progress({ total: Math.ceil(total / 1000), label: `downloading ${set.source} (kB)` });
      bar.update(Math.ceil(received / 1000));
    },
    end: () => bar?.end(),
  };
}
