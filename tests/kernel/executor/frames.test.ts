import { expect, test } from 'vitest';
import { encodeFrame, type Frame, FrameReader, packMixed, unpackMixed } from '../../../kernel/executor/frames.ts';
import { NativeOutput } from '../../../kernel/executor/native-output.ts';
import { endMark } from '../../../kernel/executor/contract.ts';

test('frames come out as they went in, however the bytes are cut', () => {
  const bytes = Buffer.concat([
    encodeFrame(1, 7, 'π'),
    encodeFrame(3, 0, ''),
    encodeFrame(2, 2 ** 31, Buffer.alloc(3000, 5)),
  ]);
  for (const size of [1, 2, 7, 64, bytes.length]) {
    const frames: Frame[] = [];
    const reader = new FrameReader((frame) => frames.push({ ...frame, payload: Buffer.from(frame.payload) }));
    for (let offset = 0; offset < bytes.length; offset += size) reader.push(bytes.subarray(offset, offset + size));
    expect(frames.map(({ kind, cell, payload }) => [kind, cell, payload.length])).toEqual([
      ...[
        [1, 7, 2],
        [3, 0, 0],
        [2, 2 ** 31, 3000],
      ],
    ]);
    expect(frames[0]?.payload.toString()).toBe('π');
  }
});

test('native output is cut at its marks, however the bytes are cut, and other zero bytes pass', () => {
  const bytes = Buffer.from(`a😀\u0000b${endMark(3)}c${endMark(12)}\u0000tslate-en`);
  for (const size of [1, 3, 5, bytes.length]) {
    let text = '';
    const output = new NativeOutput(
      (more) => (text += more),
      (cell) => (text += `<${cell}>`),
    );
    for (let offset = 0; offset < bytes.length; offset += size) output.push(bytes.subarray(offset, offset + size));
    output.end();
    expect(text).toBe('a😀\u0000b<3>c<12>\u0000tslate-en');
  }
});

test('JSON travels with bytes beside it', () => {
  const buffers = [new Uint8Array([1, 2]), new Uint8Array(), new Uint8Array([255])];
  for (const some of [buffers, []])
    expect(unpackMixed(packMixed('{"x":"π"}', some))).toEqual({ json: '{"x":"π"}', buffers: some });
});
