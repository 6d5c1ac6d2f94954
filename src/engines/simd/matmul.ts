/** Feeds the WebAssembly kernel: copies operands into its memory and the product out. */
import type { Product } from '../../tensor/product.ts';
import { type Gemm, gemmModule, TILE_COLUMNS, TILE_ROWS } from './gemm.ts';

const PAGE = 65_536;

interface Unit {
  readonly gemm: Gemm;
  /** A view of the first `floats` floats of the kernel's memory, grown when needed. */
  scratch(floats: number): Float32Array;
}

let unit: Unit | undefined;

function start(): Unit {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(gemmModule()), { host: { memory } });
  let view = new Float32Array(memory.buffer);
  return {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the module in gemm.ts exports exactly this
    gemm: instance.exports['run'] as Gemm,
    scratch(floats) {
      if (floats > view.length) {
        memory.grow(Math.ceil((floats - view.length) / (PAGE / 4)));
        view = new Float32Array(memory.buffer);
      }
      return view;
    },
  };
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** y = op(a)·op(b) for float32 operands with at least one element each. */
export function multiply(a: Float32Array, b: Float32Array, y: Float32Array, product: Product): void {
  const { m, k, n } = product;
  const { gemm, scratch } = (unit ??= start());
  const columns = roundUp(n, TILE_COLUMNS);
  const rows = roundUp(m, TILE_ROWS);
  // Margins behind each operand, because tiles at the edges read (and ignore) what lies beyond it.
  const aSize = a.length + TILE_ROWS * Math.max(product.a.row, product.a.column) + TILE_COLUMNS;
  const aAt = 0;
  const bAt = roundUp(aAt + aSize, 4);
  const cAt = roundUp(bAt + k * n + TILE_COLUMNS, 4);
  const memory = scratch(cAt + rows * columns);
  memory.set(a, aAt);
  if (product.b.column === 1) memory.set(b, bAt);
  else transposeInto(memory, bAt, b, k, n);
  gemm(
    4 * aAt,
    4 * bAt,
    4 * cAt,
    4 * product.a.row,
    4 * product.a.column,
    4 * n,
    4 * columns,
    k,
    rows / TILE_ROWS,
    columns / TILE_COLUMNS,
  );
  if (columns === n) y.set(memory.subarray(cAt, cAt + m * n));
  else for (let i = 0; i < m; i++) y.set(memory.subarray(cAt + i * columns, cAt + i * columns + n), i * n);
}

/** Writes bᵀ (k rows of n), for b stored as n rows of k, in blocks that stay in the cache. */
function transposeInto(memory: Float32Array, at: number, b: Float32Array, k: number, n: number): void {
  const BLOCK = 16;
  for (let column = 0; column < n; column += BLOCK) {
    const end = Math.min(column + BLOCK, n);
    for (let row = 0; row < k; row++) {
      for (let j = column; j < end; j++) memory[at + row * n + j] = b[j * k + row];
    }
  }
}
