/** Bytes as floats, divided by one number: grey levels of pictures, sixteen at a time. */
import * as wasm from './assembler.ts';
import { COPIES, type House, houseFor } from './rooms.ts';

/** Bytes at a time: they and their quotients, four times as long, share the place for copies. */
const BLOCK = 16 * Math.floor((4 * COPIES) / (5 * 16));

type Run = (vectors: number, divisor: number) => void;
const [VECTORS, DIVISOR, AT, TO, BYTES, DIVISORS] = [0, 1, 2, 3, 4, 5];

const quarter = (half: wasm.Code, part: wasm.Code, offset: number): wasm.Code => [
  ...[...wasm.get(TO), ...wasm.get(BYTES), ...half, ...part, ...wasm.F32X4_CONVERT_I32X4_U],
  ...[...wasm.get(DIVISORS), ...wasm.F32X4_DIV, ...wasm.v128Store(offset)],
];

const source: wasm.FunctionSource = {
  parameters: [wasm.I32, wasm.F32],
  locals: [wasm.I32, wasm.I32, wasm.V128, wasm.V128],
  body: [
    ...[...wasm.i32(BLOCK), ...wasm.set(TO), ...wasm.get(DIVISOR), ...wasm.F32X4_SPLAT, ...wasm.set(DIVISORS)],
    ...wasm.repeat(VECTORS, [
      ...[...wasm.get(AT), ...wasm.v128Load(0), ...wasm.set(BYTES)],
      ...quarter(wasm.I16X8_EXTEND_LOW_U, wasm.I32X4_EXTEND_LOW_U, 0),
      ...quarter(wasm.I16X8_EXTEND_LOW_U, wasm.I32X4_EXTEND_HIGH_U, 16),
      ...quarter(wasm.I16X8_EXTEND_HIGH_U, wasm.I32X4_EXTEND_LOW_U, 32),
      ...quarter(wasm.I16X8_EXTEND_HIGH_U, wasm.I32X4_EXTEND_HIGH_U, 48),
      ...[...wasm.increase(AT, wasm.i32(16)), ...wasm.increase(TO, wasm.i32(64))],
    ]),
  ],
};

let kernel: { readonly house: House; readonly bytes: Uint8Array; readonly run: Run } | undefined;

/** to[i] = bytes[i] / divisor, rounded to float32; false, and nothing is done, where the host has no memory for it. */
export function quotients(bytes: Uint8Array, divisor: number, to: Float32Array): boolean {
  kernel ??= made();
  if (kernel === undefined) return false;
  for (let start = 0; start < bytes.length; start += BLOCK) {
    const part = bytes.subarray(start, start + BLOCK);
    kernel.bytes.set(part);
    kernel.run(Math.ceil(part.length / 16), divisor);
    to.set(kernel.house.floats.subarray(BLOCK / 4, BLOCK / 4 + part.length), start);
  }
  return true;
}

function made(): typeof kernel {
  const house = houseFor(0);
  if (house === undefined) return undefined;
  const { memory } = house;
  return {
    house,
    bytes: new Uint8Array(memory.buffer),
    run: wasm.instance<Run>(new WebAssembly.Module(wasm.assemble(source)), memory),
  };
}
