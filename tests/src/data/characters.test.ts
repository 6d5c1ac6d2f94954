import { describe, expect, it } from 'vitest';
import { characters } from 'tslate';
import { messageOf } from '../values.ts';

describe('characters', () => {
  const { size, alphabet, encode, decode, windows } = characters('hello 你好😀');

  it('have numbers in their order, each code point one', () => {
    expect(size).toBe(8);
    expect(alphabet).toEqual([' ', 'e', 'h', 'l', 'o', '你', '好', '😀']);
    expect(encode('oh😀')).toEqual([4, 2, 7]);
    expect(decode([2, 4, 5])).toBe('ho你');
    expect(decode(encode('hello 你好😀'))).toBe('hello 你好😀');
  });

  it('come in windows, with those that follow as labels', () => {
    const { x, y } = windows(3);
    expect(x.toArray().map(decode)).toEqual(['hel', 'lo ']);
    expect(y.toArray().map(decode)).toEqual(['ell', 'o 你']);
    expect([x.dtype, y.dtype]).toEqual(['float32', 'int32']);
    expect(windows(3, 1).x.toArray().map(decode)).toEqual(['hel', 'ell', 'llo', 'lo ', 'o 你', ' 你好']);
    expect(windows(8).x.shape).toEqual([1, 8]);
  });

  it('say what they do not know', () => {
    expect(messageOf(() => encode('hex'))).toBe("encode: expected one of the 8 characters of the text, received 'x'.");
    expect(messageOf(() => decode([8]))).toBe(
      'decode: expected the number of one of the 8 characters of the text, received 8.',
    );
    expect(messageOf(() => characters(''))).toBe(
      'characters: expected at least one character, received an empty text.',
    );
    expect(messageOf(() => windows(9))).toBe(
      'windows: expected pieces shorter than the text, received pieces of 9 from a text of 9.',
    );
    expect(messageOf(() => windows(2, 0))).toContain('received 2 and 0');
  });
});
