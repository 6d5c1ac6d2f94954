/**
 * Threefry-2x32-20: a counter-based random number generator. The n-th numbers of a key are a function of (key, n) alone, so
 * streams can be split, restarted and computed anywhere without shared state.
 * Source: Salmon, Moraes, Dror, Shaw, “Parallel random numbers: as easy as 1, 2, 3”, SC 2011.
 */

// Rotation distances of the 2×32 variant (table 2 of the paper).
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];
// The key schedule's parity constant.
const PARITY = 0x1bd11bda;

/** Encrypts the counter (c0, c1) with the key (k0, k1) into two random words, written to `out` (unsigned). */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number, out: Uint32Array, at = 0): void {
  const keys = [k0, k1, k0 ^ k1 ^ PARITY];
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  for (let block = 0; block < 5; block++) {
    const first = (block & 1) * 4;
    for (let round = first; round < first + 4; round++) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << ROTATIONS[round]) | (x1 >>> (32 - ROTATIONS[round]))) ^ x0;
    }
    x0 = (x0 + keys[(block + 1) % 3]) | 0;
    x1 = (x1 + keys[(block + 2) % 3] + block + 1) | 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
}
