/** Shapes at run time: sizes, strides, axes and broadcasting. */
import { ShapeError, written } from '../errors.ts';
import type { Shape } from './shape-types.ts';

/** Number of elements, Π shape. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** A shape as a reader writes it: `28×28×1`, and `a scalar` for none. */
export function showShape(shape: Shape): string {
  return shape.length === 0 ? 'a scalar' : shape.join('×');
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** Row-major strides in elements: stride of an axis = Π of the lengths behind it. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Strides that read `shape` as if it were stretched to `target`: 0 along every stretched axis. */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const own = stridesOf(shape);
  const offset = target.length - shape.length;
  return target.map((_, axis) => (axis < offset || shape[axis - offset] === 1 ? 0 : own[axis - offset]));
}

/**
 * The common shape of `shapes`: aligned at the right, 1 stretches.
 * @throws ShapeError when two lengths differ and neither is 1.
 */
export function broadcastShapes(what: string, shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  if (shapes.every((shape) => sameShape(shape, first))) return first;
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    const offset = rank - shape.length;
    shape.forEach((length, axis) => {
      const known = result[axis + offset];
      if (known === 1) result[axis + offset] = length;
      else if (length !== 1 && length !== known) {
        throw new ShapeError({
          what,
          expected: 'shapes that broadcast (aligned at the right, each pair of lengths equal or one of them 1)',
          received: shapes.map(showShape).join(' and '),
          hint: `lengths ${known} and ${length} disagree, reshape or expand one side`,
        });
      }
    });
  }
  return result;
}

/** An axis from 0, for an axis that may count from the end (−1 is the last). */
export function resolveAxis(what: string, axis: number, rank: number): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= rank) {
    throw new ShapeError({
      what,
      expected: rank === 0 ? 'no axis (the tensor is a scalar)' : `an axis from ${-rank} to ${rank - 1}`,
      received: String(axis),
    });
  }
  return resolved;
}

/** Axes from 0 in ascending order, for one axis or several that may count from the end; all axes where none is named. */
export function resolveAxes(what: string, axes: number | readonly number[] | undefined, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const wanted = typeof axes === 'number' ? [axes] : axes;
  const resolved = wanted.map((axis) => resolveAxis(what, axis, rank)).sort((a, b) => a - b);
  if (new Set(resolved).size < resolved.length) {
    throw new ShapeError({ what, expected: 'each axis once', received: `[${wanted.join(', ')}]` });
  }
  return resolved;
}

/** @throws ShapeError unless every length is a whole number ≥ 0. */
export function checkShape(what: string, shape: Shape): void {
  if (!Array.isArray(shape)) {
    throw new ShapeError({ what, expected: 'a list of lengths, such as [3]', received: written(shape) });
  }
  if (shape.every((length) => Number.isInteger(length) && length >= 0)) return;
  throw new ShapeError({ what, expected: 'lengths that are whole numbers ≥ 0', received: `[${shape.join(', ')}]` });
}
