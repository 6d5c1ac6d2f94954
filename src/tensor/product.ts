/** The sizes of a matrix product, and how to step through its operands when one is read as its transpose. */
import { ShapeError } from '../errors.ts';
import type { Attributes } from './primitive.ts';
import { showShape } from './shape.ts';
import type { Shape } from './shape-types.ts';

/** Distances between neighbouring rows and between neighbouring columns, in elements. */
export interface Steps {
  readonly row: number;
  readonly column: number;
}

/** op(A)·op(B): [m, k] · [k, n] → [m, n]. */
export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Steps;
  readonly b: Steps;
}

/**
 * @param attributes `transposeA`, `transposeB`: whether an operand is stored as its transpose
 * @throws ShapeError unless both are matrices and the inner lengths agree
 */
export function productOf(a: Shape, b: Shape, attributes: Attributes): Product {
  if (a.length !== 2 || b.length !== 2) {
    throw new ShapeError({
      what: 'matmul',
      expected: 'two matrices',
      received: `${showShape(a)} and ${showShape(b)}`,
      hint: 'reshape the operands to two axes',
    });
  }
  const transposeA = attributes['transposeA'] === true;
  const transposeB = attributes['transposeB'] === true;
  const [m, k] = transposeA ? a.toReversed() : a;
  const [inner, n] = transposeB ? b.toReversed() : b;
  if (k !== inner) {
    throw new ShapeError({
      what: 'matmul',
      expected: 'inner lengths that agree, m×k · k×n',
      received: `${m}×${k} · ${inner}×${n}`,
      hint: `${k} columns meet ${inner} rows, transpose or reshape one side`,
    });
  }
  return {
    m,
    k,
    n,
    a: transposeA ? { row: 1, column: m } : { row: k, column: 1 },
    b: transposeB ? { row: 1, column: k } : { row: n, column: 1 },
  };
}
