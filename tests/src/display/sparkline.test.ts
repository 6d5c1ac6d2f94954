import { expect, it } from 'vitest';
import { sparkline } from '../../../src/display/sparkline.ts';

it('goes from the lowest to the highest block', () => {
  expect(sparkline([8, 7, 6, 5, 4, 3, 2, 1])).toBe('█▇▆▅▄▃▂▁');
  expect(sparkline([1, 1, 1])).toBe('▁▁▁');
  expect(sparkline([])).toBe('');
});

it('takes means where there are more numbers than characters, and leaves gaps for what is not finite', () => {
  expect(sparkline(Array.from({ length: 1000 }, (_, i) => i))).toBe('▁▂▂▃▄▄▅▅▆▇▇█');
  expect(sparkline([0, NaN, 1, Infinity])).toBe('▁ █ ');
  expect(sparkline([NaN])).toBe(' ');
});
