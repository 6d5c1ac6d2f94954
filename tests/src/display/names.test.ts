import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../src/display/language.ts';
import { duration, termed, written } from '../../../src/display/names.ts';

afterEach(() => setLanguage('en'));

it('writes four significant digits, whole numbers in full and the non-finite by name', () => {
  expect([0, 42, 0.123456, -2.5, 0.0000123, 12345678, NaN, Infinity, -Infinity].map(written)).toEqual([
    '0',
    '42',
    '0.1235',
    '−2.500',
    '1.23e−5',
    '1.23e7',
    'NaN',
    '∞',
    '−∞',
  ]);
});

it('names what training measures in the present language and leaves other names alone', () => {
  expect(['valLoss', 'recall', 'constructor'].map(termed)).toEqual(['validation loss', 'recall', 'constructor']);
  setLanguage('zh');
  expect(termed('valLoss')).toBe('验证损失');
});

it('says a span of time in the units that matter', () => {
  expect([8.4, 200, 3900].map(duration)).toEqual(['8 s', '3 min 20 s', '1 h 5 min']);
  setLanguage('zh');
  expect(duration(200)).toBe('3 分 20 秒');
});
