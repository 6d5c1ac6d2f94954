/** Broadcasting and its undoing, against an independent reading of the rule, element by element. */
import { describe, expect, it } from 'vitest';
import { grad, primitives } from 'tslate';
import { apply } from '../../../src/ops/apply.ts';
import { sumTo } from '../../../src/autodiff/gradients.ts';
import { tensor, ones } from '../../../src/tensor/create.ts';
import { sizeOf } from '../../../src/tensor/shape.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';

/** The common shape by the definition: walk from the right, 1 (or nothing) gives way to the other. */
function common(...shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const lengths = shapes.map((shape) => shape[shape.length - rank + axis] ?? 1);
    return lengths.find((length) => length !== 1) ?? 1;
  });
}

/** The coordinates of the i-th element in row-major order. */
function coordinates(i: number, shape: Shape): number[] {
  return shape.map((length, axis) => Math.floor(i / sizeOf(shape.slice(axis + 1))) % length);
}

/** The element of x at coordinates of a larger shape. */
function at(x: AnyTensor, coordinate: readonly number[]): number {
  const own = coordinate.slice(coordinate.length - x.rank).map((k, axis) => (x.shape[axis] === 1 ? 0 : k));
  return x.data[own.reduce((position, k, axis) => position * x.shape[axis] + k, 0)];
}

describe('broadcasting', () => {
  const elementwise = [...primitives.values()].filter((entry) => entry.kind === 'elementwise' && entry.arity > 1);

  it.each(elementwise)('of $name meets the elements that the rule pairs', (primitive) => {
    if (primitive.kind !== 'elementwise') return;
    const random = new RandomTensors(3);
    for (let round = 0; round < 40; round++) {
      const shape = random.shape(random.whole(0, 4), 0, 4);
      const inputs = Array.from({ length: primitive.arity }, (_, i) =>
        random.tensor(random.stretchable(shape), primitive.name === 'where' && i === 0 ? 'bool' : 'float64', [0.5, 2]),
      );
      const y = apply<Shape, 'float64'>(primitive, inputs);
      expect(y.shape).toEqual(common(...inputs.map((input) => input.shape)));
      const expected = Array.from(y.data, (_, i) => {
        const coordinate = coordinates(i, y.shape);
        return primitive.f(...inputs.map((input) => at(input, coordinate)));
      });
      expect(Array.from(y.data)).toEqual(expected);
    }
  });

  it('is refused where two lengths differ and neither is 1', () => {
    const wide: Tensor = ones([64]);
    const message = messageOf(() => ones([32, 10]).add(wide));
    expect(message).toBe(
      'add: expected shapes that broadcast (aligned at the right, each pair of lengths equal or one of them 1), ' +
        'received 32×10 and 64; lengths 10 and 64 disagree, reshape or expand one side.',
    );
  });

  it('lets an axis of length 1 meet an empty one, and nothing else', () => {
    const empty: AnyTensor = ones([0, 3]);
    expect(empty.add(ones([1, 3])).shape).toEqual([0, 3]);
    expect(empty.add(1).shape).toEqual([0, 3]);
    expect(() => empty.add(ones([2, 3]))).toThrow('0×3 and 2×3');
  });
});

describe('sumTo, which undoes broadcasting', () => {
  it('adds up what each element was stretched to', () => {
    const random = new RandomTensors(4);
    for (let round = 0; round < 60; round++) {
      const shape = random.shape(random.whole(0, 4), 0, 4);
      const small = random.stretchable(shape);
      const dy = random.tensor(shape, 'float64');
      const target = random.tensor(small, 'float64');
      const expected = new Float64Array(sizeOf(small));
      dy.data.forEach((value, i) => {
        const coordinate = coordinates(i, shape).slice(shape.length - small.length);
        const own = coordinate.map((k, axis) => (small[axis] === 1 ? 0 : k));
        expected[own.reduce((position, k, axis) => position * small[axis] + k, 0)] += value;
      });
      expectClose(sumTo(dy, target.shape), tensor(expected, small), 1e-12, `${shape.join('×')} to ${small.join('×')}`);
    }
  });

  it('gives every gradient the shape of its input', () => {
    const random = new RandomTensors(5);
    const a = random.tensor([2, 1, 4], 'float64');
    const b = random.tensor([3, 1], 'float64');
    const [da, db] = grad((x: typeof a, y: typeof b) => x.mul(y).sum())(a, b);
    expect([da.shape, db.shape]).toEqual([
      [2, 1, 4],
      [3, 1],
    ]);
    expectClose(da, b.sum().mul(ones([2, 1, 4], 'float64')), 1e-12);
    expectClose(db, a.sum().mul(ones([3, 1], 'float64')), 1e-12);
  });
});
