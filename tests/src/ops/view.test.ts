import { describe, expect, it } from 'vitest';
import { grad, parameter, sgd, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
const any: AnyTensor = x;

describe('reshape', () => {
  it('keeps the elements in their order, and computes one length', () => {
    expect(x.reshape([3, 2]).toArray()).toEqual([[1, 2], [3, 4], [5, 6]]); // prettier-ignore
    expect(x.reshape([-1]).shape).toEqual([6]);
    expect(x.reshape([3, -1]).shape).toEqual([3, 2]);
    expect(tensor([7]).reshape([]).item()).toBe(7);
    expect(zeros([0, 3]).reshape([3, 0]).shape).toEqual([3, 0]);
  });

  it('refuses another number of elements, and more than one unknown length', () => {
    expect(messageOf(() => any.reshape([4]))).toBe('reshape: expected a shape of 6 elements, as 2×3 has, received 4.');
    for (const shape of [
      [-1, -1],
      [4, -1],
      [-2, -3],
      [1.5, 4],
    ]) {
      expect(() => any.reshape(shape), shape.join()).toThrow('a shape of 6 elements'); // prettier-ignore
    }
  });
});

describe('cast', () => {
  it('changes the type, towards zero for whole numbers', () => {
    expect(tensor([1.9, -1.9, 0]).cast('int32').toArray()).toEqual([1, -1, 0]);
    expect(tensor([1.9, -1.9, 0]).cast('bool').toArray()).toEqual([1, 1, 0]);
    expect(tensor([1.5]).cast('float64').dtype).toBe('float64');
  });

  it('passes gradients between floats, and none through whole numbers', () => {
    const p = tensor([1.5, 2.5]);
    expect(grad((t: typeof p) => t.cast('float64').square().sum().cast('float32'))(p)[0].toArray()).toEqual([3, 5]);
    expect(grad((t: typeof p) => t.cast('int32').cast('float32').sum())(p)[0].toArray()).toEqual([0, 0]);
  });
});

describe('a view of a parameter', () => {
  it('keeps the values it was taken at when the parameter moves', () => {
    const p = parameter(tensor([1, 2]));
    const [column, constant] = [p.reshape([2, 1]), p.detach()];
    for (const overwriteGradients of [false, true]) {
      p.square().sum().backward();
      sgd({ learningRate: 0.25, momentum: 0.5 }).step([p], { overwriteGradients });
    }
    expect(p.toArray()).toEqual([0.25, 0.5]);
    expect([column.toArray(), constant.toArray()]).toEqual([[[1], [2]], [1, 2]]); // prettier-ignore
  });
});

describe('squeeze and expandDims', () => {
  it('take axes of length 1 away, and put them back', () => {
    const x = zeros([1, 3, 1, 2]);
    expect(x.squeeze().shape).toEqual([3, 2]);
    expect(x.squeeze(0).shape).toEqual([3, 1, 2]);
    expect(x.squeeze([0, -2]).expandDims(-1).shape).toEqual([3, 2, 1]);
    expect(x.expandDims(0).shape).toEqual([1, 1, 3, 1, 2]);
    expect(messageOf(() => x.squeeze(1))).toBe(
      'squeeze of 1×3×1×2: expected axes of length 1, received axis 1 of length 3.',
    );
    expect(() => x.expandDims(5)).toThrow('expandDims: expected an axis from -5 to 4, received 5.');
  });
});
