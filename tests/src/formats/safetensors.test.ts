/** Safetensors against files that Python's package wrote, and files that break a rule of the format. */
import { describe, expect, it } from 'vitest';
import { readSafetensors, tensor, writeSafetensors, zeros } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';

const python = (name: string): Uint8Array => Uint8Array.from(reference('safetensors_files', name).data);

const ours = [
  ['dense1/b', tensor([0.5, 0.25, 0.125])],
  ['dense1/W', tensor([[1.5, -2.25, 0], [3, 1e-20, -1e20]])], // prettier-ignore
  ['scalar', tensor(new Float64Array([0.1]), [])],
  ['steps', tensor(new Int32Array([1, -2, 2147483647]), [3])],
  ['10', tensor([1, 0, 1], [3], 'bool')],
  ['leer/空 "x"', zeros([0, 3])],
] as const;

/** A file with that header and so many bytes of elements. */
function file(header: string | object, elements = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + elements);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const floats = (from: number, to: number, shape = [(to - from) / 4]) => ({ dtype: 'F32', shape, data_offsets: [from, to] }); // prettier-ignore
const refused = (bytes: Uint8Array): string => messageOf(() => readSafetensors(bytes, 'model.safetensors'));

describe('safetensors', () => {
  it('are written byte for byte as Python writes them, whatever the order of the tensors', () => {
    const metadata = { format: 'np', who: 'å' };
    // The order of the texts is the one thing that Python leaves to chance.
    const swapped = { who: 'å', format: 'np' };
    const bytes = [writeSafetensors(ours, metadata), writeSafetensors([...ours].reverse(), swapped)];
    expect(bytes.map((b) => Buffer.from(b).toString('latin1'))).toContain(
      Buffer.from(python('ours')).toString('latin1'),
    );
    expect(bytes[0].length).toBe(bytes[1].length);
    expect(writeSafetensors([])).toEqual(python('empty'));
  });

  it('of Python are read: types, shapes, values and texts', () => {
    const { tensors, metadata } = readSafetensors(python('ours'));
    expect(metadata).toEqual({ format: 'np', who: 'å' });
    expect(tensors.size).toBe(ours.length);
    for (const [name, values] of ours) expectClose(tensors.get(name) ?? zeros([]), values, 0, name);
    expect(readSafetensors(python('empty'))).toEqual({ tensors: new Map(), metadata: {} });
  });

  it('come back as they were written, from bytes that lie anywhere in memory', () => {
    const bytes = writeSafetensors(ours, { note: 'x' });
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    const { tensors, metadata } = readSafetensors(inside.subarray(3));
    expect(metadata).toEqual({ note: 'x' });
    for (const [name, values] of ours) expectClose(tensors.get(name) ?? zeros([]), values, 0, name);
  });

  it('with halves become float32 exactly, and whole numbers of other widths int32', () => {
    const { tensors } = readSafetensors(python('halves'));
    for (const name of ['half', 'brain']) {
      const wanted = reference('safetensors_files', 'halvesAsFloats', name);
      expectClose(tensors.get(name) ?? zeros([]), wanted, 1e-9, name);
    }
    expect(Object.is(tensors.get('half')?.data[1], -0)).toBe(true);
    const whole = readSafetensors(python('whole')).tensors;
    expect(whole.size).toBe(7);
    for (const [name, values] of whole) {
      expectClose(values, tensor(new Int32Array([0, 1, 100]), [3]), 0, name);
    }
    const odd = file({ x: { dtype: 'F16', shape: [3], data_offsets: [0, 6] } }, 6);
    odd.set([0x00, 0x7c, 0x00, 0xfc, 0x01, 0x7c], odd.length - 6);
    expect(readSafetensors(odd).tensors.get('x')?.toArray()).toEqual([Infinity, -Infinity, NaN]);
  });

  it('keep the name __metadata__ for texts', () => {
    expect(messageOf(() => writeSafetensors([['__metadata__', zeros([1])]]))).toBe(
      "writeSafetensors: expected another name, received '__metadata__'.",
    );
  });
});

describe('a file that is no safetensors file', () => {
  it('is cut off: in its length, its header or its elements', () => {
    const whole = writeSafetensors(ours);
    expect(refused(whole.subarray(0, 5))).toBe(
      'model.safetensors: expected the 8 bytes of the header’s length, received 5; the file is cut off: get it again.',
    );
    expect(refused(whole.subarray(0, 100))).toContain('expected a header of 376 bytes, received 92; the file is cut');
    expect(refused(whole.subarray(0, -1))).toContain('expected 59 bytes of elements, received 58; the file is cut off');
  });

  it('has a header longer than any, or none that is JSON', () => {
    expect(refused(new TextEncoder().encode('this is only a text'))).toMatch(
      /^model.safetensors: expected a header of at most 100000000 bytes, received one of \d+ bytes; is it a safet/,
    );
    for (const header of ['[]', '{"x"', ' {}', 'null']) {
      expect(refused(file(header))).toContain('expected a JSON object as header, received something else; is it a ');
    }
    expect(refused(file({ x: 1 }))).toBe(
      'model.safetensors: x: expected dtype, shape and data_offsets in the header, received 1.',
    );
    expect(refused(file({ x: { ...floats(0, 4), shape: [-1] } }, 4))).toContain('expected dtype, shape and data_off');
    expect(refused(file({ __metadata__: { a: 1 } }))).toBe(
      'model.safetensors: __metadata__: expected texts by name, received {"a":1}.',
    );
  });

  it('has elements that overlap, leave a gap, do not fit their shape, or belong to nobody', () => {
    expect(refused(file({ a: floats(0, 8), b: floats(4, 12) }, 12))).toBe(
      'model.safetensors: b: expected elements from byte 8 on, where those before it end, ' +
        'received an offset of 4: they overlap.',
    );
    expect(refused(file({ a: floats(0, 8), b: floats(12, 16) }, 16))).toContain('an offset of 12: they leave a gap.');
    expect(refused(file({ a: floats(0, 8, [3]) }, 8))).toBe(
      'model.safetensors: a: expected 12 bytes for the shape 3 of F32, received offsets 0 to 8.',
    );
    expect(refused(file({ a: floats(0, 8) }, 9))).toContain(
      'expected 8 bytes of elements, as in the header, received 9',
    );
  });

  it('has elements that cannot be held', () => {
    expect(refused(python('eighths'))).toBe(
      'model.safetensors: eighth: expected an element type that can be read, one of BOOL, U8, I8, I16, U16, F16, BF16, ' +
        'I32, U32, F32, F64, I64, U64, received F8_E4M3; convert it where the file was written.',
    );
    expect(refused(python('large'))).toBe(
      'model.safetensors: large: expected whole numbers within int32, received larger ones (I64).',
    );
  });
});
