/** The header of a safetensors file, and the rules that it keeps. */
import { DataError } from '../data/data-error.ts';
import { isRecord } from '../json.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { elementTypes } from './safetensors-types.ts';

/** What the header says of a tensor. */
export interface Entry {
  readonly dtype: string;
  readonly shape: Shape;
  /** Where its elements begin and end, in bytes behind the header. */
  readonly data_offsets: readonly [number, number];
}

export interface Header {
  /** The tensors in the order of their elements. */
  readonly entries: readonly (readonly [string, Entry])[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the elements begin. */
  readonly start: number;
}

/** Bytes of the longest header that the reference implementation reads. */
const LONGEST = 100_000_000;

/** @throws DataError that says which rule the file breaks */
export function parseHeader(bytes: Uint8Array, file: string): Header {
  const length = bytes.length < 8 ? 0 : Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const start = 8 + length;
  if (length > LONGEST) {
    throw new DataError(file, {
      expected: `a header of at most ${LONGEST} bytes`,
      received: `one of ${length} bytes`,
      hint: 'is it a safetensors file?',
    });
  }
  if (bytes.length < 8 || start > bytes.length) {
    const expected = bytes.length < 8 ? 'the 8 bytes of the header’s length' : `a header of ${length} bytes`;
    throw cutOff(file, expected, Math.max(bytes.length < 8 ? bytes.length : bytes.length - 8, 0));
  }
  const json = parsed(bytes.subarray(8, start), file);
  const entries = Object.entries(json)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]): readonly [string, Entry] => [name, checkedEntry(name, value, file)])
    .sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]);
  checkLayout(entries, bytes.length - start, file);
  return { entries, metadata: checkedMetadata(json['__metadata__'] ?? {}, file), start };
}

function parsed(bytes: Uint8Array, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    value = undefined;
  }
  // 0x7b is {: the format allows spaces behind the JSON, not in front of it.
  if (bytes[0] === 0x7b && isRecord(value)) return value;
  const hint = 'is it a safetensors file? If so, it is damaged: get it again';
  throw new DataError(file, { expected: 'a JSON object as header', received: 'something else', hint });
}

function checkedEntry(name: string, value: unknown, file: string): Entry {
  const { dtype, shape, data_offsets: offsets }: Readonly<Record<string, unknown>> = isRecord(value) ? value : {};
  if (typeof dtype !== 'string' || !isNumbers(shape) || !isNumbers(offsets) || offsets.length !== 2) {
    const expected = 'dtype, shape and data_offsets in the header';
    throw new DataError(file, { what: name, expected, received: JSON.stringify(value) });
  }
  if (!Object.hasOwn(elementTypes, dtype)) {
    const expected = `an element type that can be read, one of ${Object.keys(elementTypes).join(', ')}`;
    throw new DataError(file, { what: name, expected, received: dtype, hint: 'convert it where the file was written' });
  }
  const [from, to] = offsets;
  const size = sizeOf(shape) * elementTypes[dtype].bytes;
  if (to - from !== size) {
    const expected = `${size} bytes for the shape ${shape.join('×')} of ${dtype}`;
    throw new DataError(file, { what: name, expected, received: `offsets ${from} to ${to}` });
  }
  return { dtype, shape, data_offsets: [from, to] };
}

/** Elements lie one after the other and fill the file. */
function checkLayout(entries: readonly (readonly [string, Entry])[], present: number, file: string): void {
  let end = 0;
  for (const [
    name,
    {
      data_offsets: [from, to],
    },
  ] of entries) {
    // prettier-ignore
    if (from !== end) {
      throw new DataError(file, {
        what: name,
        expected: `elements from byte ${end} on, where those before it end`,
        received: `an offset of ${from}: they ${from < end ? 'overlap' : 'leave a gap'}`,
      });
    }
    end = to;
  }
  if (end > present) throw cutOff(file, `${end} bytes of elements`, present);
  if (end === present) return;
  throw new DataError(file, { expected: `${end} bytes of elements, as in the header`, received: `${present}` });
}

function checkedMetadata(value: unknown, file: string): Readonly<Record<string, string>> {
  if (isRecord(value) && Object.values(value).every((text) => typeof text === 'string')) {
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
  }
  throw new DataError(file, { what: '__metadata__', expected: 'texts by name', received: JSON.stringify(value) });
}

function cutOff(file: string, expected: string, present: number): DataError {
  return new DataError(file, { expected, received: `${present}`, hint: 'the file is cut off: get it again' });
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((number) => Number.isSafeInteger(number) && number >= 0);
}
