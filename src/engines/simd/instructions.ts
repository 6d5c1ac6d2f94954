/** What elementwise primitives are in vector instructions, their operands being on the stack. */
import * as wasm from './assembler.ts';

export const instructions: Readonly<Record<string, wasm.Code>> = {
  add: wasm.F32X4_ADD,
  sub: wasm.F32X4_SUB,
  mul: wasm.F32X4_MUL,
  div: wasm.F32X4_DIV,
  maximum: wasm.F32X4_MAX,
  minimum: wasm.F32X4_MIN,
  neg: wasm.F32X4_NEG,
  abs: wasm.F32X4_ABS,
  sqrt: wasm.F32X4_SQRT,
  relu: [...wasm.f32x4(0), ...wasm.F32X4_MAX],
  /** a, where the comparison of b with 0 left all bits set. */
  gate: [...wasm.f32x4(0), ...wasm.F32X4_GT, ...wasm.V128_AND],
};
