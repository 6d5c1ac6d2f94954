/** Sums over the rows of a matrix as WebAssembly vectors, kept in float64 like those of the plain kernel. */
import * as wasm from './assembler.ts';
import { Kernel } from './kernel.ts';

/** Columns whose sums stay in registers: eight floats, four vectors of two float64. */
export const TILE = 8;

/** Numbers of a call: addresses of rows and of sums in float64, bytes from row to row, how many rows, and how many tiles of columns. */
const PARAMETERS = 5;
const [ROWS, SUMS, STEP, ROW_COUNT, TILES] = Array.from({ length: PARAMETERS }, (_, i) => i);
const [AT, COUNT] = [PARAMETERS, PARAMETERS + 1];
const PAIRS = [0, 1, 2, 3].map((i) => PARAMETERS + 2 + i);

const body: wasm.Code = wasm.repeat(TILES, [
  ...PAIRS.flatMap((pair, i) => [...wasm.get(SUMS), ...wasm.v128Load(16 * i), ...wasm.set(pair)]),
  ...[...wasm.get(ROWS), ...wasm.set(AT), ...wasm.get(ROW_COUNT), ...wasm.set(COUNT)],
  ...wasm.repeat(COUNT, [
    ...PAIRS.flatMap((pair, i) => [
      ...[...wasm.get(pair), ...wasm.get(AT), ...wasm.v128Load64Zero(8 * i)],
      ...[...wasm.F64X2_PROMOTE_LOW, ...wasm.F64X2_ADD, ...wasm.set(pair)],
    ]),
    ...wasm.increase(AT, wasm.get(STEP)),
  ]),
  ...PAIRS.flatMap((pair, i) => [...wasm.get(SUMS), ...wasm.get(pair), ...wasm.v128Store(16 * i)]),
  ...wasm.increase(ROWS, wasm.i32(4 * TILE)),
  ...wasm.increase(SUMS, wasm.i32(8 * TILE)),
]);

/** Adds rows of floats to sums. */
export const addRows = new Kernel(() => ({
  parameters: new Array<number>(PARAMETERS).fill(wasm.I32),
  locals: [wasm.I32, wasm.I32, ...PAIRS.map(() => wasm.V128)],
  body,
}));
