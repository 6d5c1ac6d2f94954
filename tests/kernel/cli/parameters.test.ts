import { expect, test } from 'vitest';
import { readParameters } from '../../../kernel/cli/parameters.ts';

test('values are JSON, and text where they are none; what else is given stays', () => {
  const args = ['n.ipynb', '-p', 'rate', '-0.5', '--parameters', 'name', 'a b', '-p', 'sizes=[3, 4]', '--output', 'o'];
  const { parameters, rest } = readParameters([...args, '-p', 'text', '"0.5"', '-p', 'empty', '']);
  expect(Object.fromEntries(parameters)).toEqual({ rate: -0.5, name: 'a b', sizes: [3, 4], text: '0.5', empty: '' });
  expect(rest).toEqual(['n.ipynb', '--output', 'o']);
});

test('a name without a value is told', () => {
  expect(() => readParameters(['n.ipynb', '-p', 'rate'])).toThrow('-p needs a name and a value');
  expect(() => readParameters(['-p'])).toThrow('-p needs a name and a value');
});
