import { expect, test } from 'vitest';
import { toCodePoints, toUtf16 } from '../../../kernel/session/code-points.ts';

const text = 'a😀b𝒳c';

test('code points and UTF-16 offsets are turned into each other, whatever stands before', () => {
  expect([0, 1, 2, 3, 4, 5].map((count) => toUtf16(text, count))).toEqual([0, 1, 3, 4, 6, 7]);
  expect([0, 1, 3, 4, 6, 7].map((offset) => toCodePoints(text, offset))).toEqual([0, 1, 2, 3, 4, 5]);
});

test('offsets behind the end are the end', () => {
  expect(toUtf16(text, 99)).toBe(text.length);
  expect(toCodePoints(text, 99)).toBe(5);
});
