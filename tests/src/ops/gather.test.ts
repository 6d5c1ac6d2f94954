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
    expect(() => zeros([0, 2]).rows([0])).toThrow('expected none, as there are no entries, received 0.');
    const scalar: AnyTensor = zeros([]);
    expect(messageOf(() => scalar.rows([0]))).toBe('rows: expected at least one axis, received a scalar.');
  });
});

describe('take', () => {
  const table = tensor([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
  const indices = tensor([2, 0, 0, 1], [2, 2], 'int32');

  it('picks a row for every index, in the shape of the indices', () => {
    expect(table.take(indices).toArray()).toEqual([[[5, 6], [1, 2]], [[1, 2], [3, 4]]]); // prettier-ignore
    expect(table.take(tensor(1).cast('int32')).toArray()).toEqual([3, 4]);
    expect(table.take(zeros([0, 3], 'int32')).shape).toEqual([0, 3, 2]);
  });

  it('picks along any axis', () => {
    expect(table.take(tensor([1, 1, 0], [3], 'int32'), -1).toArray()).toEqual([[2, 2, 1], [4, 4, 3], [6, 6, 5]]); // prettier-ignore
  });

  it('adds up the gradients of a row that was picked several times', () => {
    expect(grad((t: typeof table) => t.take(indices).sum())(table)[0].toArray()).toEqual([[2, 2], [1, 1], [1, 1]]); // prettier-ignore
  });

  it('wants whole numbers that are there', () => {
    expect(messageOf(() => table.take(tensor([0, 3], [2], 'int32')))).toBe(
      'indices along axis 0 of a tensor of shape 3×2: expected whole numbers from 0 to 2, received 3.',
    );
    expect(() => table.take(tensor([-1], [1], 'int32'), 1)).toThrow('received -1');
    const floats: AnyTensor = zeros([1]);
    expect(messageOf(() => Reflect.apply(table.take, table, [floats]))).toBe(
      "take: expected indices as int32, received float32; cast('int32') first.",
    );
  });
});

describe('scatterAdd', () => {
  it('adds rows at their indices', () => {
    const rows = tensor([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
    expect(rows.scatterAdd(tensor([3, 0, 3], [3], 'int32'), 4).toArray()).toEqual([[3, 4], [0, 0], [0, 0], [6, 8]]); // prettier-ignore
    expect(messageOf(() => rows.scatterAdd(zeros([2], 'int32'), 4))).toBe(
      'scatterAdd: expected one index for each row of 3×2, received indices of shape 2.',
    );
    expect(() => rows.scatterAdd(tensor([0, 1, 4], [3], 'int32'), 4)).toThrow('whole numbers from 0 to 3, received 4.');
  });
});

describe('takeAlong', () => {
  const x = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore

  it('picks at every place the entry that is named there', () => {
    expect(x.takeAlong(tensor([1, 0, 1], [1, 3], 'int32'), 0).toArray()).toEqual([[4, 2, 6]]);
    expect(x.takeAlong(tensor([2, 2, 0, 1], [2, 2], 'int32'), -1).toArray()).toEqual([[3, 3], [4, 5]]); // prettier-ignore
  });

  it('sorts with the places of a sorted tensor, and sends gradients back to them', () => {
    const order = tensor([2, 0, 1, 2, 1, 0], [2, 3], 'int32');
    const weights = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
    const [dx] = grad((t: typeof x) => t.takeAlong(order, 1).mul(weights).sum())(x);
    expect(dx.toArray()).toEqual([[2, 3, 1], [6, 5, 4]]); // prettier-ignore
  });

  it('says which index is not there, and which lengths do not fit', () => {
    expect(messageOf(() => x.takeAlong(tensor([3, 0], [2, 1], 'int32'), 1))).toBe(
      'takeAlong axis 1 of a tensor of shape 2×3: expected whole numbers from 0 to 2, received 3.',
    );
    expect(messageOf(() => x.takeAlong(zeros([3, 1], 'int32'), 1))).toBe(
      'takeAlong axis 1: expected indices of shape 2×3, but along that axis, received 3×1.',
    );
  });
});
