/**
 * Arrays that fused loops work on where they lie: parameters, and what optimisers remember of them. Their memories are not
 * shared by threads, as ONNX Runtime takes no arrays out of shared memory, and do not grow, as arrays would lose theirs.
 */

import type { Rooms } from '../engine.ts';

/** Bytes of a page. */
const PAGE = 65_536;
/** Bytes that a loop works on in one turn, two lines of the cache: rooms begin at multiples of it, and are used up to one. */
export const TURN = 128;
/** Floats at the beginning of a memory for copies of what lies elsewhere. */
export const COPIES = PAGE;
/** Bytes of a memory, at least. Of what is not used the system gives none. */
const BYTES = 64 * PAGE;

/** A memory, and where its free part begins. */
export interface House {
  readonly memory: WebAssembly.Memory;
  readonly floats: Float32Array;
  end: number;
}

const houses = new WeakMap<Float32Array, House>();
let newest: House | undefined;

/** So many arrays of zeros in parts of those lengths, all in one memory; nothing where the host has no memory left for them. */
export function roomsTogether(lengths: readonly number[], count: number): readonly Rooms<Float32Array>[] | undefined {
  const starts = [0];
  for (const length of lengths) starts.push(starts[starts.length - 1] + TURN * Math.ceil((4 * length) / TURN));
  const bytes = starts[lengths.length];
  const house = houseFor(count * bytes);
  if (house === undefined) return undefined;
  const { buffer } = house.memory;
  return Array.from({ length: count }, () => {
    const whole = new Float32Array(buffer, house.end, bytes / 4);
    const parts = lengths.map((length, i) => new Float32Array(buffer, house.end + starts[i], length));
    house.end += bytes;
    for (const room of [whole, ...parts]) houses.set(room, house);
    return { whole, parts };
  });
}

/** The memory in which an array is a room. */
export function houseOf(array: unknown): House | undefined {
  return array instanceof Float32Array ? houses.get(array) : undefined;
}

/** One with so many bytes left, or a new one; nothing where the host has none. */
export function houseFor(bytes: number): House | undefined {
  if (newest !== undefined && newest.end + bytes <= newest.floats.byteLength) return newest;
  try {
    const pages = Math.ceil(Math.max(BYTES, 4 * COPIES + bytes) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    return (newest = { memory, floats: new Float32Array(memory.buffer), end: 4 * COPIES });
  } catch {
    return undefined;
  }
}
