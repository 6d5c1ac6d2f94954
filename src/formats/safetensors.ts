/**
 * Safetensors: named tensors in one file, which Python, Rust and JavaScript read alike and which can hold no code.
 *
 *     N: length of the header (u64) · header: JSON of N bytes · elements, one tensor after the other
 *
 * The header tells of every tensor its type, its shape, and where its elements lie. Numbers are little-endian, as the
 * memory of every machine is that runs JavaScript today.
 * Source: https://github.com/huggingface/safetensors, “Format”.
 */
import { DataError } from '../data/data-error.ts';
import { ArgumentError } from '../errors.ts';
import type { DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { type Entry, parseHeader } from './safetensors-header.ts';
import { elementTypes } from './safetensors-types.ts';

/** What a file holds. */
export interface Safetensors {
  /** The tensors by name, in the order of the file. */
  readonly tensors: ReadonlyMap<string, AnyTensor>;
  /** Texts that travel with the tensors. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Our element types there, in the order in which they are written: the widest first, so that every tensor is aligned. */
const written: readonly (readonly [DType, string])[] = [
  ['float64', 'F64'],
  ['float32', 'F32'],
  ['int32', 'I32'],
  ['bool', 'BOOL'],
];

/**
 * The bytes of a file with these tensors, to the bit as the reference implementation writes them.
 * @param tensors by name
 * @param metadata texts that travel with them, none by default
 * @throws ArgumentError for a tensor named `__metadata__`, a name that the format keeps for itself
 */
export function writeSafetensors(
  tensors: Iterable<readonly [string, AnyTensor]>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const byName = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1));
  if (byName.some(([name]) => name === '__metadata__')) {
    throw new ArgumentError({ what: 'writeSafetensors', expected: 'another name', received: "'__metadata__'" });
  }
  const rows = written.flatMap(([dtype, type]) =>
    byName.filter(([, tensor]) => tensor.dtype === dtype).map(([name, tensor]) => ({ name, type, tensor })),
  );
  let end = 0;
  const entries = rows.map(({ name, type, tensor: { shape, data } }): readonly [string, Entry] => {
    const start = end;
    end += data.byteLength;
    return [name, { dtype: type, shape, data_offsets: [start, end] }];
  });
  const header = headerBytes(entries, metadata);
  const bytes = new Uint8Array(8 + header.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  rows.forEach(({ tensor: { data } }, i) => {
    const [, { data_offsets }] = entries[i];
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 8 + header.length + data_offsets[0]);
  });
  return bytes;
}

/** The JSON, and spaces up to a multiple of 8 bytes. */
function headerBytes(
  entries: readonly (readonly [string, Entry])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const texts = Object.keys(metadata).length === 0 ? [] : [['__metadata__', metadata] as const];
  // Not one object: its keys that are whole numbers would come first.
  const members = [...texts, ...entries].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const json = new TextEncoder().encode(`{${members.join(',')}}`);
  const padded = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  padded.set(json);
  return padded;
}

/**
 * The tensors in the bytes of a file. Halves (F16 and BF16) become float32, whole numbers of any width int32.
 * @param file its name, for messages
 * @throws DataError when the bytes break a rule of the format: cut off, a header too long or no JSON, elements that
 * overlap or leave gaps, an element type that is not known, whole numbers beyond int32
 */
export function readSafetensors(bytes: Uint8Array, file = 'safetensors'): Safetensors {
  const { entries, metadata, start } = parseHeader(bytes, file);
  const tensors = entries.map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [from, to],
      },
    ]) => {
      const type = elementTypes[dtype];
      // A copy: elements need not be aligned in the file, and its bytes need not stay in memory.
      const data = type.read(new Uint8Array(bytes.subarray(start + from, start + to)).buffer);
      if (data !== undefined) return [name, new Tensor<Shape, DType>(data, shape, type.dtype)] as const;
      throw new DataError(file, {
        what: name,
        expected: 'whole numbers within int32',
        received: `larger ones (${dtype})`,
      });
    },
  );
  return { tensors: new Map(tensors), metadata };
}
