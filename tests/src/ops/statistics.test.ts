import { describe, expect, it } from 'vitest';
import { grad, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[[1, 2], [3, 4]], [[5, 6], [7, 12]]]); // prettier-ignore
const any: AnyTensor = x;

describe('mean, variance and std', () => {
  it('summarise all elements, or some axes together', () => {
    expect([x.mean().item(), x.variance().item()]).toEqual([5, 10.5]);
    expect(x.std().item()).toBeCloseTo(Math.sqrt(10.5), 6);
    expect(x.mean([0, 1]).toArray()).toEqual([4, 6]);
    expect(x.variance([0, -1]).toArray()).toEqual([4.25, 12.25]);
    expect(x.std([1, 2], { keepDims: true }).shape).toEqual([2, 1, 1]);
    expect(x.variance(-1).toArray()).toEqual([[0.25, 0.25], [0.25, 6.25]]); // prettier-ignore
  });

  it('keep small spreads of large numbers', () => {
    // The mean of squares minus the square of the mean would lose all digits here.
    expect(tensor([10000, 10001]).variance().item()).toBe(0.25);
  });

  it('take floats only', () => {
    expect(messageOf(() => zeros([2], 'int32').std())).toBe(
      "std: expected float32 or float64, received int32; cast('float32') first.",
    );
    expect(() => any.variance(3)).toThrow('variance: expected an axis from -3 to 2, received 3.');
  });
});

describe('norm', () => {
  it('is the length of all elements, or along axes', () => {
    expect(tensor([3, 4]).norm().item()).toBe(5);
    expect(tensor([[3, 4], [0, -2]]).norm(1).toArray()).toEqual([5, 2]); // prettier-ignore
  });

  it('has the gradient x/‖x‖, and 0 at 0', () => {
    const v = tensor([3, 4]);
    grad((t: typeof v) => t.norm())(v)[0].toArray().forEach((g, i) => expect(g).toBeCloseTo([0.6, 0.8][i], 6)); // prettier-ignore
    expect(grad((t: typeof v) => t.norm())(zeros([2]))[0].toArray()).toEqual([0, 0]);
  });
});

describe('prod', () => {
  it('multiplies along an axis, also when its length is odd, or 0', () => {
    expect(tensor([[1, 2, 3], [4, 5, 6]]).prod(1).toArray()).toEqual([6, 120]); // prettier-ignore
    expect(tensor([2, 3, 4, 5, 6, 7, 8]).prod(0, { keepDims: true }).toArray()).toEqual([40320]);
    expect(zeros([0, 2], 'int32').prod(0).toArray()).toEqual([1, 1]);
  });

  it('has the right gradient where elements are 0', () => {
    const v = tensor([2, 0, 5]);
    expect(grad((t: typeof v) => t.prod(0))(v)[0].toArray()).toEqual([0, 10, 0]);
  });
});

describe('all and any', () => {
  it('say whether all hold, or one', () => {
    const holds = tensor([[1, 2], [3, 4]]).greater(1); // prettier-ignore
    expect([holds.all().item(), holds.any().item()]).toEqual([0, 1]);
    expect(holds.all(1).toArray()).toEqual([0, 1]);
    expect(holds.any(0, { keepDims: true }).toArray()).toEqual([[1, 1]]);
    const none = zeros([0]).greater(0);
    expect([none.all().item(), none.any().item()]).toEqual([1, 0]);
    expect(none.all().dtype).toBe('bool');
  });
});

describe('cumsum', () => {
  it('adds up from the beginning of an axis', () => {
    expect(tensor([1, 2, 3]).cumsum(0).toArray()).toEqual([1, 3, 6]);
    expect(x.cumsum(1).toArray()).toEqual([[[1, 2], [4, 6]], [[5, 6], [12, 18]]]); // prettier-ignore
    expect(
      tensor(Int32Array.of(2 ** 31 - 1, 1), [2])
        .cumsum(0)
        .toArray(),
    ).toEqual([2 ** 31 - 1, -(2 ** 31)]);
  });
});
