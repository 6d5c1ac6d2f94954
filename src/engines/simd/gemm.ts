/**
 * The matrix product as a WebAssembly SIMD kernel, written out at run time.
 *
 * C grows by A·B in tiles of 4 rows and 8 columns: 8 vectors of 4 floats stay in registers while k runs. A larger tile
 * spills registers and is slower. Rows and columns beyond the edge are computed from whatever lies there and never
 * copied out. The kernel comes in two forms, so that the innermost addresses are constants: A as it is (its rows lie one
 * after the other), and A as its own transpose (its columns do).
 */
import {
  assemble,
  type Code,
  F32X4_ADD,
  F32X4_MUL,
  get,
  I32,
  i32,
  I32_ADD,
  I32_MUL,
  I32_SHL,
  increase,
  repeat,
  set,
  V128,
  v128Load,
  v128Load32Splat,
  v128Store,
} from './assembler.ts';

export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

/** Whether the elements of A that lie side by side belong to one row or to one column. */
export type Storage = 'rows' | 'columns';

/**
 * Byte addresses of A, B, C; distances in bytes from a row of A (or from a column, when A is stored by columns), of B and
 * of C to the next; k; and how many tiles there are along the rows and the columns of C.
 */
export type Gemm = (
  a: number,
  b: number,
  c: number,
  aStep: number,
  bRow: number,
  cRow: number,
  k: number,
  rowTiles: number,
  columnTiles: number,
) => void;

const PARAMETERS = 9;
const ADDRESSES = 10;
const [A, B, C, A_STEP, B_ROW, C_ROW, K, ROW_TILES, COLUMN_TILES] = Array.from({ length: PARAMETERS }, (_, i) => i);
const [B_TILE, C_TILE, COLUMN_COUNT, COUNT, B_AT, A0, A1, A2, A3, C_AT] = Array.from(
  { length: ADDRESSES },
  (_, i) => PARAMETERS + i,
);
const A_AT = [A0, A1, A2, A3];
const SUMS = Array.from({ length: 2 * TILE_ROWS }, (_, i) => PARAMETERS + ADDRESSES + i);
const [B_LOW, B_HIGH, A_SPLAT] = [0, 1, 2].map((i) => PARAMETERS + ADDRESSES + SUMS.length + i);

const addProduct = (sum: number, b: number): Code => [
  ...[...get(sum), ...get(A_SPLAT), ...get(b)],
  ...[...F32X4_MUL, ...F32X4_ADD, ...set(sum)],
];

/** One step of k: a column of 4 numbers of A, loaded by `loadA`, times a row of 8 of B. */
const step = (loadA: (row: number) => Code): Code => [
  ...[...get(B_AT), ...v128Load(0), ...set(B_LOW)],
  ...[...get(B_AT), ...v128Load(16), ...set(B_HIGH)],
  ...A_AT.flatMap((_, row) => [
    ...[...loadA(row), ...set(A_SPLAT)],
    ...addProduct(SUMS[2 * row], B_LOW),
    ...addProduct(SUMS[2 * row + 1], B_HIGH),
  ]),
  ...increase(B_AT, get(B_ROW)),
];

/** A by rows: four addresses run along four rows. (Unrolling over k was measured to be slower.) */
const alongRows: Code = [
  ...A_AT.flatMap((address, row) => [
    ...[...get(A), ...get(A_STEP), ...i32(row), ...I32_MUL, ...I32_ADD],
    ...set(address),
  ]),
  ...[...get(K), ...set(COUNT)],
  ...repeat(COUNT, [
    ...step((row) => [...get(A_AT[row]), ...v128Load32Splat(0)]),
    ...A_AT.flatMap((address) => increase(address, i32(4))),
  ]),
];

/** A by columns: the four numbers of a step lie side by side behind one address. */
const alongColumns: Code = [
  ...[...get(A), ...set(A0), ...get(K), ...set(COUNT)],
  ...repeat(COUNT, [...step((row) => [...get(A0), ...v128Load32Splat(4 * row)]), ...increase(A0, get(A_STEP))]),
];

const tile = (accumulate: Code): Code => [
  ...[...get(C_TILE), ...set(C_AT)],
  ...A_AT.flatMap((_, row) => [
    ...[...get(C_AT), ...v128Load(0), ...set(SUMS[2 * row])],
    ...[...get(C_AT), ...v128Load(16), ...set(SUMS[2 * row + 1])],
    ...increase(C_AT, get(C_ROW)),
  ]),
  ...[...get(B_TILE), ...set(B_AT)],
  ...accumulate,
  ...[...get(C_TILE), ...set(C_AT)],
  ...A_AT.flatMap((_, row) => [
    ...[...get(C_AT), ...get(SUMS[2 * row]), ...v128Store(0)],
    ...[...get(C_AT), ...get(SUMS[2 * row + 1]), ...v128Store(16)],
    ...increase(C_AT, get(C_ROW)),
  ]),
];

const kernel = (accumulate: Code, nextRows: Code): Code =>
  repeat(ROW_TILES, [
    ...[...get(B), ...set(B_TILE), ...get(C), ...set(C_TILE), ...get(COLUMN_TILES), ...set(COLUMN_COUNT)],
    ...repeat(COLUMN_COUNT, [
      ...tile(accumulate),
      ...increase(B_TILE, i32(4 * TILE_COLUMNS)),
      ...increase(C_TILE, i32(4 * TILE_COLUMNS)),
    ]),
    ...increase(A, nextRows),
    ...increase(C, [...get(C_ROW), ...i32(2), ...I32_SHL]),
  ]);

const kernels: Readonly<Record<Storage, Code>> = {
  rows: kernel(alongRows, [...get(A_STEP), ...i32(2), ...I32_SHL]),
  columns: kernel(alongColumns, i32(4 * TILE_ROWS)),
};

/** The bytes of the module for A stored by rows or by columns. */
export function gemmModule(storage: Storage): Uint8Array<ArrayBuffer> {
  return assemble({
    parameters: new Array<number>(PARAMETERS).fill(I32),
    locals: [...new Array<number>(ADDRESSES).fill(I32), ...new Array<number>(SUMS.length + 3).fill(V128)],
    body: kernels[storage],
  });
}
