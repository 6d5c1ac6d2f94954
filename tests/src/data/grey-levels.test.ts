import { afterEach, expect, it, vi } from 'vitest';
import { compile, type Tensor, use } from 'tslate';
import { greyLevels } from '../../../src/data/grey-levels.ts';
import { rowsLater } from '../../../src/data/rows-later.ts';
import { Deferred } from '../../../src/tensor/deferred.ts';

const bytes = Uint8Array.from({ length: 60 }, (_, i) => i * 4);
const floats = Float32Array.from(bytes, (byte) => byte / 255);
const before = use('simd');

afterEach(() => {
  use(before);
  vi.restoreAllMocks();
});

/** Rows 3 and 1 of five. */
function picked(levels: ReturnType<typeof greyLevels>): Float32Array {
  const to = new Float32Array(24);
  levels.fillRows?.(to, Uint32Array.of(3, 1));
  return to;
}

const wanted = Float32Array.of(...floats.subarray(36, 48), ...floats.subarray(12, 24));

it.each(['simd', 'plain'] as const)('gives all levels and rows of them on the engine %s', (name) => {
  use(name);
  const levels = greyLevels(bytes, 255);
  expect(picked(levels)).toEqual(wanted);
  expect(levels.all?.()).toEqual(floats);
  expect(levels.all?.()).toBe(levels.all?.());
});

it('goes on when the engine changes', () => {
  const levels = greyLevels(bytes, 255);
  for (const name of ['plain', 'simd', 'plain'] as const) {
    use(name);
    expect(picked(levels)).toEqual(wanted);
  }
});

it('does without a memory that the host does not give', () => {
  const memory = vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
    throw new RangeError('could not allocate memory');
  });
  use('simd');
  const levels = greyLevels(bytes, 255);
  expect(picked(levels)).toEqual(wanted);
  expect(levels.all?.()).toEqual(floats);
  expect(memory).toHaveBeenCalledTimes(1);
});

it.each(['onnx', 'simd'] as const)(
  'enters programs on %s, several at once, more than there are rooms for, in batches of several sizes',
  async (name) => {
    use(name, { threads: 1 });
    const [rows, width] = [3000, 20] as const;
    const levels = Uint8Array.from({ length: rows * width }, (_, i) => i + (i >> 8));
    const table = new Deferred(greyLevels(levels, 255), [rows, width] as const, 'float32');
    const programs = Array.from({ length: 5 }, (_, k) =>
      compile((x: Tensor<readonly [number, 20]>) => x.mul(k + 1).sum(1)),
    );
    const sums = (picked: Uint32Array, factor: number): number[] =>
      Array.from(picked, (row) => levels.subarray(row * width, (row + 1) * width).reduce((a, b) => a + b, 0) * factor);
    for (const size of [1000, 1000, 2500, 700, 1000]) {
      const batches = programs.map((_, k) => Uint32Array.from({ length: size }, (_, i) => (i * 7 + k) % rows));
      const results = await Promise.all(programs.map((program, k) => program(rowsLater(table, batches[k]))));
      results.forEach(({ data }, k) => {
        const wanted = sums(batches[k], (k + 1) / 255);
        expect(Math.max(...wanted.map((sum, i) => Math.abs(sum - data[i])))).toBeLessThan(1e-4);
      });
    }
  },
);
