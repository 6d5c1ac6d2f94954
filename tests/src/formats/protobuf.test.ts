import { describe, expect, it } from 'vitest';
import { bytes, float, message, text, whole, wholes } from '../../../src/formats/protobuf.ts';

const hex = (message: Uint8Array): string => Buffer.from(message).toString('hex');

describe('Protocol Buffers', () => {
  // The examples of https://protobuf.dev/programming-guides/encoding
  it('are written as the specification’s examples', () => {
    expect(hex(message(whole(1, 150)))).toBe('089601');
    expect(hex(message(text(2, 'testing')))).toBe('120774657374696e67');
    expect(hex(message(bytes(3, message(whole(1, 150)))))).toBe('1a03089601');
    expect(hex(message(wholes(6, [3, 270, 86942])))).toBe('3206038e029ea705');
  });

  it('hold negative numbers in ten bytes, large ones to 2⁵³, and floats in four', () => {
    expect(hex(message(whole(1, -2)))).toBe('08feffffffffffffffff01');
    expect(hex(message(whole(1, 2 ** 53 - 1)))).toBe('08ffffffffffffff0f');
    expect(hex(message(float(2, 1.5)))).toBe('150000c03f');
  });
});
