/**
 * Elementwise formulas as one WebAssembly loop over vectors of four floats.
 *
 * Arrays that lie in one memory (see rooms.ts) are worked on in place. Of others a block is copied in, the whole formula is
 * computed while it is in the cache, and the results are copied out. Every operation rounds to float32, so the results are
 * those of the operations run one by one; only results below 2⁻¹²⁶ become 0.
 */
import type { AnyTensor } from '../../tensor/tensor.ts';
import type { FusedKernel, Traced } from '../engine.ts';
import * as wasm from './assembler.ts';
import { instructions } from './instructions.ts';
import { COPIES, type House, houseFor, houseOf, TURN } from './rooms.ts';

/** The most floats of one array that are copied at a time: 16 kB, so that all of a formula's blocks stay in the cache. */
const BLOCK = 4096;

/** Floats of one turn: eight vectors. To count, and to move seven addresses on, takes as long as Adam's formula for one. */
const FLOATS = TURN / 4;

/** Turns, addresses of inputs and results, scalars. */
type Run = (...numbers: readonly number[]) => void;

/** The formula as a kernel; nothing where it has an operation without a vector instruction, or is not in float32. */
export function vectorLoop({ inputs, outputs }: Traced): FusedKernel | undefined {
  if ([...inputs, ...outputs].some(({ dtype }) => dtype !== 'float32')) return undefined;
  const code = translate(inputs, outputs);
  if (code === undefined) return undefined;
  const module = new WebAssembly.Module(wasm.assemble(code));
  const instances = new WeakMap<House, Run>();
  const read = inputs.flatMap(({ rank }, k) => (rank === 0 ? [] : [k]));
  const scalars = inputs.flatMap(({ rank }, k) => (rank === 0 ? [k] : []));
  const most = Math.min(BLOCK, FLOATS * Math.floor(COPIES / (FLOATS * (read.length + outputs.length))));
  return (data, results) => {
    const arrays = [...read.map((k) => data[k]), ...results];
    // What an optimiser remembers stands last, and nobody else has it.
    const house = houseOf(results.at(-1)) ?? anyHouse();
    const run = instances.get(house) ?? wasm.instance<Run>(module, house.memory);
    instances.set(house, run);
    const lies = arrays.map((array) => houseOf(array) === house);
    const numbers = scalars.map((k) => data[k][0]);
    const { length } = results[0];
    const block = lies.includes(false) ? most : length;
    for (let start = 0; start < length; start += block) {
      const end = Math.min(start + block, length);
      const addresses = arrays.map((array, i) => {
        if (lies[i]) return array.byteOffset + 4 * start;
        if (i < read.length) house.floats.set(array.subarray(start, end), i * most);
        return 4 * i * most;
      });
      run(Math.ceil((end - start) / FLOATS), ...addresses, ...numbers);
      results.forEach((result, k) => {
        const i = read.length + k;
        if (!lies[i]) result.set(house.floats.subarray(i * most, i * most + end - start), start);
      });
    }
  };
}

function anyHouse(): House {
  const house = houseFor(0);
  if (house === undefined) throw new Error('simd: there is no memory left.');
  return house;
}

/**
 * The vector in a local, with 0 in place of subnormal numbers, which are those whose exponent has no bit set (infinity's has
 * all). Means that decay end in those (Adam's, where a pixel is nearly always black), and processors take a hundred times
 * longer for each.
 */
const flushed = (local: number): wasm.Code => [
  ...wasm.get(local),
  ...[...wasm.get(local), ...wasm.f32x4(Infinity), ...wasm.V128_AND, ...wasm.f32x4(0), ...wasm.I32X4_EQ],
  ...wasm.V128_ANDNOT,
];

/** The function: scalars are spread before the loop, every other value becomes a local inside it. */
function translate(inputs: readonly AnyTensor[], outputs: readonly AnyTensor[]): wasm.FunctionSource | undefined {
  const read = inputs.filter(({ rank }) => rank > 0);
  const scalars = inputs.filter(({ rank }) => rank === 0);
  const addresses = [...read, ...outputs].map((_, i) => 1 + i);
  const firstScalar = 1 + addresses.length;
  const parameters = firstScalar + scalars.length;
  const locals = new Map<AnyTensor, number>();
  const before: number[] = [];
  /** The formula for the vector that lies so many bytes behind the addresses. */
  const inside: ((offset: number) => wasm.Code)[] = [];
  const place = (tensor: AnyTensor): number => {
    const local = parameters + locals.size;
    locals.set(tensor, local);
    return local;
  };
  scalars.forEach((scalar, k) => {
    before.push(...wasm.get(firstScalar + k), ...wasm.F32X4_SPLAT, ...wasm.set(place(scalar)));
  });
  read.forEach((input, k) => {
    const local = place(input);
    inside.push((offset) => [...wasm.get(addresses[k]), ...wasm.v128Load(offset), ...wasm.set(local)]);
  });
  /** The local that holds a tensor; undefined where an operation has no instruction. */
  const valueOf = (tensor: AnyTensor): number | undefined => {
    const known = locals.get(tensor);
    if (known !== undefined) return known;
    if (tensor.origin === undefined) {
      if (tensor.size !== 1) return undefined;
      const local = place(tensor);
      before.push(...wasm.f32x4(tensor.data[0]), ...wasm.set(local));
      return local;
    }
    const { primitive, inputs: operands } = tensor.origin;
    const squared = primitive.name === 'square';
    const instruction = squared ? wasm.F32X4_MUL : instructions[primitive.name];
    const values = operands.map(valueOf);
    if (instruction === undefined || !values.every((value) => value !== undefined)) return undefined;
    const code = [...(squared ? [...values, ...values] : values).flatMap(wasm.get), ...instruction];
    const local = place(tensor);
    inside.push(() => [...code, ...wasm.set(local)]);
    return local;
  };
  const results = outputs.map(valueOf);
  if (!results.every((value) => value !== undefined)) return undefined;
  results.forEach((value, k) => {
    const address = addresses[read.length + k];
    inside.push((offset) => [...wasm.get(address), ...flushed(value), ...wasm.v128Store(offset)]);
  });
  const vectors = Array.from({ length: FLOATS / 4 }, (_, i) => inside.flatMap((code) => code(16 * i))).flat();
  const onward = addresses.flatMap((address) => wasm.increase(address, wasm.i32(TURN)));
  return {
    parameters: [wasm.I32, ...addresses.map(() => wasm.I32), ...scalars.map(() => wasm.F32)],
    locals: Array.from(locals, () => wasm.V128),
    body: [...before, ...wasm.repeat(0, [...vectors, ...onward])],
  };
}
