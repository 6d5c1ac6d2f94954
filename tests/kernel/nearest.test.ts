import { expect, test } from 'vitest';
import { nearest } from '../../kernel/nearest.ts';

test('the nearest name is found where few letters differ', () => {
  expect(nearest('cuont', ['counter', 'count', 'amount'])).toBe('count');
  expect(nearest('learningrate', ['learningRate'])).toBe('learningRate');
  expect(nearest('xs', ['ys', 'abc'])).toBe('ys');
});

test('nothing is guessed where too much differs', () => {
  expect(nearest('alpha', ['omega', 'beta'])).toBe(undefined);
  expect(nearest('alpha', [])).toBe(undefined);
});
