import { describe, expect, it } from 'vitest';
import { grad, tensor } from 'tslate';
import { messageOf } from '../values.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';

describe('functions of two numbers', () => {
  const a = tensor([4, 9, -2]);
  const b = tensor([2, 3, -1]);

  it('compute element by element', () => {
    expect(a.add(b).toArray()).toEqual([6, 12, -3]);
    expect(a.sub(b).toArray()).toEqual([2, 6, -1]);
    expect(a.mul(b).toArray()).toEqual([8, 27, 2]);
    expect(a.div(b).toArray()).toEqual([2, 3, 2]);
    expect(a.maximum(b).toArray()).toEqual([4, 9, -1]);
    expect(a.minimum(b).toArray()).toEqual([2, 3, -2]);
    expect(
      tensor([2, 9])
        .pow(tensor([3, 0.5]))
        .toArray(),
    ).toEqual([8, 3]);
  });

  it('take a number for a scalar of the same type', () => {
    expect(a.add(1).toArray()).toEqual([5, 10, -1]);
    const whole = tensor(new Int32Array([7, -7]), [2]).mul(3);
    expect([whole.dtype, ...whole.data]).toEqual(['int32', 21, -21]);
  });

  it('refuse a number that the type cannot hold, which would silently be another', () => {
    const whole = tensor(Int32Array.of(7, -7), [2]);
    expect(messageOf(() => whole.mul(0.5))).toBe(
      "mul: expected a number that int32 can hold, received 0.5; cast('float32') first.",
    );
    expect(() => whole.less(Infinity)).toThrow('less: expected a number that int32 can hold, received Infinity');
    expect(() => whole.add(2 ** 31)).toThrow('received 2147483648');
    expect(() => whole.greater(0).equal(2)).toThrow('equal: expected a number that bool can hold, received 2');
    expect(whole.greater(0).equal(1).toArray()).toEqual([1, 0]);
  });

  it('take a power of 0 by 0 as constant 1, and of 0 by more as constant 0 in its exponent', () => {
    const power = (x: typeof a, y: typeof a) => x.pow(y).sum();
    const [da, db] = grad(power)(tensor([0, 0, 2]), tensor([0, 2, 0]));
    expect([da.toArray(), db.toArray()]).toEqual([
      [0, 0, 0],
      [0, 0, Math.fround(Math.LN2)],
    ]);
    const second = grad((x: typeof a) => grad((z: typeof a) => z.pow(0).sum())(x)[0].sum());
    expect(second(tensor([0, 1, 2]))[0].toArray()).toEqual([0, 0, 0]);
  });

  it('give equal elements to the first at a tie, so that the gradients of both sum to dy', () => {
    const [first, second] = grad((x: typeof a, y: typeof a) => x.maximum(y).sum())(a, a);
    expect(first.add(second).toArray()).toEqual([1, 1, 1]);
    const [low, high] = grad((x: typeof a, y: typeof a) => x.minimum(y).sum())(a, a);
    expect(low.add(high).toArray()).toEqual([1, 1, 1]);
  });

  it('refuse two element types', () => {
    const whole: AnyTensor = tensor(new Int32Array(3), [3]);
    const float: AnyTensor = a;
    expect(messageOf(() => float.add(whole))).toBe(
      "add: expected inputs of one element type, received float32 and int32; cast one of them, for example .cast('float32').",
    );
  });

  it('refuse powers of whole numbers, which might not be whole', () => {
    expect(messageOf(() => tensor(new Int32Array([2]), [1]).pow(-1))).toBe(
      "pow: expected float32 or float64, received int32; cast('float32') first.",
    );
  });
});
