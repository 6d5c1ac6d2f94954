/** Sums over the rows of a matrix as WebAssembly vectors, kept in float64 like those of the plain kernel. */
import * as wasm from './assembler.ts';
import { instantiate, scratch } from './memory.ts';

/** Columns whose sums stay in registers: eight floats, four vectors of two float64. */
const TILE = 8;
/** Floats that are copied in at a time. */
const BLOCK = 16_384;

/** Adds `rows` rows, `step` bytes apart, to sums of float64; `tiles` tiles of columns lie side by side. */
type AddRows = (rows: number, sums: number, step: number, rowCount: number, tiles: number) => void;
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

let addRows: AddRows | undefined;

/** y[o·width + i] = Σₖ x[(o·rows + k)·width + i]; false where there is too little to do. */
export function sumRowsInto(y: Float32Array, x: Float32Array, outer: number, rows: number, width: number): boolean {
  if (width < TILE || width > BLOCK || rows < TILE) return false;
  addRows ??= instantiate<AddRows>(
    wasm.assemble({
      parameters: new Array<number>(PARAMETERS).fill(wasm.I32),
      locals: [wasm.I32, wasm.I32, ...PAIRS.map(() => wasm.V128)],
      body,
    }),
  );
  const tiles = Math.ceil(width / TILE);
  const block = Math.max(1, Math.floor(BLOCK / width));
  // The last tile may reach beyond the last row, into sums that nobody reads.
  const sumsAt = 2 * Math.ceil((block * width + TILE) / 2);
  const memory = scratch(sumsAt + 2 * tiles * TILE);
  const sums = new Float64Array(memory.buffer, 4 * sumsAt, tiles * TILE);
  for (let o = 0; o < outer; o++) {
    sums.fill(0);
    for (let start = 0; start < rows; start += block) {
      const count = Math.min(block, rows - start);
      const first = (o * rows + start) * width;
      memory.set(x.subarray(first, first + count * width));
      addRows(0, 4 * sumsAt, 4 * width, count, tiles);
    }
    y.set(sums.subarray(0, width), o * width);
  }
  return true;
}
