/**
 * The matrix product as a WebAssembly SIMD kernel, written out at run time.
 *
 * C = A·B, or C grows by it, in tiles of 4 rows and 8 columns: 8 vectors of 4 floats stay in registers while k runs. A
 * larger tile spills registers and is slower. B comes in panels of 8 columns, whose numbers lie in the order in which they
 * are used. There is a kernel for A as it is (its rows lie one after the other), and for A as its own transpose (its
 * columns do), so that the innermost addresses are constants; and one for the rows that are left over.
 */
import {
  type Code,
  copy,
  F32X4_ADD,
  F32X4_MUL,
  f32x4,
  type FunctionSource,
  get,
  I32,
  i32,
  I32_ADD,
  I32_MUL,
  increase,
  loop,
  numbered,
  repeat,
  set,
  V128,
  v128Load,
  v128Load32Splat,
  v128Store,
} from './assembler.ts';
import { Kernel } from './kernel.ts';

export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;
/** Bytes of a row of a panel. */
const PANEL_ROW = 4 * TILE_COLUMNS;

/** Whether the elements of A that lie side by side belong to one row or to one column. */
export type Storage = 'rows' | 'columns';

/** What a kernel is for: how A is stored, the rows of a tile, and whether the product is added to what is in C. */
interface Variant {
  readonly storage: Storage;
  readonly rows: number;
  readonly adds: boolean;
}

/**
 * Numbers of a call: addresses of A, of the first panel of B, and of C; distances in bytes from a row of A (or from a
 * column, when A is stored by columns), from a panel, and from a row of C to the next; k; how many tiles there are along
 * the rows and the columns of C.
 */
const at = numbered(
  ...(['a', 'b', 'c', 'aStep', 'panel', 'cRow', 'k', 'rowTiles', 'columnTiles'] as const),
  ...(['aTile', 'cTile', 'rowCount', 'count', 'bAt', 'cAt', 'a0', 'a1', 'a2', 'a3'] as const),
);
const PARAMETERS = at.aTile;
const INTEGERS = at.a3 + 1;
const A_AT = [at.a0, at.a1, at.a2, at.a3];
const SUMS = Array.from({ length: 2 * TILE_ROWS }, (_, i) => INTEGERS + i);
const [B_LOW, B_HIGH, A_SPLAT] = [0, 1, 2].map((i) => INTEGERS + SUMS.length + i);

const addProduct = (sum: number, b: number): Code => [
  ...[...get(sum), ...get(A_SPLAT), ...get(b)],
  ...[...F32X4_MUL, ...F32X4_ADD, ...set(sum)],
];

/** One step of k: so many numbers of A, loaded by `loadA`, times a row of 8 of B. */
const step = (rows: number, loadA: (row: number) => Code): Code => [
  ...[...get(at.bAt), ...v128Load(0), ...set(B_LOW)],
  ...[...get(at.bAt), ...v128Load(16), ...set(B_HIGH)],
  ...A_AT.slice(0, rows).flatMap((_, row) => [
    ...[...loadA(row), ...set(A_SPLAT)],
    ...addProduct(SUMS[2 * row], B_LOW),
    ...addProduct(SUMS[2 * row + 1], B_HIGH),
  ]),
  ...increase(at.bAt, i32(PANEL_ROW)),
];

const accumulate: Readonly<Record<Storage, (rows: number) => Code>> = {
  /** As many addresses run along as many rows. (Unrolling over k was measured to be slower.) */
  rows: (rows) => [
    ...A_AT.slice(0, rows).flatMap((address, row) => [
      ...[...get(at.aTile), ...get(at.aStep), ...i32(row), ...I32_MUL, ...I32_ADD],
      ...set(address),
    ]),
    ...loop(at.k, at.count, [
      ...step(rows, (row) => [...get(A_AT[row]), ...v128Load32Splat(0)]),
      ...A_AT.slice(0, rows).flatMap((address) => increase(address, i32(4))),
    ]),
  ],
  /** The numbers of a step lie side by side behind one address. */
  columns: (rows) => [
    ...copy(at.aTile, at.a0),
    ...loop(at.k, at.count, [
      ...step(rows, (row) => [...get(at.a0), ...v128Load32Splat(4 * row)]),
      ...increase(at.a0, get(at.aStep)),
    ]),
  ],
};

const eachRowOfC = (rows: number, body: (row: number) => Code): Code => [
  ...copy(at.cTile, at.cAt),
  ...A_AT.slice(0, rows).flatMap((_, row) => [...body(row), ...increase(at.cAt, get(at.cRow))]),
];

const tile = ({ storage, rows, adds }: Variant): Code => [
  ...(adds
    ? eachRowOfC(rows, (row) => [
        ...[...get(at.cAt), ...v128Load(0), ...set(SUMS[2 * row])],
        ...[...get(at.cAt), ...v128Load(16), ...set(SUMS[2 * row + 1])],
      ])
    : SUMS.slice(0, 2 * rows).flatMap((sum) => [...f32x4(0), ...set(sum)])),
  ...copy(at.b, at.bAt),
  ...accumulate[storage](rows),
  ...eachRowOfC(rows, (row) => [
    ...[...get(at.cAt), ...get(SUMS[2 * row]), ...v128Store(0)],
    ...[...get(at.cAt), ...get(SUMS[2 * row + 1]), ...v128Store(16)],
  ]),
];

/** Panel by panel, so that one stays in the first-level cache while all rows go by. */
const source = (variant: Variant): FunctionSource => ({
  parameters: new Array<number>(PARAMETERS).fill(I32),
  locals: [...new Array<number>(INTEGERS - PARAMETERS).fill(I32), ...new Array<number>(SUMS.length + 3).fill(V128)],
  body: repeat(at.columnTiles, [
    ...[...copy(at.a, at.aTile), ...copy(at.c, at.cTile)],
    ...loop(at.rowTiles, at.rowCount, [
      ...tile(variant),
      ...increase(at.aTile, variant.storage === 'rows' ? [...get(at.aStep), ...i32(variant.rows), ...I32_MUL] : i32(4 * variant.rows)), // prettier-ignore
      ...increase(at.cTile, [...get(at.cRow), ...i32(variant.rows), ...I32_MUL]),
    ]),
    ...increase(at.b, get(at.panel)),
    ...increase(at.c, i32(PANEL_ROW)),
  ]),
});

const kernels = new Map<string, Kernel>();

/** The kernel for a variant. */
export function gemm(variant: Variant): Kernel {
  const key = JSON.stringify(variant);
  let kernel = kernels.get(key);
  if (kernel === undefined) kernels.set(key, (kernel = new Kernel(() => source(variant))));
  return kernel;
}
