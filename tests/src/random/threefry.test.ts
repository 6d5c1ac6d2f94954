import { describe, expect, it } from 'vitest';
import { threefry2x32 } from '../../../src/random/threefry.ts';

/** Counter, key and words of the file kat_vectors that comes with Random123, “threefry2x32 20”. */
const known = [
  { counter: [0, 0], key: [0, 0], words: [0x6b200159, 0x99ba4efe] },
  { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], words: [0x1cb996fc, 0xbb002be7] },
  { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], words: [0xc4923a9c, 0x483df7a0] },
];

describe('Threefry-2x32-20', () => {
  it.each(known)('gives the published words for the counter $counter and the key $key', ({ counter, key, words }) => {
    const out = new Uint32Array(2);
    threefry2x32(key[0], key[1], counter[0], counter[1], out);
    expect(Array.from(out)).toEqual(words);
    // The same numbers as signed 32-bit integers.
    threefry2x32(key[0] | 0, key[1] | 0, counter[0] | 0, counter[1] | 0, out);
    expect(Array.from(out)).toEqual(words);
  });

  it('writes where it is told', () => {
    const out = new Uint32Array(5);
    threefry2x32(0, 0, 0, 0, out, 2);
    expect(Array.from(out)).toEqual([0, 0, 0x6b200159, 0x99ba4efe, 0]);
  });
});
