import { expect, it } from 'vitest';
import { textWidth } from '../../../src/plot/text-width.ts';

it('gives Chinese characters a full em, and narrow letters less than wide ones', () => {
  expect(textWidth('验证损失', 12)).toBe(48);
  expect(textWidth('illi', 12)).toBeLessThan(textWidth('mmmm', 12) / 2);
});
