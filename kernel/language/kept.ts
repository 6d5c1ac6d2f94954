/** What was worked out once and is kept between starts, in the user's cache folder. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { homeFolder, makeFolder } from '../folders.ts';

/** A place for some bytes; reading and writing never throw. */
export interface Kept {
  /** The bytes as they were written; undefined where there are none, or where they were damaged. */
  readonly read: () => Buffer | undefined;
  readonly write: (data: Uint8Array) => void;
}

/** The place of what follows from `causes`: other causes, another place. Without a folder nothing is kept. */
export function keptFile(name: string, causes: readonly unknown[], folder: string | undefined = cacheFolder()): Kept {
  if (folder === undefined) return { read: () => undefined, write: () => undefined };
  const key = createHash('sha256').update(causes.join('\n')).digest('hex').slice(0, 16);
  const file = path.join(folder, `${name}-${key}.v8`);
  return { read: () => read(file), write: (data) => write(file, data) };
}

/** The user's own folder: nobody else may write what is executed here. Node's switch against its cache holds for this one. */
function cacheFolder(): string | undefined {
  const { env, platform } = process;
  if (env['NODE_DISABLE_COMPILE_CACHE']) return undefined;
  const home = homeFolder();
  const standard =
    home === undefined ? undefined : path.join(home, platform === 'darwin' ? 'Library/Caches' : '.cache');
  const base = env['XDG_CACHE_HOME'] || (platform === 'win32' && env['LOCALAPPDATA']) || standard;
  return base === undefined ? undefined : path.join(base, 'tslate', 'code');
}

const digestLength = 32;

function digest(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** The data behind its digest: V8 trusts what it is given. */
function read(file: string): Buffer | undefined {
  try {
    const whole = readFileSync(file);
    const data = whole.subarray(digestLength);
    return digest(data).equals(whole.subarray(0, digestLength)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function write(file: string, data: Uint8Array): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    makeFolder(path.dirname(file));
    writeFileSync(unfinished, Buffer.concat([digest(data), data]), { mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // Without a place to write to, the next start is as slow as this one.
  }
}
