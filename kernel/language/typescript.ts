/**
 * TypeScript, loaded in the fastest way: what `#typescript` means (`imports` in package.json). An `import` of the package
 * itself makes Node read through nine megabytes for the names that they export, which takes longer than to run them.
 */
import { createRequire } from 'node:module';
import { requireCached } from './code-cache.ts';

const loaded = requireCached(createRequire(import.meta.url).resolve('typescript'));
const ts: unknown = loaded.exports;

export { ts as default };

/** Keeps the compiled code for the next start; to be called once TypeScript has worked, when nobody waits. */
export const keepCode: () => void = loaded.keep;
