import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^tslate$/, replacement: `${root}src/index.ts` },
      { find: /^tslate\/course$/, replacement: `${root}src/course/index.ts` },
      { find: /^tslate\/course\/(.+)$/, replacement: `${root}notebooks/exercises/$1.ts` },
      { find: /^#typescript$/, replacement: 'typescript' },
      { find: /^tslate\/kernel$/, replacement: `${root}kernel/index.ts` },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text', 'json-summary'],
      reportsDirectory: '.tslate/coverage',
      reportOnFailure: true,
      thresholds: { lines: 95 },
    },
  },
});
