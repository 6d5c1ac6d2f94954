import { describe, expect, it } from 'vitest';
import { eye, initializer, rng } from 'tslate';
import { expectClose } from '../values.ts';

const draw = initializer('orthogonal');

describe('orthogonal', () => {
  it.each([
    [6, 6],
    [9, 4],
  ])('gives %i×%i weights whose columns have length 1 and are at right angles', (inputs, units) => {
    const W = draw([inputs, units], rng(3));
    expectClose(W.transpose().matmul(W), eye(units), 1e-6);
  });

  it('makes the rows so where there are more units than inputs, and flattens windows', () => {
    const W = draw([2, 2, 1, 10], rng(4));
    expect(W.shape).toEqual([2, 2, 1, 10]);
    const rows = W.reshape([4, 10]);
    expectClose(rows.matmul(rows.transpose()), eye(4), 1e-6);
  });

  it('draws every direction alike: the mean over many is 0', () => {
    const random = rng(5);
    let sum = 0;
    for (let i = 0; i < 2000; i++) sum += draw([2, 2], random).data[0];
    // cos of an even angle has variance ½.
    expect(Math.abs(sum / 2000)).toBeLessThan(5 * Math.sqrt(0.5 / 2000));
  });
});
