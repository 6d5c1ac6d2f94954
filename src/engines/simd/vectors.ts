/**
 * One elementwise operation in WebAssembly vectors of four floats.
 *
 * Blocks of the inputs are copied in, computed in the cache, and copied out. There are no branches on the numbers: on
 * activations, whose signs nobody can foresee, a JavaScript loop spends most of its time on branches taken wrongly.
 */
import * as wasm from './assembler.ts';
import { instructions } from './instructions.ts';
import { instantiate, scratch } from './memory.ts';

/** How an input is read: element by element, one value for all, or one row again and again. */
export type VectorLayout = 'same' | 'scalar' | 'row';

/** Floats of one input that are worked on at a time: 16 kB, so that all blocks stay in the cache. */
const BLOCK = 4096;
/** Below so many elements the copies cost more than they save. */
const FEW = 256;

type Run = (vectors: number) => void;
const [VECTORS, ADDRESS] = [0, 1];
const compiled = new Map<string, Run>();

/**
 * y = f(inputs) for the primitive f of that name. Answers false where it has no vector instruction, or too little to do.
 * @param width the length of a row
 */
export function runVectors(
  name: string,
  y: Float32Array,
  inputs: readonly Float32Array[],
  layouts: readonly VectorLayout[],
  width: number,
): boolean {
  const rows = layouts.includes('row');
  if (!Object.hasOwn(instructions, name) || y.length < FEW || (rows && width > BLOCK)) return false;
  const block = rows ? width * Math.floor(BLOCK / width) : BLOCK;
  let run = compiled.get(name);
  if (run === undefined) compiled.set(name, (run = instantiate<Run>(assembleOperation(name, inputs.length))));
  const outputAt = inputs.length * BLOCK;
  const memory = scratch(outputAt + BLOCK);
  layouts.forEach((layout, k) => {
    if (layout === 'scalar') memory.fill(inputs[k][0], k * BLOCK, (k + 1) * BLOCK);
    if (layout === 'row') for (let at = 0; at < block; at += width) memory.set(inputs[k], k * BLOCK + at);
  });
  for (let start = 0; start < y.length; start += block) {
    const end = Math.min(start + block, y.length);
    for (let k = 0; k < inputs.length; k++) {
      if (layouts[k] === 'same') memory.set(inputs[k].subarray(start, end), k * BLOCK);
    }
    run(Math.ceil((end - start) / 4));
    y.set(memory.subarray(outputAt, outputAt + end - start), start);
  }
  return true;
}

function assembleOperation(name: string, arity: number): wasm.FunctionSource {
  const loads = Array.from({ length: arity }, (_, k) => [...wasm.get(ADDRESS), ...wasm.v128Load(4 * k * BLOCK)]);
  const operation = [
    ...wasm.get(ADDRESS),
    ...loads.flat(),
    ...instructions[name],
    ...wasm.v128Store(4 * arity * BLOCK),
  ];
  return {
    parameters: [wasm.I32],
    locals: [wasm.I32],
    body: wasm.repeat(VECTORS, [...operation, ...wasm.increase(ADDRESS, wasm.i32(16))]),
  };
}
