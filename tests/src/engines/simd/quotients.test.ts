import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { quotients } from '../../../../src/engines/simd/quotients.ts';

/** So many bytes, all 256 values among them where there are as many. */
const bytesOf = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => i * 7 + (i >> 8));
const divided = (bytes: Uint8Array, divisor: number): Float32Array =>
  Float32Array.from(bytes, (byte) => byte / divisor);

/** Whether they are the same, bit for bit; vitest's comparison takes seconds for a million numbers. */
const same = (a: Float32Array | undefined, b: Float32Array): boolean =>
  a !== undefined && Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

/** The rows, one by one, as JavaScript divides them. */
function rowsOf(bytes: Uint8Array, divisor: number, width: number, indices: Uint32Array): Float32Array {
  const to = new Float32Array(width * indices.length);
  indices.forEach((row, i) => to.set(divided(bytes.subarray(row * width, (row + 1) * width), divisor), i * width));
  return to;
}

function rows(bytes: Uint8Array, divisor: number, width: number, indices: Uint32Array): Float32Array | undefined {
  const to = new Float32Array(width * indices.length).fill(NaN);
  const table = quotients(bytes, divisor);
  table?.fillRows(to, indices);
  return table && to;
}

describe('quotients of bytes', () => {
  it('are those of JavaScript, in pieces and at their ends', () => {
    for (const size of [0, 1, 15, 16, 17, 256, 60_000, 600_001]) {
      for (const divisor of [1, 255, 3, 0.1, 1e30]) {
        const to = new Float32Array(size);
        quotients(bytesOf(size), divisor)?.fill(to);
        expect(same(to, divided(bytesOf(size), divisor))).toBe(true);
      }
    }
  });

  it('are rounded right for every divisor from 1 to 255, and there are none for divisors that cannot be', () => {
    const bytes = bytesOf(256);
    for (let divisor = 1; divisor < 256; divisor++) {
      const to = new Float32Array(256);
      quotients(bytes, divisor)?.fill(to);
      expect(same(to, divided(bytes, divisor))).toBe(true);
    }
    for (const divisor of [0, 1e-40, 1e40]) expect(quotients(bytes, divisor)).toBeUndefined();
  });

  it('of rows of any width, unordered and repeated, up to the last byte of the table', () => {
    for (const width of [1, 2, 15, 16, 17, 63, 64, 65, 784, 3071]) {
      const indices = Uint32Array.of(8, 3, 3, 0, 8, 7);
      const bytes = bytesOf(9 * width);
      expect(same(rows(bytes, 255, width, indices), rowsOf(bytes, 255, width, indices))).toBe(true);
    }
  });

  it('of more rows, and of wider ones, than there is room for at a time', () => {
    for (const [width, count] of [
      [1, 5000],
      [784, 700],
      [300_001, 2],
    ] as const) {
      // prettier-ignore
      const bytes = bytesOf(width * count);
      const indices = Uint32Array.from({ length: count }, (_, i) => (i * 3 + 1) % count);
      expect(same(rows(bytes, 255, width, indices), rowsOf(bytes, 255, width, indices))).toBe(true);
    }
  });

  it('of several tables do not get in each other’s way, in batches that grow', () => {
    const tables = [1, 2, 3].map((factor) => bytesOf(40 * 50 * factor).map((byte) => byte * factor));
    const divisors = [255, 1, 17];
    const made = tables.map((bytes, i) => quotients(bytes, divisors[i]));
    for (const size of [1, 2, 30, 400]) {
      const indices = Uint32Array.from({ length: size }, (_, i) => (i * 7) % 40);
      made.forEach((table, i) => {
        const to = new Float32Array(50 * size);
        table?.fillRows(to, indices);
        expect(same(to, rowsOf(tables[i], divisors[i], 50, indices))).toBe(true);
      });
    }
  });

  it('keep the bytes', () => {
    const bytes = bytesOf(1000);
    const table = quotients(bytes, 255);
    table?.fillRows(new Float32Array(1000), Uint32Array.of(3, 2, 1, 0));
    expect(table?.bytes).toEqual(bytes);
    expect(table?.bytes.buffer).not.toBe(bytes.buffer);
  });

  it('are written to rooms without a copy, which do not touch each other', () => {
    const bytes = bytesOf(17 * 100);
    const table = quotients(bytes, 255);
    const indices = Uint32Array.of(99, 1, 50);
    const rooms = [table?.room(51), table?.room(51), table?.room(1 << 18)].filter((room) => room !== undefined);
    expect(new Set(rooms.map(({ byteOffset }) => byteOffset)).size).toBe(3);
    for (const room of rooms) table?.fillRows(room.subarray(room.length - 51), indices);
    const elsewhere = new Float32Array(51);
    table?.fillRows(elsewhere, indices);
    const wanted = rowsOf(bytes, 255, 17, indices);
    for (const to of [...rooms, elsewhere]) expect(same(to.slice(-51), wanted)).toBe(true);
    expect(table?.bytes).toEqual(bytes);
    table?.fill(rooms[2].subarray(0, bytes.length));
    expect(same(rooms[2].slice(0, bytes.length), divided(bytes, 255))).toBe(true);
  });

  it('have few rooms, and none for more than they hold; what nobody has any more is given again', async () => {
    const table = quotients(bytesOf(100), 255);
    expect(table?.room((1 << 18) + 1)).toBeUndefined();
    let taken = 0;
    while (table?.room(10) !== undefined) taken++;
    expect(taken).toBe(3);
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    let again: Float32Array | undefined;
    for (let i = 0; i < 100 && again === undefined; i++) {
      await setTimeout();
      if (typeof collect === 'function') collect();
      again = table?.room(10);
    }
    expect(again).toHaveLength(10);
  });

  it('are not read where no row is', () => {
    const table = quotients(bytesOf(100), 255);
    expect(() => table?.fillRows(new Float32Array(20), Uint32Array.of(9, 10))).toThrow(
      'rows: expected a row below 10, received 10.',
    );
    expect(() => table?.fillRows(new Float32Array(0), new Uint32Array(0))).not.toThrow();
  });

  it('are not there where the host has no memory', () => {
    const memory = vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
      throw new RangeError('could not allocate memory');
    });
    expect(quotients(bytesOf(10), 255)).toBeUndefined();
    memory.mockRestore();
    expect(quotients(bytesOf(10), 255)).toBeDefined();
  });
});
