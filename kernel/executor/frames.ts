/** The pipe between front and executor: ordered frames `[u32 length of payload][u8 kind][u32 cell][payload]`. */
import { Buffer } from 'node:buffer';

/** The payload of `mixed` is JSON with binary data beside it (see `packMixed`). */
export const FrameKind = { stdout: 1, stderr: 2, json: 3, mixed: 4 } as const;

export interface Frame {
  readonly kind: number;
  /** The execution that the frame belongs to; 0 for none. */
  readonly cell: number;
  readonly payload: Buffer;
}

const headerBytes = 9;

/** One frame as bytes. */
export function encodeFrame(kind: number, cell: number, payload: string | Uint8Array): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.byteLength;
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame.writeUInt32LE(length, 0);
  frame.writeUInt8(kind, 4);
  frame.writeUInt32LE(cell, 5);
  if (typeof payload === 'string') frame.write(payload, headerBytes);
  else frame.set(payload, headerBytes);
  return frame;
}

/** JSON and buffers as one payload: `[u32 number of buffers][u32 length of each][buffers…][JSON]`. */
export function packMixed(json: string, buffers: readonly Uint8Array[]): Buffer {
  const lengths = Buffer.alloc(4 * (1 + buffers.length));
  lengths.writeUInt32LE(buffers.length, 0);
  for (const [index, { byteLength }] of buffers.entries()) lengths.writeUInt32LE(byteLength, 4 * (index + 1));
  return Buffer.concat([lengths, ...buffers, Buffer.from(json)]);
}

/** What `packMixed` packed; the buffers are copies. */
export function unpackMixed(payload: Buffer): { readonly json: string; readonly buffers: readonly Uint8Array[] } {
  const buffers: Uint8Array[] = [];
  const count = payload.readUInt32LE(0);
  let offset = 4 * (1 + count);
  for (let index = 0; index < count; index++) {
    const end = offset + payload.readUInt32LE(4 * (index + 1));
    buffers.push(new Uint8Array(payload.subarray(offset, end)));
    offset = end;
  }
  return { json: payload.toString('utf8', offset), buffers };
}

/** Cuts a byte stream into frames; chunks of a long frame are gathered and joined once. */
export class FrameReader {
  readonly #act: (frame: Frame) => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needed = headerBytes;

  constructor(act: (frame: Frame) => void) {
    this.#act = act;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    while (rest.length >= headerBytes) {
      const end = headerBytes + rest.readUInt32LE(0);
      if (rest.length < end) break;
      const payload = rest.subarray(headerBytes, end);
      const frame = { kind: rest.readUInt8(4), cell: rest.readUInt32LE(5), payload };
      rest = rest.subarray(end);
      this.#act(frame);
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#needed = rest.length >= headerBytes ? headerBytes + rest.readUInt32LE(0) : headerBytes;
  }
}
