/** Bytes that are kept in a memory of their own, where a loop divides the rows that are asked for: grey levels of pictures. */
import { ArgumentError } from '../../errors.ts';
import type { Quotients } from '../engine.ts';
import { assemble, instance } from './assembler.ts';
import {
  BEYOND,
  divideRows,
  type DivideRows,
  LINE,
  QUOTIENTS,
  ROOM,
  ROOMS,
  ROOMS_AT,
  ROWS,
  TABLE_AT,
} from './divide-rows.ts';

/** Bytes of a page. */
const PAGE = 65_536;

let module: WebAssembly.Module | undefined;

/** Nothing where the host has no memory for the bytes, or where products would not be rounded as the quotients are. */
export function quotients(bytes: Uint8Array, divisor: number): Quotients | undefined {
  const factor = reciprocal(divisor);
  if (factor === undefined) return undefined;
  try {
    const pages = Math.ceil((TABLE_AT + bytes.length + BEYOND) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    module ??= new WebAssembly.Module(assemble(divideRows));
    return new Table(bytes, memory, instance<DivideRows>(module, memory), factor);
  } catch {
    return undefined;
  }
}

class Table implements Quotients {
  readonly bytes: Uint8Array;
  /** Where each row begins. */
  readonly #places: Uint32Array;
  /** In the first room are quotients that are copied to where they are wanted; the others are given away. */
  readonly #quotients: Float32Array;
  readonly #rooms: (WeakRef<Float32Array> | undefined)[];
  readonly #divideRows: DivideRows;
  readonly #factor: Factor;

  constructor(bytes: Uint8Array, { buffer }: WebAssembly.Memory, run: DivideRows, factor: Factor) {
    this.bytes = new Uint8Array(buffer, TABLE_AT, bytes.length);
    this.bytes.set(bytes);
    this.#places = new Uint32Array(buffer, 0, ROWS);
    this.#quotients = new Float32Array(buffer, ROOMS_AT, QUOTIENTS);
    this.#rooms = [new WeakRef(this.#quotients), ...new Array<undefined>(ROOMS - 1)];
    this.#divideRows = run;
    this.#factor = factor;
  }

  fill(to: Float32Array, first = 0): void {
    for (let start = 0; start < to.length; start += QUOTIENTS) {
      this.#places[0] = first + start;
      this.#write(1, Math.min(QUOTIENTS, to.length - start), to, start);
    }
  }

  fillRows(to: Float32Array, indices: Uint32Array): void {
    const width = to.length / indices.length;
    const together = Math.min(ROWS, Math.floor(QUOTIENTS / width));
    for (let start = 0; start < indices.length; start += Math.max(together, 1)) {
      const count = Math.min(together, indices.length - start);
      for (let i = 0; i < count; i++) this.#places[i] = this.#placeOf(indices[start + i], width);
      if (count > 0) this.#write(count, width, to, start * width);
      else this.fill(to.subarray(start * width, (start + 1) * width), this.#placeOf(indices[start], width));
    }
  }

  room(length: number): Float32Array | undefined {
    const free = this.#rooms.findIndex((room) => room?.deref() === undefined);
    if (free === -1 || length > QUOTIENTS) return undefined;
    const room = new Float32Array(this.bytes.buffer, ROOMS_AT + free * ROOM, length);
    this.#rooms[free] = new WeakRef(room);
    return room;
  }

  /** @throws ArgumentError for a row that is not there: the loop reads whatever lies at a place */
  #placeOf(row: number, width: number): number {
    const place = row * width;
    if (place + width <= this.bytes.length) return place;
    const expected = `a row below ${this.bytes.length / width}`;
    throw new ArgumentError({ what: 'rows', expected, received: String(row) });
  }

  #write(rows: number, width: number, to: Float32Array, start: number): void {
    const inRoom = to.buffer === this.bytes.buffer;
    const at = inRoom ? to.byteOffset + 4 * start : ROOMS_AT;
    this.#divideRows(rows, width, Math.ceil(width / 16), Math.ceil(width / LINE), at, ...this.#factor);
    if (!inRoom) to.set(this.#quotients.subarray(0, rows * width), start);
  }
}

type Factor = readonly [high: number, low: number];

/**
 * 1/divisor as the sum of two numbers, the higher of 16 bits, so that its products with bytes are exact in float32; nothing
 * unless all products are what quotients are: no division takes as little time as two multiplications.
 */
function reciprocal(divisor: number): Factor | undefined {
  const high = Float32Array.of(1 / divisor);
  new Uint32Array(high.buffer)[0] &= ~0xff;
  const factor = [high[0], Math.fround(1 / divisor - high[0])] as const;
  for (let byte = 0; byte < 256; byte++) {
    const product = Math.fround(byte * factor[0]) + Math.fround(byte * factor[1]);
    if (!Object.is(Math.fround(product), Math.fround(byte / divisor))) return undefined;
  }
  return factor;
}
