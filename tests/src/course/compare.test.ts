/** Comparing answers with what was expected. */
import { expect, it } from 'vitest';
import { tensor } from 'tslate';
import { difference, shown } from '../../../src/course/compare.ts';

it.each([
  [1 + 1e-7, 1],
  [NaN, NaN],
  [1e6 + 1, 1e6],
  [
    [1, [2, 3]],
    [1, [2, 3]],
  ],
  [new Float32Array([1, 2]), [1, 2]],
  [
    { mean: 0.5, words: ['a'] },
    { mean: 0.5, words: ['a'] },
  ],
  [tensor([1, 2]).mul(1 + 1e-7), tensor([1, 2])],
  [true, true],
])('%j is %j within the tolerance', (received, expected) => {
  expect(difference(received, expected, 1e-5)).toBeUndefined();
});

it.each<[unknown, unknown, string, string]>([
  [0, 1e-3, '0.001', '0'],
  [Infinity, 0.6931471, '0.6931', '∞'],
  [0.6931471, Infinity, '∞', '0.6931'],
  [-Infinity, Infinity, '∞', '−∞'],
  [[1, 2], [1], '[1]', '[1, 2]'],
  [{ a: 1 }, { a: 1, b: 2 }, '{ a: 1, b: 2 }', '{ a: 1 }'],
  ['sum', 'mean', '"mean"', '"sum"'],
  [undefined, 1, '1', 'undefined'],
  [tensor([[1, 2]]), tensor([[1], [2]]), 'shape [2, 1]', 'shape [1, 2]'],
  [tensor([1, 2]), tensor([1, 3]), '[1, 3] of shape [2]', '[1, 2] of shape [2]'],
  [1, tensor([1]), '[1] of shape [1]', '1'],
])('%j is not %j: expected %s, received %s', (received, expected, saidExpected, saidReceived) => {
  expect(difference(received, expected, 1e-5)).toEqual({ expected: saidExpected, received: saidReceived });
});

it('cuts long values', () => {
  expect(shown(Array.from({ length: 1000 }, (_, i) => i))).toMatch(/^\[0, 1, .*…$/);
  expect(shown(Array.from({ length: 1000 }, (_, i) => i)).length).toBeLessThanOrEqual(160);
});
