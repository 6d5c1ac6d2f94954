/**
 * TypeScript, loaded in the fastest way: what `#typescript` means (`imports` in package.json). An `import` of the package
 * itself makes Node read through nine megabytes for the names that they export, which takes longer than to run them.
 */
import { createRequire } from 'node:module';

const ts: unknown = createRequire(import.meta.url)('typescript');

export { ts as default };
