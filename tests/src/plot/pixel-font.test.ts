import { expect, it } from 'vitest';
import { canWrite, writePixels } from '../../../src/plot/pixel-font.ts';

it('has digits, letters and the signs of captions, and no Chinese', () => {
  expect(canWrite('Unit 7 → 3 (−0.25) ✗, 98 %')).toBe(true);
  expect(canWrite('数字')).toBe(false);
});

it('gives every character a shape of its own', () => {
  const characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;-−+=%()/?→←≠<>✓✗×·#_!'";
  const shapes = [...characters].map((character) => {
    const dots: string[] = [];
    writePixels(character, (x, y) => void dots.push(`${x},${y}`));
    return dots.join(' ');
  });
  expect(shapes.every((shape) => shape !== '')).toBe(true);
  const twins = [...characters].filter((_, i) => shapes.indexOf(shapes[i] ?? '') !== i);
  expect(twins).toEqual([]);
});
