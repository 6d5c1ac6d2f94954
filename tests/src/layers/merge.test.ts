import { describe, expect, it } from 'vitest';
import { add, applyLayer, concatenate, functional, input, multiply, ones, tensor, zeros } from 'tslate';
import { messageOf } from '../values.ts';

const [a, b, c] = [tensor([[1, 2]]), tensor([[3, 4]]), tensor([[5, 6]])];

describe('add, multiply and concatenate', () => {
  it('make one value of several', () => {
    expect(applyLayer(add(), a, {}, b, c).toArray()).toEqual([[9, 12]]);
    expect(applyLayer(multiply(), a, {}, b, c).toArray()).toEqual([[15, 48]]);
    expect(applyLayer(concatenate(), a, {}, b, c).toArray()).toEqual([[1, 2, 3, 4, 5, 6]]);
  });

  it('join branches of a graph', () => {
    const x = input([2, 2, 3]);
    const y = x.to(concatenate(), x.to(add(), x));
    expect(y.shape).toEqual([2, 2, 6]);
    expect(
      functional(x, y)
        .call(ones([1, 2, 2, 3]))
        .data.slice(0, 6),
    ).toEqual(new Float32Array([1, 1, 1, 2, 2, 2]));
  });

  it('want shapes that fit, and at least two inputs', () => {
    expect(messageOf(() => applyLayer(add(), a, {}, zeros([1, 3])))).toBe(
      'add: expected inputs of one shape (the first is 2), received 3.',
    );
    expect(messageOf(() => applyLayer(concatenate(), zeros([1, 4, 2]), {}, zeros([1, 5, 2])))).toBe(
      'concatenate: expected inputs that agree but for the last axis (the first is 4×2), received 5×2.',
    );
    expect(messageOf(() => input([2]).to(multiply()))).toBe(
      'multiply: expected at least two inputs, received one; hand over the others, as in a.to(multiply(), b).',
    );
  });
});
