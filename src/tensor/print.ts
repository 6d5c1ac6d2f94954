/** Tensors as text: shape and type first, then the elements, with the middle of long axes left out. */
import type { DType } from './dtype.ts';
import type { Shape } from './shape-types.ts';

/** What can be printed. */
export interface Printable {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: ArrayLike<number>;
}

/** An axis longer than this shows only its ends. */
const LONGEST = 8;
const EDGE = 3;

/** For example `Tensor float32 2×3` and the elements in brackets below; a scalar stays on one line. */
export function format(tensor: Printable): string {
  const { shape, dtype, data } = tensor;
  if (shape.length === 0) return `Tensor ${dtype} scalar ${formatNumber(data[0], dtype)}`;
  const head = `Tensor ${dtype} ${shape.join('×')}`;
  return data.length === 0 ? `${head} (empty)` : `${head}\n${brackets(tensor)}`;
}

function brackets({ shape, dtype, data }: Printable): string {
  const cells = new Map<number, string>();
  const collect = (axis: number, start: number, step: number): void => {
    for (const i of shown(shape[axis])) {
      if (i === undefined) continue;
      if (axis === shape.length - 1) cells.set(start + i, formatNumber(data[start + i], dtype));
      else collect(axis + 1, start + i * step, step / shape[axis + 1]);
    }
  };
  const below = shape.slice(1).reduce((product, length) => product * length, 1);
  collect(0, 0, below);
  const width = Math.max(...[...cells.values()].map((text) => text.length));

  const write = (axis: number, start: number, step: number, indent: string): string => {
    const last = axis === shape.length - 1;
    const parts = shown(shape[axis]).map((i) => {
      if (i === undefined) return '…';
      return last
        ? (cells.get(start + i) ?? '').padStart(width)
        : write(axis + 1, start + i * step, step / shape[axis + 1], `${indent} `);
    });
    const separator = last ? ', ' : `,${'\n'.repeat(shape.length - axis - 1)}${indent} `;
    return `[${parts.join(separator)}]`;
  };
  return write(0, 0, below, '');
}

/** Indices to show along an axis; `undefined` stands for those left out. */
export function shown(length: number): (number | undefined)[] {
  const all = Array.from({ length }, (_, i) => i);
  return length <= LONGEST ? all : [...all.slice(0, EDGE), undefined, ...all.slice(length - EDGE)];
}

/** A number as short as is read well; five digits of a float. */
export function formatNumber(value: number, dtype: DType): string {
  if (dtype === 'bool') return value === 0 ? 'false' : 'true';
  if (dtype === 'int32' || !Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e6)) return value.toExponential(3);
  return String(Number(value.toPrecision(5)));
}
