import { describe, expect, it } from 'vitest';
import { batches } from '../../../src/data/batches.ts';
import { prefetch } from '../../../src/data/prefetch.ts';
import '../../../src/ops/gather.ts';
import { rng } from '../../../src/random/rng.ts';
import { tensor } from '../../../src/tensor/create.ts';

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of source) found.push(item);
  return found;
}
/** Lets everything that is ready to run do so. */
const settle = () => new Promise((done) => setTimeout(done, 5));

async function* numbers(n: number, log: string[] = []) {
  try {
    for (let i = 0; i < n; i++) {
      log.push(`make ${i}`);
      await Promise.resolve();
      yield i;
    }
  } finally {
    log.push('closed');
  }
}

describe('prefetch', () => {
  it.each([1, 2, 3, 10])('gives the items of a plain or async iterable in order, %d ahead', async (ahead) => {
    expect(await all(prefetch([5, 6, 7, 8], ahead))).toEqual([5, 6, 7, 8]);
    expect(await all(prefetch(numbers(5), ahead))).toEqual([0, 1, 2, 3, 4]);
    expect(await all(prefetch([], ahead))).toEqual([]);
  });

  it('makes items while the loop awaits, and no more than it was allowed', async () => {
    const log: string[] = [];
    for await (const item of prefetch(numbers(5, log), 2)) {
      await settle();
      log.push(`use ${item}`);
    }
    expect(log).toEqual([
      ...['make 0', 'make 1', 'make 2', 'use 0', 'make 3', 'use 1', 'make 4', 'use 2', 'closed', 'use 3', 'use 4'],
    ]);
  });

  it('closes the source when the loop is left', async () => {
    const log: string[] = [];
    for await (const item of prefetch(numbers(100, log), 2)) if (item === 1) break;
    expect(log.at(-1)).toBe('closed');
    expect(log.length).toBeLessThan(6);
  });

  it('throws an error of the source at its place, after the items before it', async () => {
    function* failing() {
      yield 1;
      yield 2;
      throw new Error('the disk is gone');
    }
    const found: number[] = [];
    const loop = async () => {
      for await (const item of prefetch(failing(), 5)) found.push(item);
    };
    await expect(loop()).rejects.toThrow('the disk is gone');
    expect(found).toEqual([1, 2]);
  });

  it('goes through batches anew each time, shuffled anew', async () => {
    const x = tensor(
      Float32Array.from({ length: 20 }, (_, i) => i),
      [20, 1],
    );
    const source = prefetch(batches(x, x, { size: 8, shuffle: rng(0) }));
    const epoch = async () => (await all(source)).flatMap(([rows]) => Array.from(rows.data));
    const [first, second] = [await epoch(), await epoch()];
    expect(first).not.toEqual(second);
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from(x.data));
    expect(second.toSorted((a, b) => a - b)).toEqual(Array.from(x.data));
  });

  it('refuses to read nothing ahead', () => {
    expect(() => prefetch([], 0)).toThrow(/prefetch: expected ahead: a whole number ≥ 1, received 0/);
  });
});
