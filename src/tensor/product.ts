/** The sizes of a matrix product, and how to step through its operands when one is read as its transpose. */
import { ShapeError } from '../errors.ts';
import type { Attributes } from './primitive.ts';
import { broadcastShapes, broadcastStrides, showShape } from './shape.ts';
import type { Shape } from './shape-types.ts';
import { positionsOf } from './strided.ts';

/** Distances between neighbouring rows and between neighbouring columns, in elements. */
export interface Steps {
  readonly row: number;
  readonly column: number;
}

/** op(A)·op(B): [m, k] · [k, n] → [m, n], for every pair of matrices in two stacks. */
export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Steps;
  readonly b: Steps;
  /** The leading axes of the stack of products, none for one product. */
  readonly leading: Shape;
}

/**
 * @param attributes `transposeA`, `transposeB`: whether the matrices of an operand are stored as their transposes
 * @throws ShapeError unless both are (stacks of) matrices, the inner lengths agree and the leading axes broadcast
 */
export function productOf(a: Shape, b: Shape, attributes: Attributes): Product {
  if (a.length < 2 || b.length < 2) {
    throw new ShapeError({
      what: 'matmul',
      expected: 'two matrices or stacks of them',
      received: `${showShape(a)} and ${showShape(b)}`,
      hint: 'reshape a vector to one row or one column',
    });
  }
  const transposeA = attributes['transposeA'] === true;
  const transposeB = attributes['transposeB'] === true;
  const [rowsA, columnsA] = [a[a.length - 2], a[a.length - 1]];
  const [rowsB, columnsB] = [b[b.length - 2], b[b.length - 1]];
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const [inner, n] = transposeB ? [columnsB, rowsB] : [rowsB, columnsB];
  const single = a.length === 2 && b.length === 2;
  if (k !== inner) {
    throw new ShapeError({
      what: 'matmul',
      expected: 'inner lengths that agree, m×k · k×n',
      received: single ? `${m}×${k} · ${inner}×${n}` : `${showShape(a)} · ${showShape(b)}`,
      hint: `${k} columns meet ${inner} rows, transpose or reshape one side`,
    });
  }
  return {
    m,
    k,
    n,
    a: transposeA ? { row: 1, column: m } : { row: k, column: 1 },
    b: transposeB ? { row: 1, column: k } : { row: n, column: 1 },
    leading: single ? [] : broadcastShapes('the leading axes of matmul', [a.slice(0, -2), b.slice(0, -2)]),
  };
}

/** Calls `f` with where the matrices of each pair and their product begin, in elements. */
export function eachProduct(
  a: Shape,
  b: Shape,
  { m, k, n, leading }: Product,
  f: (a: number, b: number, y: number) => void,
): void {
  if (leading.length === 0) return f(0, 0, 0);
  const [startsA, startsB] = [a, b].map((shape) =>
    positionsOf(leading, { offset: 0, strides: broadcastStrides(shape.slice(0, -2), leading) }),
  );
  startsA.forEach((start, i) => f(start * m * k, startsB[i] * k * n, i * m * n));
}
