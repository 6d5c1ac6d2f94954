import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip, type IdxData, readIdx, writeIdx } from '../../../src/data/idx.ts';

describe('the IDX format', () => {
  const samples: readonly (readonly [number, IdxData])[] = [
    [0x08, Uint8Array.of(0, 1, 127, 128, 200, 255)],
    [0x09, Int8Array.of(-128, -1, 0, 1, 2, 127)],
    [0x0b, Int16Array.of(-32768, -1, 0, 1, 258, 32767)],
    [0x0c, Int32Array.of(-(2 ** 31), -1, 0, 1, 65538, 2 ** 31 - 1)],
    [0x0d, Float32Array.of(-0.5, 0, 1, 1e-20, 3.5, Infinity)],
    [0x0e, Float64Array.of(-0.1, 0, Math.PI, 1e-300, 3.5, Infinity)],
  ];
  it.each(samples)('writes and reads back elements of type %i', (code, data) => {
    const bytes = writeIdx({ shape: [2, 3], data });
    expect([...bytes.subarray(0, 4)]).toEqual([0, 0, code, 2]);
    expect(readIdx(bytes)).toEqual({ shape: [2, 3], data });
  });

  it('stores dimensions and elements big-endian', () => {
    const bytes = writeIdx({ shape: [1], data: Int16Array.of(0x0102) });
    expect([...bytes]).toEqual([0, 0, 0x0b, 1, 0, 0, 0, 1, 1, 2]);
  });

  it('reads bytes that lie in the middle of a larger buffer', () => {
    const bytes = writeIdx({ shape: [3], data: Int32Array.of(7, 8, 9) });
    const larger = new Uint8Array(bytes.length + 5);
    larger.set(bytes, 3);
    expect(readIdx(larger.subarray(3, 3 + bytes.length)).data).toEqual(Int32Array.of(7, 8, 9));
  });

  it('does not copy bytes', () => {
    const bytes = writeIdx({ shape: [3], data: Uint8Array.of(7, 8, 9) });
    expect(readIdx(bytes).data.buffer).toBe(bytes.buffer);
  });

  it('reads a set of no elements', () => {
    expect(readIdx(writeIdx({ shape: [0, 28, 28], data: new Uint8Array(0) })).shape).toEqual([0, 28, 28]);
  });

  const whole = writeIdx({ shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  it('names file, expected and received length when a file is truncated', () => {
    expect(() => readIdx(whole.subarray(0, 15), 'images.idx')).toThrow(
      'images.idx: expected 18 bytes for 2×3 elements of type uint8, received 15 bytes; ' +
        'the file is truncated or damaged: delete it and get it again.',
    );
  });
  it('says so when a file is too long', () => {
    expect(() => readIdx(Uint8Array.of(...whole, 0), 'images.idx')).toThrow(/expected 18 bytes .* received 19 bytes/);
  });
  it('says so when even the header is cut short', () => {
    expect(() => readIdx(whole.subarray(0, 9), 'images.idx')).toThrow(
      /images.idx: expected a header of 12 bytes for 2 dimensions, received 9 bytes/,
    );
  });
  it('shows the first bytes of what is no IDX file', () => {
    expect(() => readIdx(new TextEncoder().encode('<html>'), 'images.idx')).toThrow(
      /images.idx: expected an IDX file, .* received 3c 68 74 6d; /,
    );
    expect(() => readIdx(new Uint8Array(0), 'images.idx')).toThrow(/received an empty file/);
    expect(() => readIdx(Uint8Array.of(0, 0, 0x0a, 1))).toThrow(/received 00 00 0a 01/);
  });
  it('proposes gunzip for a packed file', () => {
    expect(() => readIdx(gzipSync(whole), 'images.idx.gz')).toThrow(/gunzip it first/);
  });
  it('refuses to write elements that do not fill the shape', () => {
    expect(() => writeIdx({ shape: [2, 2], data: new Uint8Array(3) })).toThrow(/expected 4 elements for the shape 2×2/);
  });
});

describe('gunzip', () => {
  const plain = new Uint8Array(5000).map((_, i) => (i * i) % 251);
  const packed = new Uint8Array(gzipSync(plain));
  it('unpacks what is packed and leaves alone what is not', async () => {
    expect(await gunzip(packed)).toEqual(plain);
    expect(await gunzip(plain)).toBe(plain);
  });
  it.each([
    ['truncated', packed.slice(0, 300)],
    ['changed', packed.map((byte, i) => (i === 200 ? byte ^ 255 : byte))],
    ['followed by something else', Uint8Array.of(...packed, 1, 2, 3)],
  ])('names a file whose stream is %s', async (_, bytes) => {
    await expect(gunzip(bytes, 'images.gz')).rejects.toThrow(
      /^images.gz: expected a whole gzip stream, received one of/,
    );
  });
});
