/** Elementwise operations that have a vector instruction. */
import type { Step } from '../../../graph/graph.ts';
import { sizeOf } from '../../../tensor/shape.ts';
import * as wasm from '../assembler.ts';
import { instructions } from '../instructions.ts';
import { Kernel } from '../kernel.ts';
import { layoutOf } from '../loops.ts';
import type { Task } from '../tape.ts';
import type { VectorLayout } from '../vectors.ts';
import { blocks, isFloats, type Lowering } from './lowering.ts';
import type { Plan } from './plan.ts';

/** Floats of a task: 64 kB. */
const BLOCK = 16_384;

export const elementwise: Lowering = (step, plan) => {
  const { operation, inputs } = step;
  if (!isFloats(step, ...inputs) || !(operation === 'square' || Object.hasOwn(instructions, operation))) return false;
  const layouts = inputs.map((input) => layoutOf(input, step));
  const width = step.shape.at(-1) ?? 1;
  if (!layouts.every(isVectorLayout) || (layouts.includes('row') && width % 4 !== 0)) return false;
  add(step, plan, layouts, layouts.includes('row') ? width : sizeOf(step.shape));
  return true;
};

function isVectorLayout(layout: string | undefined): layout is VectorLayout {
  return layout !== undefined && layout !== 'column';
}

function add(step: Step, plan: Plan, layouts: readonly VectorLayout[], width: number): void {
  const { inputs, operation } = step;
  const addresses = inputs.map((input) => plan.at(input));
  const same = inputs.find((_, i) => layouts[i] === 'same');
  const y = same === undefined ? plan.result(step) : plan.resultOver(step, same);
  const kernel = vectorKernel(operation, layouts);
  const size = sizeOf(step.shape);
  const byRows = layouts.includes('row');
  const block = byRows ? width * Math.max(1, Math.floor(BLOCK / width)) : BLOCK;
  const tasks = blocks(size, block).map(({ first, count }): Task => {
    const [rows, vectors] = byRows ? [count / width, width / 4] : [1, Math.ceil(count / 4)];
    const from = addresses.map((address, i) => address + (layouts[i] === 'same' ? 4 * first : 0));
    return [kernel.with(y + 4 * first, ...from, rows, vectors)];
  });
  plan.tasks(tasks, size);
}

const kernels = new Map<string, Kernel>();

/** The kernel for an operation whose inputs are read that way. */
export function vectorKernel(operation: string, layouts: readonly VectorLayout[]): Kernel {
  const key = `${operation} ${layouts.join()}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) kernels.set(key, (kernel = new Kernel(() => source(operation, layouts))));
  return kernel;
}

/** Numbers of a call: addresses of the result and of the inputs, how many rows, and vectors in a row. */
function source(operation: string, layouts: readonly VectorLayout[]): wasm.FunctionSource {
  const arity = layouts.length;
  const [Y, ROWS, VECTORS, COUNT] = [0, arity + 1, arity + 2, arity + 3];
  const input = (k: number): number => 1 + k;
  const rowAt = (k: number): number => COUNT + 1 + k;
  const splat = (k: number): number => COUNT + 1 + arity + k;
  const each = (layout: VectorLayout, code: (k: number) => wasm.Code): wasm.Code =>
    layouts.flatMap((own, k) => (own === layout ? code(k) : []));
  const operand = (k: number): wasm.Code =>
    layouts[k] === 'scalar' ? wasm.get(splat(k)) : [...wasm.get(layouts[k] === 'row' ? rowAt(k) : input(k)), ...wasm.v128Load(0)]; // prettier-ignore
  const operands = layouts.flatMap((_, k) => operand(k));
  const apply = operation === 'square' ? [...operands, ...operands, ...wasm.F32X4_MUL] : [...operands, ...instructions[operation]]; // prettier-ignore
  return {
    parameters: new Array<number>(arity + 3).fill(wasm.I32),
    locals: [wasm.I32, ...layouts.map(() => wasm.I32), ...layouts.map(() => wasm.V128)],
    body: [
      ...each('scalar', (k) => [...wasm.get(input(k)), ...wasm.v128Load32Splat(0), ...wasm.set(splat(k))]),
      ...wasm.repeat(ROWS, [
        ...each('row', (k) => wasm.copy(input(k), rowAt(k))),
        ...wasm.loop(VECTORS, COUNT, [
          ...[...wasm.get(Y), ...apply, ...wasm.v128Store(0), ...wasm.increase(Y, wasm.i32(16))],
          ...each('same', (k) => wasm.increase(input(k), wasm.i32(16))),
          ...each('row', (k) => wasm.increase(rowAt(k), wasm.i32(16))),
        ]),
      ]),
    ],
  };
}
