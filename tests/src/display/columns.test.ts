import { expect, it } from 'vitest';
import { columnsOf, padColumns } from '../../../src/display/columns.ts';

it('counts two columns for a Chinese character or mark, one for everything else', () => {
  expect(['', 'dense1', '层', '（对数）', '3×3 ─ θ'].map(columnsOf)).toEqual([0, 6, 2, 8, 7]);
});

it('fills a text up on the other side, and leaves a longer one as it is', () => {
  expect(padColumns('层', 5)).toBe('层   ');
  expect(padColumns('参数', 6, 'right')).toBe('  参数');
  expect(padColumns('dense1', 3)).toBe('dense1');
});
