/**
 * Elementwise formulas as one WebAssembly loop over vectors of four floats.
 *
 * A block of every input is copied in, the whole formula is computed while the block is in the cache, and the results are
 * copied out. Every operation rounds to float32, so the results are those of the operations run one by one; only results
 * below 2⁻¹²⁶ become 0.
 */
import type { TypedArray } from '../../tensor/dtype.ts';
import type { AnyTensor } from '../../tensor/tensor.ts';
import type { FusedKernel, Traced } from '../engine.ts';
import * as wasm from './assembler.ts';
import { instructions } from './instructions.ts';
import { instantiate, scratch } from './memory.ts';

/** Floats of one input that are worked on at a time: 16 kB, so that all of a formula's blocks stay in the cache. */
const BLOCK = 4096;

/** The smallest float32 that is not subnormal. */
const SMALLEST_NORMAL = 2 ** -126;

type Run = (vectors: number) => void;
const [VECTORS, ADDRESS] = [0, 1];

/** The formula as a kernel; nothing where it has an operation without a vector instruction, or is not in float32. */
export function vectorLoop({ inputs, outputs }: Traced): FusedKernel | undefined {
  if ([...inputs, ...outputs].some(({ dtype }) => dtype !== 'float32')) return undefined;
  const code = translate(inputs, outputs);
  if (code === undefined) return undefined;
  const run = instantiate<Run>(code);
  const outputAt = inputs.length * BLOCK;
  return (data, results) => {
    const memory = scratch((inputs.length + outputs.length) * BLOCK);
    const arrays: [TypedArray, number][] = [];
    inputs.forEach(({ rank }, k) => {
      if (rank === 0) memory[k * BLOCK] = data[k][0];
      else arrays.push([data[k], k * BLOCK]);
    });
    for (let start = 0; start < results[0].length; start += BLOCK) {
      const end = Math.min(start + BLOCK, results[0].length);
      for (const [array, at] of arrays) memory.set(array.subarray(start, end), at);
      run(Math.ceil((end - start) / 4));
      results.forEach((result, k) => {
        const at = outputAt + k * BLOCK;
        result.set(memory.subarray(at, at + end - start), start);
      });
    }
  };
}

/**
 * The vector on the stack, also in a local, with 0 in place of subnormal numbers. Means that decay end in those (Adam's,
 * where a pixel is nearly always black), and processors take a hundred times longer for each.
 */
const flushed = (local: number): wasm.Code => [
  ...[...wasm.get(local), ...wasm.F32X4_ABS, ...wasm.f32x4(SMALLEST_NORMAL), ...wasm.F32X4_LT],
  ...wasm.V128_ANDNOT,
];

/** The function: scalars are read before the loop, every other value becomes a local inside it. */
function translate(inputs: readonly AnyTensor[], outputs: readonly AnyTensor[]): wasm.FunctionSource | undefined {
  const locals = new Map<AnyTensor, number>();
  const before: number[] = [];
  const inside: number[] = [];
  const keep = (tensor: AnyTensor, code: number[]): number => {
    const local = locals.size + 2;
    locals.set(tensor, local);
    code.push(...wasm.set(local));
    return local;
  };
  inputs.forEach((input, k) => {
    const offset = 4 * k * BLOCK;
    if (input.rank === 0) {
      before.push(...wasm.i32(0), ...wasm.v128Load32Splat(offset));
      keep(input, before);
    } else {
      inside.push(...wasm.get(ADDRESS), ...wasm.v128Load(offset));
      keep(input, inside);
    }
  });
  /** The local that holds a tensor; undefined where an operation has no instruction. */
  const valueOf = (tensor: AnyTensor): number | undefined => {
    const known = locals.get(tensor);
    if (known !== undefined) return known;
    if (tensor.origin === undefined) {
      if (tensor.size !== 1) return undefined;
      before.push(...wasm.f32x4(tensor.data[0]));
      return keep(tensor, before);
    }
    const { primitive, inputs: operands } = tensor.origin;
    const squared = primitive.name === 'square';
    const instruction = squared ? wasm.F32X4_MUL : instructions[primitive.name];
    const values = operands.map(valueOf);
    if (instruction === undefined || values.includes(undefined)) return undefined;
    for (const value of squared ? [...values, ...values] : values)
      if (value !== undefined) inside.push(...wasm.get(value));
    inside.push(...instruction);
    return keep(tensor, inside);
  };
  const results = outputs.map(valueOf);
  if (results.includes(undefined)) return undefined;
  results.forEach((value, k) => {
    if (value === undefined) return;
    inside.push(...wasm.get(ADDRESS), ...wasm.get(value), ...flushed(value));
    inside.push(...wasm.v128Store(4 * (inputs.length + k) * BLOCK));
  });
  return {
    parameters: [wasm.I32],
    locals: [wasm.I32, ...Array.from(locals, () => wasm.V128)],
    body: [...before, ...wasm.repeat(VECTORS, [...inside, ...wasm.increase(ADDRESS, wasm.i32(16))])],
  };
}
