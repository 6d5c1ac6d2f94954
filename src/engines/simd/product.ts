/** Matrix products as tasks, on operands in the memory. */
import { gemm, type Storage, TILE_COLUMNS, TILE_ROWS } from './gemm.ts';
import type { Call } from './kernel.ts';
import { copyRows, packColumns, packRows } from './moves.ts';
import { own, type Task } from './tape.ts';

/** Rows of C that are computed in one task: with a depth as below, their part of A is 64 kB, inside a second-level cache. */
const ROWS = 64;
/** Numbers of a row of A, or of a column, that are multiplied at a time: a panel of B stays in a first-level cache. */
const DEPTH: Readonly<Record<Storage, number>> = { rows: 384, columns: 192 };
/** Panels that are laid out in one call. */
const PANELS = 16;
/** Where in a thread's own memory the last panel of C is computed when it is not full. */
const LAST = 896 * 1024;
/** How many rows of C there may be in one task, if its last panel is not full. */
export const MOST_ROWS = 4096;

/** A matrix in the memory. */
export interface Matrix {
  /** The address of its first element, or of its first in the memory of the thread itself. */
  readonly at: number;
  /** Bytes from one row to the next; for a matrix stored by columns, from one column to the next. */
  readonly step: number;
}

export interface Lengths {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** The address so many bytes further on. */
export function plus(address: number, bytes: number): number {
  return address < 0 ? address - bytes : address + bytes;
}

/** n in whole panels. */
export function wide(n: number): number {
  return TILE_COLUMNS * Math.ceil(n / TILE_COLUMNS);
}

/** Bytes that the panels of a matrix of k rows and n columns take. */
export function panelBytes({ k, n }: Pick<Lengths, 'k' | 'n'>): number {
  return 4 * k * wide(n);
}

/** Calls that lay out b as panels from `to` on. */
export function packCalls(
  to: number,
  b: Matrix & { readonly storage: Storage },
  { k, n }: Pick<Lengths, 'k' | 'n'>,
): readonly Call[] {
  const panels = Math.ceil(n / TILE_COLUMNS);
  const group = b.storage === 'rows' ? PANELS : 1;
  return Array.from({ length: Math.ceil(panels / group) }, (_, i) => {
    const first = i * group * TILE_COLUMNS;
    const panel = plus(to, 4 * k * first);
    if (b.storage === 'rows') return packRows.with(panel, plus(b.at, 4 * first), b.step, k, Math.min(group, panels - i * group)); // prettier-ignore
    return packColumns.with(panel, plus(b.at, first * b.step), b.step, k, Math.min(TILE_COLUMNS, n - first));
  });
}

/**
 * The calls for c = a·b, with b as panels.
 * @param c where `padded`, its rows have room for whole panels
 * @param adds whether the product is added to what is in c, which is padded then
 */
export function productCalls(
  a: Matrix & { readonly storage: Storage },
  panels: number,
  c: Matrix & { readonly padded: boolean },
  { m, k, n }: Lengths,
  adds = false,
): readonly Call[] {
  const calls: Call[] = [];
  const { storage } = a;
  const parts = Math.max(1, Math.ceil(k / DEPTH[storage]));
  const depth = Math.ceil(k / parts);
  const panel = 4 * TILE_COLUMNS * k;
  const full = c.padded ? Math.ceil(n / TILE_COLUMNS) : Math.floor(n / TILE_COLUMNS);
  const [along, across] = storage === 'rows' ? [4, a.step] : [a.step, 4];
  const multiply = (to: Matrix, firstPanel: number, count: number): void => {
    const whole = TILE_ROWS * Math.floor(m / TILE_ROWS);
    for (let start = 0; start < k || start === 0; start += depth) {
      const b = plus(panels, firstPanel * panel + start * 4 * TILE_COLUMNS);
      for (const [first, rows, end] of [
        [0, TILE_ROWS, whole],
        [whole, 1, m],
      ]) {
        // prettier-ignore
        if (first === end) continue;
        const from = plus(plus(a.at, start * along), first * across);
        const variant = gemm({ storage, rows, adds: adds || start > 0 });
        const k_ = Math.min(depth, k - start);
        calls.push(variant.with(from, b, plus(to.at, first * to.step), a.step, panel, to.step, k_, (end - first) / rows, count)); // prettier-ignore
      }
    }
  };
  if (full > 0) multiply(c, 0, full);
  if (full * TILE_COLUMNS < n) {
    const rest = n - full * TILE_COLUMNS;
    const last = { at: own(LAST), step: 4 * TILE_COLUMNS };
    multiply(last, full, 1);
    calls.push(copyRows.with(plus(c.at, 4 * full * TILE_COLUMNS), last.at, m, c.step, last.step, Math.floor(rest / 4), rest % 4)); // prettier-ignore
  }
  return calls;
}

/** The same as tasks, each some rows of c. */
export function productTasks(
  a: Matrix & { readonly storage: Storage },
  panels: number,
  c: Matrix,
  { m, k, n }: Lengths,
): readonly Task[] {
  return Array.from({ length: Math.ceil(m / ROWS) }, (_, i) => {
    const first = i * ROWS;
    const rows = { ...a, at: plus(a.at, first * (a.storage === 'rows' ? a.step : 4)) };
    const part = { at: plus(c.at, first * c.step), step: c.step, padded: false };
    return productCalls(rows, panels, part, { m: Math.min(ROWS, m - first), k, n });
  });
}
