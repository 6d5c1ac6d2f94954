/**
 * The IDX format of MNIST: two zero bytes, the element type, the number of dimensions; each dimension as a 32-bit
 * number; then the elements, row by row. All numbers are big-endian. (LeCun, "The MNIST database", file formats.)
 */
import { DataError } from './data-error.ts';

export type IdxData = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

export interface Idx<D extends IdxData = IdxData> {
  readonly shape: readonly number[];
  readonly data: D;
}

/** An element type: its code in the third byte, its name, its size in bytes, and how it is read and written. */
interface ElementType {
  readonly code: number;
  readonly name: string;
  readonly bytes: number;
  allocate(size: number): IdxData;
  get(view: DataView, at: number): number;
  set(view: DataView, at: number, value: number): void;
}

const TYPES: readonly ElementType[] = [
  // prettier-ignore
  { code: 0x08, name: 'uint8', bytes: 1, allocate: (n) => new Uint8Array(n), get: (v, at) => v.getUint8(at), set: (v, at, x) => v.setUint8(at, x) },
  // prettier-ignore
  { code: 0x09, name: 'int8', bytes: 1, allocate: (n) => new Int8Array(n), get: (v, at) => v.getInt8(at), set: (v, at, x) => v.setInt8(at, x) },
  // prettier-ignore
  { code: 0x0b, name: 'int16', bytes: 2, allocate: (n) => new Int16Array(n), get: (v, at) => v.getInt16(at), set: (v, at, x) => v.setInt16(at, x) },
  // prettier-ignore
  { code: 0x0c, name: 'int32', bytes: 4, allocate: (n) => new Int32Array(n), get: (v, at) => v.getInt32(at), set: (v, at, x) => v.setInt32(at, x) },
  // prettier-ignore
  { code: 0x0d, name: 'float32', bytes: 4, allocate: (n) => new Float32Array(n), get: (v, at) => v.getFloat32(at), set: (v, at, x) => v.setFloat32(at, x) },
  // prettier-ignore
  { code: 0x0e, name: 'float64', bytes: 8, allocate: (n) => new Float64Array(n), get: (v, at) => v.getFloat64(at), set: (v, at, x) => v.setFloat64(at, x) },
];

/**
 * Reads IDX bytes (not gzipped; see `gunzip`). Elements of one byte are a view of the given bytes, not a copy.
 * @param file the name that errors speak of
 * @throws DataError when the magic number is wrong, or the file is shorter or longer than its header says.
 */
export function readIdx(bytes: Uint8Array, file = 'IDX data'): Idx {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = TYPES.find(({ code }) => code === bytes[2]);
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || type === undefined) {
    throw new DataError(file, {
      expected: `an IDX file, whose first bytes are 00 00, a type (${TYPES.map(({ code }) => hex(code)).join(' ')}), a rank`,
      received: bytes.length === 0 ? 'an empty file' : Array.from(bytes.subarray(0, 4), hex).join(' '),
      hint: isGzip(bytes)
        ? 'the file is gzipped: gunzip it first'
        : 'the file is no IDX file or is damaged: get it again',
    });
  }
  const rank = bytes[3];
  const header = 4 + 4 * rank;
  if (bytes.length < header) throw wrongLength(file, `a header of ${header} bytes for ${rank} dimensions`, bytes);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  const length = header + size * type.bytes;
  if (bytes.length !== length) {
    throw wrongLength(file, `${length} bytes for ${shape.join('×')} elements of type ${type.name}`, bytes);
  }
  if (type.name === 'uint8') return { shape, data: bytes.subarray(header) };
  const data = type.allocate(size);
  for (let i = 0; i < size; i++) data[i] = type.get(view, header + i * type.bytes);
  return { shape, data };
}

function wrongLength(file: string, expected: string, bytes: Uint8Array): DataError {
  const hint = 'the file is truncated or damaged: delete it and get it again';
  return new DataError(file, { expected, received: `${bytes.length} bytes`, hint });
}

/**
 * The bytes of an IDX file; its shape is `shape`, the element type that of the array `data`.
 * @throws DataError when `shape` and the number of elements do not agree, or IDX has no such type
 */
export function writeIdx({ shape, data }: Idx): Uint8Array {
  const type = TYPES.find(({ allocate }) => allocate(0).constructor === data.constructor);
  const size = shape.reduce((product, length) => product * length, 1);
  if (type === undefined || shape.length > 255 || size !== data.length) {
    throw new DataError('writeIdx', {
      expected: `${size} elements for the shape ${shape.join('×')}, in an array type that IDX knows`,
      received: `${data.length} elements in a ${data.constructor.name}`,
    });
  }
  const header = 4 + 4 * shape.length;
  const bytes = new Uint8Array(header + size * type.bytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, type.code, shape.length]);
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length);
  for (const [i, value] of data.entries()) type.set(view, header + i * type.bytes, value);
  return bytes;
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Whether the bytes begin as gzip does (RFC 1952). */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Bytes that are gzipped come back uncompressed, others as they are. Uses what browsers and Node have in common.
 * @param bytes of a file
 * @param file the name that errors speak of
 * @throws DataError when the gzip stream is cut short or damaged.
 */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>, file = 'gzip data'): Promise<Uint8Array<ArrayBuffer>> {
  if (!isGzip(bytes)) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new DataError(file, {
      expected: 'a whole gzip stream',
      received: `one of ${bytes.length} bytes that does not unpack (${reason(cause)})`,
      hint: 'the file is truncated or damaged: delete it and get it again',
    });
  }
}

function reason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
