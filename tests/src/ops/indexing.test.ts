import { describe, expect, it } from 'vitest';
import { grad, range, tensor, zeros } from 'tslate';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

const x = tensor([[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]); // prettier-ignore
const any: AnyTensor = x;

describe('at', () => {
  it('takes an entry, from the end for a negative index, and drops its axis', () => {
    expect(x.at(1).toArray()).toEqual([4, 5, 6, 7]);
    expect(x.at(-1, 0).item()).toBe(8);
    expect(x.at('all', -2).toArray()).toEqual([2, 6, 10]);
  });

  it('takes ranges, with open ends, steps and backwards', () => {
    expect(x.at([1, 3], [0, 2]).toArray()).toEqual([[4, 5], [8, 9]]); // prettier-ignore
    expect(x.at([-2, null], 0).toArray()).toEqual([4, 8]);
    expect(x.at(0, [null, null, 2]).toArray()).toEqual([0, 2]);
    expect(x.at(0, [null, 1, -1]).toArray()).toEqual([3, 2]);
    expect(x.at(0, [2, null, -2]).toArray()).toEqual([2, 0]);
    expect(x.at([null, null, -2], [3, 0, -2]).toArray()).toEqual([[11, 9], [3, 1]]); // prettier-ignore
  });

  it('stops at the ends, and may find nothing', () => {
    expect(x.at([2, 99], [-99, 1]).toArray()).toEqual([[8]]);
    expect(x.at([3, 9]).shape).toEqual([0, 4]);
    expect(x.at('all', [3, 1]).shape).toEqual([3, 0]);
    expect(x.at([0, 2, -1], [0, 4, 3]).shape).toEqual([0, 2]);
  });

  it('makes new axes', () => {
    expect(x.at('all', null).shape).toEqual([3, 1, 4]);
    expect(x.at(null, 0, [0, 2], null).shape).toEqual([1, 2, 1]);
    expect(tensor(1).at(null).shape).toEqual([1]);
    expect(x.at()).toBe(x);
  });

  it('sends gradients back to where the elements came from', () => {
    const f = (t: typeof x) => t.at([null, null, -2], [0, 3, 2]).mul(tensor([[1, 2], [3, 4]])).sum(); // prettier-ignore
    expect(grad(f)(x)[0].toArray()).toEqual([[3, 0, 4, 0], [0, 0, 0, 0], [1, 0, 2, 0]]); // prettier-ignore
  });

  it('names the axis, its length and the index that is not there', () => {
    expect(messageOf(() => x.at(0, 4))).toBe('at of 3×4: expected an index from -4 to 3 along axis 1, received 4.');
    expect(() => x.at(-4)).toThrow('an index from -3 to 2 along axis 0, received -4.');
    expect(() => x.at(0.5)).toThrow('received 0.5');
    expect(() => zeros([0]).at(0)).toThrow('expected no index along axis 0, which is empty, received 0.');
    expect(messageOf(() => any.at(0, 0, 0))).toBe(
      'at of 3×4: expected as many indices as axes, 2, or fewer, received 3.',
    );
    expect(messageOf(() => x.at([0, 2, 0]))).toBe(
      'at of 3×4: expected whole numbers begin, end and step, the step not 0, along axis 0, received [0, 2, 0].',
    );
  });
});

describe('flip', () => {
  it('turns an axis round', () => {
    expect(range(3).flip(0).toArray()).toEqual([2, 1, 0]);
    expect(x.at([0, 2]).flip(-1).toArray()).toEqual([[3, 2, 1, 0], [7, 6, 5, 4]]); // prettier-ignore
    expect(() => x.flip(2)).toThrow('flip: expected an axis from -2 to 1, received 2.');
  });
});
