/** Sums over rows by vectors: any width, any number of rows, more than one partial sum. */
import { afterEach, describe, it } from 'vitest';
import { use } from 'tslate';
import { expectClose, RandomTensors } from '../../values.ts';

afterEach(() => {
  use('simd');
});

describe('sums over rows by vectors', () => {
  it('are those of the plain kernel, to the last digit', () => {
    const random = new RandomTensors(41);
    for (const [outer, rows, width] of [
      [1, 8, 8],
      [3, 9, 13],
      [2, 700, 31],
      [1, 5000, 10],
      [2, 16, 1001],
      [1, 9, 16_384],
    ]) {
      const x = random.tensor([outer, rows, width], 'float32', [-100, 100]);
      use('plain');
      const expected = x.sum(1);
      use('simd');
      expectClose(x.sum(1), expected, 0, `${outer}×${rows}×${width}`);
    }
  });
});
