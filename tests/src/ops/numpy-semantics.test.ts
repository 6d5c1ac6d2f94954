/** Indexing, joining and reducing against models of NumPy’s rules on nested arrays, for random shapes and arguments. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, type Index, tensor } from 'tslate';
import type { NestedNumbers } from '../../../src/tensor/tensor.ts';
import { shapes } from './arbitrary-applications.ts';

const settings = { seed: 7, numRuns: 300 };

/** Counts from 0, so that every element tells where it came from. */
const counted = (shape: readonly number[]) =>
  tensor(
    Array.from({ length: shape.reduce((product, n) => product * n, 1) }, (_, i) => i),
    shape,
  );

const list = (nested: NestedNumbers): NestedNumbers[] => {
  if (typeof nested === 'number') throw new Error('An axis too few.');
  return nested;
};

/** x[begin:end:step], walked through one by one. */
function range(x: readonly NestedNumbers[], [begin, end = null, step = 1]: Exclude<Index, number | string | null>) {
  const n = x.length;
  const fromFront = (place: number): number => (place < 0 ? place + n : place);
  const found: NestedNumbers[] = [];
  if (step > 0) {
    const stop = end === null ? n : Math.min(n, fromFront(end));
    for (let i = Math.max(0, fromFront(begin ?? 0)); i < stop; i += step) found.push(x[i]);
  } else {
    const stop = end === null ? -1 : Math.max(-1, fromFront(end));
    for (let i = Math.min(n - 1, begin === null ? n - 1 : fromFront(begin)); i > stop; i += step) found.push(x[i]);
  }
  return found;
}

/** x[index, …] */
function pick(x: NestedNumbers, [index, ...rest]: readonly Index[]): NestedNumbers {
  if (index === undefined) return x;
  if (index === null) return [pick(x, rest)];
  if (typeof index === 'number') return pick(list(x)[index < 0 ? index + list(x).length : index], rest);
  return (index === 'all' ? list(x) : range(list(x), index)).map((entry) => pick(entry, rest));
}

const place = fc.option(fc.integer({ min: -5, max: 5 }));
const indexOf = (length: number): fc.Arbitrary<Index> =>
  fc.oneof(
    ...(length > 0 ? [fc.integer({ min: -length, max: length - 1 })] : []),
    fc.tuple(place, place, fc.constantFrom(-3, -2, -1, 1, 2, 3)),
    fc.tuple(place, place),
    fc.constant('all' as const),
  );
const indexed = shapes(1).chain((shape) =>
  fc.tuple(fc.constant(shape), fc.tuple(...shape.map(indexOf)), fc.nat(shape.length), fc.nat(shape.length)),
);

describe('at', () => {
  it('picks what NumPy picks', () => {
    const property = fc.property(indexed, ([shape, all, count, newAxis]) => {
      const indices: Index[] = all.slice(0, count).toSpliced(newAxis, 0, null);
      const x = counted(shape);
      expect(x.at(...indices).toArray()).toEqual(pick(x.toArray(), indices));
    });
    fc.assert(property, settings);
  });
});

describe('concat and split', () => {
  const parted = shapes(1).chain((shape) =>
    fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), fc.array(fc.nat(3), { minLength: 1, maxLength: 4 })),
  );

  it('undo each other along every axis', () => {
    const property = fc.property(parted, ([shape, axis, lengths]) => {
      const x = counted(
        shape.with(
          axis,
          lengths.reduce((sum, n) => sum + n, 0),
        ),
      );
      const parts = x.split(lengths, axis);
      expect(parts.map((part) => part.shape[axis])).toEqual(lengths);
      expect(concat(parts, axis - shape.length).toArray()).toEqual(x.toArray());
    });
    fc.assert(property, settings);
  });
});

describe('reductions over several axes', () => {
  const reduced = shapes(0, 1).chain((shape) => fc.tuple(fc.constant(shape), fc.subarray([...shape.keys()])));
  const along = (axes: readonly number[], shape: readonly number[]) => shape.map((n, k) => (axes.includes(k) ? 1 : n));

  it('are the same as over one axis after the other', () => {
    const property = fc.property(reduced, ([shape, axes]) => {
      const x = counted(shape);
      for (const name of ['sum', 'max', 'min'] as const) {
        const oneByOne = axes.toReversed().reduce((y, axis) => y[name](axis), x);
        expect(x[name](axes).toArray()).toEqual(oneByOne.toArray());
        expect(x[name](axes, { keepDims: true }).shape).toEqual(along(axes, shape));
      }
    });
    fc.assert(property, settings);
  });
});

describe('takeAlong', () => {
  const matrices = shapes(1, 1).chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length - 1)));

  it('with the places of flipped entries flips', () => {
    const property = fc.property(matrices, ([shape, axis]) => {
      const x = counted(shape);
      const places = tensor(
        Int32Array.from({ length: shape[axis] }, (_, k) => shape[axis] - 1 - k),
        [shape[axis]],
      );
      const wide = places.reshape(shape.map((_, k) => (k === axis ? shape[axis] : 1))).broadcastTo(shape);
      expect(x.takeAlong(wide, axis).toArray()).toEqual(x.flip(axis).toArray());
    });
    fc.assert(property, settings);
  });
});
