import { describe, expect, it } from 'vitest';
import { compile, parameter, rng, type Tensor, tensor, use } from 'tslate';
import { rowsLater } from '../../../src/data/rows-later.ts';
import { Deferred } from '../../../src/tensor/deferred.ts';

/** 0, 1, 2, … and how often they were written. */
function counting(length: number) {
  const written = { all: 0, rows: 0 };
  const elements = {
    fill(to: Float32Array) {
      written.all++;
      for (let i = 0; i < to.length; i++) to[i] = i;
    },
    fillRows(to: Float32Array, indices: Uint32Array) {
      written.rows++;
      const width = to.length / indices.length;
      indices.forEach((row, k) => {
        for (let i = 0; i < width; i++) to[k * width + i] = row * width + i;
      });
    },
  };
  return { written, table: new Deferred(elements, [length / 2, 2] as const, 'float32') };
}

describe('a deferred tensor', () => {
  it('is like any other: its elements are computed when they are first read, and once', () => {
    const { table, written } = counting(6);
    expect([table.shape, table.size, table.symbolic, written.all]).toEqual([[3, 2], 6, false, 0]);
    expect(table.sum().item()).toBe(15);
    expect(table.mul(2).toArray()).toEqual([[0, 2], [4, 6], [8, 10]]); // prettier-ignore
    expect(written).toEqual({ all: 1, rows: 0 });
  });

  it('writes its elements where they are wanted, and keeps none', () => {
    const { table, written } = counting(4);
    const place = new Float32Array(4);
    table.writeTo(place);
    table.writeTo(place);
    expect([...place, written.all]).toEqual([0, 1, 2, 3, 2]);
  });

  it('gives rows without computing all', () => {
    const { table, written } = counting(200_000);
    const rows = rowsLater(table, Uint32Array.of(70_000, 3));
    expect(rows.toArray()).toEqual([[140_000, 140_001], [6, 7]]); // prettier-ignore
    expect(written).toEqual({ all: 0, rows: 1 });
  });
});

describe('rows that are fetched later', () => {
  it('are those of the table, of any width and type', () => {
    const table = rng(0).normal([5, 3, 2]);
    const indices = Uint32Array.of(4, 0, 4);
    expect(rowsLater(table, indices).toArray()).toEqual(table.rows(indices).toArray());
    const labels = tensor(Int32Array.of(7, 8, 9), [3]);
    const picked = rowsLater(labels, Uint32Array.of(2, 1));
    expect([picked.toArray(), picked.dtype]).toEqual([[9, 8], 'int32']);
    expect(rowsLater(table, new Uint32Array(0)).shape).toEqual([0, 3, 2]);
  });

  it('are fetched at once where gradients flow to the table', () => {
    const table = parameter(tensor([[1, 2], [3, 4]])); // prettier-ignore
    rowsLater(table, Uint32Array.of(1, 1)).sum().backward();
    expect(table.grad?.toArray()).toEqual([[0, 0], [2, 2]]); // prettier-ignore
  });

  it.each(['onnx', 'simd'] as const)(
    'enter a program on %s, also when it is run before the last run is over',
    async (name) => {
      const before = use(name, { threads: 1 });
      const table = rng(1).normal([4000, 8]);
      const total = compile((x: Tensor<readonly [number, 8]>) => x.sum(1));
      const batch = (first: number) =>
        rowsLater(
          table,
          Uint32Array.from({ length: 2000 }, (_, i) => first + 2 * i),
        );
      // The first one makes a program of the function.
      for (let i = 0; i < 3; i++) await total(batch(0));
      const [even, odd] = [batch(0), batch(1)].map((rows) => rows.sum(1).toArray());
      const results = await Promise.all([total(batch(0)), total(batch(1)), total(batch(0))]);
      expect(results.map((result) => distance(result.toArray(), even) < 1e-4)).toEqual([true, false, true]);
      expect(distance(results[1].toArray(), odd)).toBeLessThan(1e-4);
      use(before);
    },
  );
});

function distance(a: readonly number[], b: unknown): number {
  return Array.isArray(b) ? Math.max(...a.map((x, i) => Math.abs(x - b[i]))) : Infinity;
}
