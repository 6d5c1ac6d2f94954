import { mergeConfig } from 'vitest/config';
import tests from '../vitest.config.ts';

/** Benchmarks run on demand, one at a time, and print what they measure: `npm run bench`. */
export default mergeConfig(tests, {
  test: { include: ['tests/bench/*.bench.ts'], exclude: [], maxWorkers: 1, testTimeout: 3_600_000, silent: false },
});
