import { describe, expect, it } from 'vitest';
import {
  assemble,
  get,
  I32,
  I32_MUL,
  i32,
  increase,
  repeat,
  set,
  signed,
  unsigned,
} from '../../../../src/engines/simd/assembler.ts';

describe('LEB128', () => {
  it('writes the examples of its definition', () => {
    // DWARF 4, section 7.6, tables 42 and 43.
    const unsignedExamples = [[2, [2]], [127, [127]], [128, [0x80, 1]], [129, [0x81, 1]], [12857, [0xb9, 0x64]]] as const; // prettier-ignore
    for (const [value, bytes] of unsignedExamples) expect(unsigned(value)).toEqual(bytes);
    const signedExamples = [
      [2, [2]],
      [-2, [0x7e]],
      [127, [0xff, 0]],
      [-127, [0x81, 0x7f]],
      [128, [0x80, 1]],
      [-128, [0x80, 0x7f]],
      [129, [0x81, 1]],
      [-129, [0xff, 0x7e]],
    ] as const;
    for (const [value, bytes] of signedExamples) expect(signed(value)).toEqual(bytes);
  });
});

describe('assemble', () => {
  it('writes a module that runs: n! into the memory, by a loop', () => {
    const [n, result] = [0, 1];
    const store = [0x36, 2, 0];
    const bytes = assemble({
      parameters: [I32],
      locals: [I32],
      body: [
        ...[...i32(1), ...set(result)],
        ...repeat(n, [...get(result), ...get(n), ...I32_MUL, ...set(result)]),
        ...increase(result, i32(-20)),
        ...[...i32(0), ...get(result), ...store],
      ],
    });
    expect(WebAssembly.validate(bytes)).toBe(true);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } }).exports;
    if (typeof run !== 'function') throw new Error('no function');
    run(5);
    expect(new Int32Array(memory.buffer)[0]).toBe(100);
    run(0);
    expect(new Int32Array(memory.buffer)[0]).toBe(-19);
  });
});
