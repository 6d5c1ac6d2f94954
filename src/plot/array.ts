/** Reads matrices and stacks of images from nested arrays and from anything with a shape and data. */
import { ShapeError } from '../errors.ts';

/** What a tensor looks like from here: row-major data and its shape. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A picture of `channels` values per pixel (1: brightness, 3: red, green, blue), row by row. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

/** Tells whether a value has a shape and data. */
export function isTensorLike(value: unknown): value is TensorLike {
  return (
    typeof value === 'object' && value !== null && 'shape' in value && Array.isArray(value.shape) && 'data' in value
  );
}

/** Whether a matrix has no element. */
export function isEmptyMatrix(matrix: TensorLike | readonly ArrayLike<number>[]): boolean {
  if (isTensorLike(matrix)) return matrix.shape.length === 2 && matrix.data.length === 0;
  return matrix.every((row) => row.length === 0);
}

/** A matrix as rows of numbers; `who` names the function that asks, for the error. */
export function readMatrix(who: string, value: TensorLike | readonly ArrayLike<number>[]): number[][] {
  if (isTensorLike(value)) {
    const [rows = 0, columns = 0] = value.shape;
    if (value.shape.length !== 2 || rows * columns !== value.data.length || value.data.length === 0) {
      throw new ShapeError(
        `${who}: expected a matrix, received shape [${value.shape.join(', ')}] with ${value.data.length} values.`,
      );
    }
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, i) => value.data[row * columns + i] ?? NaN),
    );
  }
  const width = value[0]?.length ?? 0;
  if (width === 0) throw new ShapeError(`${who}: expected a matrix with at least one value, received an empty one.`);
  value.forEach((row, i) => {
    if (row.length === width) return;
    throw new ShapeError(
      `${who}: expected rows of equal length, received ${width} values in row 0 and ${row.length} in row ${i}.`,
    );
  });
  return value.map((row) => Array.from(row));
}
