/** Walks through arrays in which neighbours along an axis lie a stride apart. */
import type { TypedArray } from './dtype.ts';
import { sizeOf } from './shape.ts';
import type { Shape } from './shape-types.ts';

/** Where the first element lies, and how far apart neighbours along each axis are. */
export interface Path {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Rows shorter than this are copied element by element, which is faster than a call. */
const SHORT = 16;

/** The position, offset + Σ index·stride, of every index of `shape` in row-major order. */
export function positionsOf(shape: Shape, { offset, strides }: Path): Int32Array {
  const positions = new Int32Array(sizeOf(shape));
  const index = new Array<number>(shape.length).fill(0);
  let position = offset;
  for (let i = 0; i < positions.length; i++) {
    positions[i] = position;
    // Count up like an odometer.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += strides[axis];
      if (++index[axis] < shape[axis]) break;
      position -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return positions;
}

/** Copies the element at every index of `shape`, along one path from x and along another to y. */
export function copyStrided(shape: Shape, x: TypedArray, from: Path, y: TypedArray, to: Path): void {
  if (sizeOf(shape) === 0) return;
  const rows = inRows(shape, from, to);
  const starts = positionsOf(rows.shape, rows.from);
  const ends = positionsOf(rows.shape, rows.to);
  const { length, step, stepTo } = rows;
  for (let row = 0; row < starts.length; row++) {
    const [first, target] = [starts[row], ends[row]];
    if (length >= SHORT && step === 1 && stepTo === 1) y.set(x.subarray(first, first + length), target);
    else for (let i = 0; i < length; i++) y[target + i * stepTo] = x[first + i * step];
  }
}

/** The last axis set apart as rows, made as long as axes before it follow on without a gap. */
function inRows(shape: Shape, from: Path, to: Path) {
  let axis = shape.length - 1;
  let length = shape[axis] ?? 1;
  const [step, stepTo] = [from.strides[axis] ?? 1, to.strides[axis] ?? 1];
  while (axis > 0 && from.strides[axis - 1] === step * length && to.strides[axis - 1] === stepTo * length) {
    length *= shape[--axis];
  }
  const outer = ({ offset, strides }: Path): Path => ({ offset, strides: strides.slice(0, Math.max(axis, 0)) });
  return { shape: shape.slice(0, Math.max(axis, 0)), from: outer(from), to: outer(to), length, step, stepTo };
}
