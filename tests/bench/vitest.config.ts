import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Benchmarks run on demand, one at a time, on the built package, and print what they measure: `npm run bench`. */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^tslate$/, replacement: `${root}dist/src/index.js` }] },
  test: {
    include: ['tests/bench/*.bench.ts'],
    // Node itself loads the package: rewritten for tests, its calls between modules would be slower.
    server: { deps: { external: [/\/dist\//] } },
    maxWorkers: 1,
    testTimeout: 3_600_000,
  },
});
