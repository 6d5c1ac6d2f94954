import { describe, expect, it } from 'vitest';
import { grad, tensor } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

describe('comparisons', () => {
  const a = tensor([1, 2, 3, NaN]);
  const b = tensor([2, 2, 2, NaN]);

  it('answer with bools', () => {
    expect(a.less(b).dtype).toBe('bool');
    expect(Array.from(a.less(b).data)).toEqual([1, 0, 0, 0]);
    expect(Array.from(a.lessEqual(b).data)).toEqual([1, 1, 0, 0]);
    expect(Array.from(a.greater(b).data)).toEqual([0, 0, 1, 0]);
    expect(Array.from(a.greaterEqual(b).data)).toEqual([0, 1, 1, 0]);
    expect(Array.from(a.equal(b).data)).toEqual([0, 1, 0, 0]);
  });

  it('choose by a bool: each gradient goes where the value came from', () => {
    const condition = tensor([1, 0], [2], 'bool');
    const x = tensor([5, 6]);
    const y = tensor([7, 8]);
    expect(condition.where(x, y).toArray()).toEqual([5, 8]);
    expect(condition.where(x, 0).toArray()).toEqual([5, 0]);
    const [dx, dy] = grad((p: typeof x, q: typeof x) => condition.where(p, q).sum())(x, y);
    expect([dx.toArray(), dy.toArray()]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('choose by nothing but a bool', () => {
    const numbers: AnyTensor = a;
    const choose: (x: AnyTensor, y: number) => AnyTensor = numbers.where;
    expect(messageOf(() => Reflect.apply(choose, numbers, [a, 0]))).toBe(
      'where: expected a bool condition, received float32; compare first.',
    );
  });
});
