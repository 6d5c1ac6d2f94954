/**
 * Writes Protocol Buffers, as far as a file format needs it: fields of whole numbers, floats, text, bytes and messages.
 * Source: https://protobuf.dev/programming-guides/encoding
 */
import { joinBytes } from './join-bytes.ts';

/** A field's bytes: its tag and its value. */
export type Field = readonly Uint8Array[];

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** A message: its fields one after the other. */
export function message(...fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  return joinBytes(fields.flat());
}

/** A whole number (int32, int64, enum, bool); negative ones as 64-bit two's complement. */
export function whole(field: number, value: number): Field {
  return [varint(field * 8 + VARINT), varint(value)];
}

/** A number as float32. */
export function float(field: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [varint(field * 8 + FIXED32), bytes];
}

export function text(field: number, value: string): Field {
  return bytes(field, new TextEncoder().encode(value));
}

/** Bytes, or a message inside. */
export function bytes(field: number, value: Uint8Array): Field {
  return [varint(field * 8 + LENGTH_DELIMITED), varint(value.length), value];
}

/** Many whole numbers, packed. */
export function wholes(field: number, values: readonly number[]): Field {
  return bytes(field, joinBytes(values.map(varint)));
}

/** Seven bits a byte, the lowest first; the high bit says that more follow. */
function varint(value: number): Uint8Array<ArrayBuffer> {
  const found: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) found.push(Number(rest & 0x7fn) | 0x80);
  found.push(Number(rest));
  return Uint8Array.from(found);
}
