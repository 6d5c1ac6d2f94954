import { afterEach, expect, it, vi } from 'vitest';
import { use } from 'tslate';
import { greyLevels } from '../../../src/data/grey-levels.ts';

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
