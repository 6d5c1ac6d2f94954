/**
 * The matrix product as a WebAssembly SIMD kernel, written out at run time.
 *
 * C is computed in tiles of 4 rows and 8 columns: 8 vectors of 4 floats stay in registers while k runs. A larger tile
 * spills registers and is slower. A may be read by rows or by columns, since only the distances between neighbours
 * differ; rows and columns beyond the edge are computed from whatever lies there and never copied out.
 */
import {
  assemble,
  type Code,
  F32X4_ADD,
  F32X4_MUL,
  F32X4_ZERO,
  get,
  I32,
  i32,
  I32_ADD,
  I32_MUL,
  I32_SHL,
  I32_SUB,
  increase,
  loop,
  set,
  tee,
  V128,
  v128Load,
  v128Load32Splat,
  v128Store,
} from './assembler.ts';

export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

/**
 * Byte addresses of A, B, C; distances in bytes from a row and a column of A to the next, from a row of B and of C to the
 * next; k; and how many tiles there are along the rows and the columns of C, each at least 1.
 */
export type Gemm = (
  a: number,
  b: number,
  c: number,
  aRow: number,
  aColumn: number,
  bRow: number,
  cRow: number,
  k: number,
  rowTiles: number,
  columnTiles: number,
) => void;

const [A, B, C, A_ROW, A_COLUMN, B_ROW, C_ROW, K, ROW_TILES, COLUMN_TILES] = Array.from({ length: 10 }, (_, i) => i);
const [B_TILE, C_TILE, COLUMN_COUNT, K_COUNT, B_AT, A0, A1, A2, A3, C_AT] = Array.from(
  { length: 10 },
  (_, i) => 10 + i,
);
const A_AT = [A0, A1, A2, A3];
const SUMS = Array.from({ length: 8 }, (_, i) => 20 + i);
const [B_LOW, B_HIGH, A_SPLAT] = [28, 29, 30];

const product = (sum: number, b: number): Code => [
  ...get(sum),
  ...get(A_SPLAT),
  ...get(b),
  ...F32X4_MUL,
  ...F32X4_ADD,
  ...set(sum),
];

/** One step of k: a column of 4 numbers of A times a row of 8 of B. */
const step: Code = [
  ...[...get(B_AT), ...v128Load(0), ...set(B_LOW)],
  ...[...get(B_AT), ...v128Load(16), ...set(B_HIGH)],
  ...A_AT.flatMap((address, row) => [
    ...[...get(address), ...v128Load32Splat(0), ...set(A_SPLAT)],
    ...product(SUMS[2 * row], B_LOW),
    ...product(SUMS[2 * row + 1], B_HIGH),
    ...increase(address, get(A_COLUMN)),
  ]),
  ...increase(B_AT, get(B_ROW)),
];

const countDown = (local: number): Code => [...get(local), ...i32(1), ...I32_SUB, ...tee(local)];

const tile: Code = [
  ...SUMS.flatMap((sum) => [...F32X4_ZERO, ...set(sum)]),
  ...[...get(B_TILE), ...set(B_AT), ...get(K), ...set(K_COUNT)],
  ...A_AT.flatMap((address, row) => [
    ...get(A),
    ...[...get(A_ROW), ...i32(row), ...I32_MUL, ...I32_ADD],
    ...set(address),
  ]),
  ...loop([...step, ...countDown(K_COUNT)]),
  ...[...get(C_TILE), ...set(C_AT)],
  ...A_AT.flatMap((_, row) => [
    ...[...get(C_AT), ...get(SUMS[2 * row]), ...v128Store(0)],
    ...[...get(C_AT), ...get(SUMS[2 * row + 1]), ...v128Store(16)],
    ...increase(C_AT, get(C_ROW)),
  ]),
];

const kernel: Code = loop([
  ...[...get(B), ...set(B_TILE), ...get(C), ...set(C_TILE), ...get(COLUMN_TILES), ...set(COLUMN_COUNT)],
  ...loop([
    ...tile,
    ...increase(B_TILE, i32(4 * TILE_COLUMNS)),
    ...increase(C_TILE, i32(4 * TILE_COLUMNS)),
    ...countDown(COLUMN_COUNT),
  ]),
  ...increase(A, [...get(A_ROW), ...i32(2), ...I32_SHL]),
  ...increase(C, [...get(C_ROW), ...i32(2), ...I32_SHL]),
  ...countDown(ROW_TILES),
]);

/** The module's bytes. */
export function gemmModule(): Uint8Array<ArrayBuffer> {
  return assemble({
    parameters: new Array<number>(10).fill(I32),
    locals: [...new Array<number>(10).fill(I32), ...new Array<number>(11).fill(V128)],
    body: kernel,
  });
}
