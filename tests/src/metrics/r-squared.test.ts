import { expect, it } from 'vitest';
import { rSquared, tensor } from 'tslate';
import { measured } from '../../../src/metrics/metric.ts';

it('R² is 1 for perfect predictions, 0 for the mean, below 0 for worse', () => {
  const y = tensor([[1], [2], [6]]);
  expect(measured(rSquared, y, y)).toBe(1);
  expect(measured(rSquared, y, tensor([[3], [3], [3]]))).toBeCloseTo(0, 12);
  expect(measured(rSquared, y, tensor([[6], [2], [1]]))).toBeLessThan(-1);
});

it('R² of equal labels is 1 where all predictions are right, else 0', () => {
  const y = tensor([[2], [2]]);
  expect(measured(rSquared, y, y)).toBe(1);
  expect(measured(rSquared, y, tensor([[2], [3]]))).toBe(0);
});

it('R² keeps its digits for labels far from 0', () => {
  const [y, prediction] = [tensor([[10_000_001], [10_000_002], [10_000_003]]), tensor([[10_000_001], [10_000_002], [10_000_002]])]; // prettier-ignore
  expect(measured(rSquared, y, prediction)).toBeCloseTo(0.5, 9);
});

it('R² wants labels of the predictions’ shape', () => {
  expect(() => measured(rSquared, tensor([1, 2]), tensor([[1], [2]]))).toThrow('rSquared: expected labels of the');
});
