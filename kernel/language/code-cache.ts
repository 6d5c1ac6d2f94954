/**
 * A large CommonJS file that starts fast: V8's compiled code is kept between starts in the user's cache folder, with the
 * functions that were compiled while it worked. (Node's own compile cache begins with version 22, and keeps less.)
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';

export interface Loaded {
  readonly exports: unknown;
  /** Whether the code came from the cache. */
  readonly isCached: boolean;
  /** Writes the cache unless it was used; best when the module has done its usual work once. Never throws. */
  readonly keep: () => void;
}

/** Runs a CommonJS file as `require` does. `folder` holds the cache; without one the file is compiled each time. */
export function requireCached(file: string, folder: string | undefined = cacheFolder()): Loaded {
  const kept = folder === undefined ? undefined : path.join(folder, nameOf(file));
  const cachedData = kept === undefined ? undefined : read(kept);
  const script = new vm.Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const isCached = cachedData !== undefined && script.cachedDataRejected === false;
  const require = createRequire(file);
  const module = new Module(file);
  module.filename = file;
  require.cache[file] = module; // whoever requires it later gets this one
  const run: (...given: readonly unknown[]) => void = script.runInThisContext();
  run.call(module.exports, module.exports, require, module, file, path.dirname(file));
  module.loaded = true;
  let mayKeep = kept !== undefined && !isCached;
  const keep = (): void => {
    if (mayKeep && kept !== undefined) write(kept, script.createCachedData());
    mayKeep = false;
  };
  return { exports: module.exports, isCached, keep };
}

/** V8 compares the length of the source only, so that the rest of what the code depends on stands in the name. */
function nameOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  // The tag stands for V8's version and its flags, of which the worker changes some while it runs.
  const what = [file, size, mtimeMs, process.arch, v8.cachedDataVersionTag()].join('\n');
  return `${path.basename(file, '.js')}-${createHash('sha256').update(what).digest('hex').slice(0, 16)}.v8`;
}

/** The user's own folder: nobody else may write what is executed here. Node's switch against its cache holds for this one. */
function cacheFolder(): string | undefined {
  const { env, platform } = process;
  if (env['NODE_DISABLE_COMPILE_CACHE']) return undefined;
  const local = { darwin: path.join(homedir(), 'Library', 'Caches'), win32: env['LOCALAPPDATA'] };
  const base = platform === 'darwin' || platform === 'win32' ? local[platform] : undefined;
  return path.join(env['XDG_CACHE_HOME'] || base || path.join(homedir(), '.cache'), 'tslate', 'code');
}

const digestLength = 32;

function digest(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** The data behind its digest: V8 trusts what it is given. */
function read(kept: string): Buffer | undefined {
  try {
    const whole = readFileSync(kept);
    const data = whole.subarray(digestLength);
    return digest(data).equals(whole.subarray(0, digestLength)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function write(kept: string, data: Buffer): void {
  const unfinished = `${kept}.${process.pid}`;
  try {
    mkdirSync(path.dirname(kept), { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, Buffer.concat([digest(data), data]), { mode: 0o600 });
    renameSync(unfinished, kept);
  } catch {
    // Without a place to write to, the next start is as slow as this one.
  }
}
