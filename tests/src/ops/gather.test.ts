import { describe, expect, it } from 'vitest';
import { grad, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

describe('rows', () => {
  const x = tensor([[1, 2], [3, 4], [5, 6]]); // prettier-ignore

  it('picks entries of the first axis, one more than once if asked', () => {
    expect(x.rows([2, 0, 2]).toArray()).toEqual([[5, 6], [1, 2], [5, 6]]); // prettier-ignore
    expect(tensor([7, 8]).rows(Uint32Array.of(1)).toArray()).toEqual([8]);
    expect(x.rows([]).shape).toEqual([0, 2]);
  });

  it('adds up the gradients of an entry that was picked twice', () => {
    expect(grad((t: typeof x) => t.rows([2, 0, 2]).sum())(x)[0].toArray()).toEqual([[1, 1], [0, 0], [2, 2]]); // prettier-ignore
  });

  it('remembers the indices it was given for the gradient, whatever becomes of their array', () => {
    const indices = [0, 1];
    const picked = (t: typeof x) => {
      const y = t.rows(indices);
      indices.fill(2);
      return y.sum();
    };
    expect(grad(picked)(x)[0].toArray()).toEqual([[1, 1], [1, 1], [0, 0]]); // prettier-ignore
  });

  it('names the index that is not there', () => {
    expect(messageOf(() => x.rows([0, 3]))).toBe(
      'rows of a tensor of shape 3×2: expected whole numbers from 0 to 2, received 3.',
    );
    expect(() => x.rows([-1])).toThrow('received -1');
    expect(() => zeros([0, 2]).rows([0])).toThrow('expected no index, as there are no rows, received 0.');
    const scalar: AnyTensor = zeros([]);
    expect(messageOf(() => scalar.rows([0]))).toBe('rows: expected at least one axis, received a scalar.');
  });
});
