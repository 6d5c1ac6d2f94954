/** Feeds the WebAssembly kernel: copies operands into its memory and the product out. */
import type { Product } from '../../tensor/product.ts';
import { type Gemm, gemmModule, type Storage, TILE_COLUMNS, TILE_ROWS } from './gemm.ts';
import { instantiate, scratch } from './memory.ts';

/** Floats of A that are multiplied at a time: 64 kB, well inside a second-level cache. */
const BLOCK = 16_384;
/** Rows of Aᵀ and of B that are multiplied at a time: four columns of A and eight of B then stay in the first-level cache. */
const DEPTH = 192;

const kernels: Partial<Record<Storage, Gemm>> = {};

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/** y = op(a)·op(b) for float32 operands. */
export function multiply(a: Float32Array, b: Float32Array, y: Float32Array, product: Product): void {
  const { m, k, n } = product;
  const storage: Storage = product.a.column === 1 ? 'rows' : 'columns';
  const gemm = (kernels[storage] ??= instantiate<Gemm>(gemmModule(storage)));
  const aStep = storage === 'rows' ? k : m;
  const columns = roundUp(n, TILE_COLUMNS);
  // Rows of A are taken in blocks that stay in the cache between being copied and being used.
  const block = storage === 'rows' ? roundUp(Math.max(1, Math.floor(BLOCK / Math.max(k, 1))), TILE_ROWS) : m;
  const largest = Math.min(roundUp(m, TILE_ROWS), roundUp(block, TILE_ROWS));
  const depth = storage === 'rows' ? k : Math.min(k, DEPTH);
  // Margins behind B and A: tiles at the edges read (and ignore) what lies beyond the operands.
  const aAt = roundUp(k * n + TILE_COLUMNS, 4);
  const cAt = aAt + roundUp((storage === 'rows' ? (largest + TILE_ROWS) * k : depth * m) + TILE_ROWS, 4);
  const memory = scratch(cAt + largest * columns);
  if (product.b.column === 1) memory.set(b);
  else transposeInto(memory, b, k, n);
  for (let first = 0; first < m; first += block) {
    const count = Math.min(block, m - first);
    const tiles = Math.ceil(count / TILE_ROWS);
    memory.fill(0, cAt, cAt + tiles * TILE_ROWS * columns);
    for (let start = 0; start < k; start += depth) {
      const steps = Math.min(depth, k - start);
      const part =
        storage === 'rows' ? a.subarray(first * k, (first + count) * k) : a.subarray(start * m, (start + steps) * m);
      memory.set(part, aAt);
      gemm(4 * aAt, 4 * start * n, 4 * cAt, 4 * aStep, 4 * n, 4 * columns, steps, tiles, columns / TILE_COLUMNS);
    }
    for (let i = 0; i < count; i += columns === n ? count : 1) {
      const width = columns === n ? count * n : n;
      y.set(memory.subarray(cAt + i * columns, cAt + i * columns + width), (first + i) * n);
    }
  }
}

/** Writes bᵀ (k rows of n) to the memory's start, for b stored as n rows of k, in blocks that stay in the cache. */
function transposeInto(memory: Float32Array, b: Float32Array, k: number, n: number): void {
  const STRIPE = 16;
  for (let column = 0; column < n; column += STRIPE) {
    const end = Math.min(column + STRIPE, n);
    for (let row = 0; row < k; row++) {
      for (let j = column; j < end; j++) memory[row * n + j] = b[j * k + row];
    }
  }
}
