/**
 * A large CommonJS file that starts fast: V8's compiled code is kept between starts in the user's cache folder, with the
 * functions that were compiled while it worked. (Node's own compile cache begins with version 22, and keeps less.)
 */
import { readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import { keptFile } from './kept.ts';

export interface Loaded {
  readonly exports: unknown;
  /** Whether the code came from the cache. */
  readonly isCached: boolean;
  /** Writes the cache unless it was used; best when the module has done its usual work once. Never throws. */
  readonly keep: () => void;
}

/** Runs a CommonJS file as `require` does. The compiled code is kept in `folder`. */
export function requireCached(file: string, folder?: string): Loaded {
  const kept = keptFile(path.basename(file, '.js'), causes(file), folder);
  const cachedData = kept.read();
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
  let mayKeep = !isCached;
  const keep = (): void => {
    if (mayKeep) kept.write(script.createCachedData());
    mayKeep = false;
  };
  return { exports: module.exports, isCached, keep };
}

/** V8 compares the length of the source only, so the rest of what the code depends on is told. */
function causes(file: string): readonly unknown[] {
  const { size, mtimeMs } = statSync(file);
  // The tag stands for V8's version and its flags, of which the worker changes some while it runs.
  return [file, size, mtimeMs, process.arch, v8.cachedDataVersionTag()];
}
