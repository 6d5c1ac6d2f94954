/** Files of the formats: read whole, and written so that a file is either the old one or the new one. Needs Node. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DataError } from '../data/data-error.ts';

/**
 * The bytes of a file.
 * @throws DataError when it is not there or cannot be read
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT';
    throw new DataError(path, {
      expected: 'a file that can be read',
      received: missing ? 'none' : String(codeOf(error)),
      hint: missing ? `check the path; it was looked for at ${resolve(path)}` : 'check what the path names',
    });
  }
}

/**
 * Writes a file beside its place and moves it there: whoever reads it, and whatever breaks in between, it is whole. Folders
 * are made where they are missing.
 * @throws DataError when it cannot be written
 */
export async function writeBytes(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${globalThis.process.pid}.part`;
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
    const file = await open(beside, 'w');
    try {
      await file.writeFile(content);
      // On the disk before the name is: otherwise the name could outlive a crash, and the content not.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw new DataError(path, { expected: 'a place that can be written to', received: String(codeOf(error)) });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}
