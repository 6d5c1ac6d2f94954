import { expect, it } from 'vitest';
import { quotients } from '../../../../src/engines/simd/quotients.ts';

it('divides bytes as JavaScript does, in blocks and at their ends', () => {
  for (const size of [0, 1, 15, 16, 17, 256, 60_000, 120_001]) {
    for (const divisor of [1, 255, 3]) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i * 7);
      const to = new Float32Array(size);
      expect(quotients(bytes, divisor, to)).toBe(true);
      expect(to).toEqual(Float32Array.from(bytes, (byte) => byte / divisor));
    }
  }
});
