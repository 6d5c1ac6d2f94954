/** A text as numbers: each character has one. */
import { ArgumentError } from '../errors.ts';
import { tensor } from '../tensor/create.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** The characters of a text, and the way from text to numbers and back. */
export interface Characters {
  /** How many different characters there are. */
  readonly size: number;
  /** The characters in the order of their numbers. */
  readonly alphabet: readonly string[];
  /** The number of each character. @throws ArgumentError for a character that the text does not have */
  encode(text: string): number[];
  /** The text of these numbers. @throws ArgumentError for a number that no character has */
  decode(numbers: ArrayLike<number>): string;
  /**
   * Pieces of the text to train on: x[i] are `length` characters, and y[i] are those that follow each of them.
   * The pieces begin `step` characters apart, `length` by default.
   * @throws ArgumentError when the text is not longer than a piece
   */
  windows<const T extends number>(
    length: T,
    step?: number,
  ): { readonly x: Tensor<readonly [number, T]>; readonly y: Tensor<readonly [number, T], 'int32'> };
}

/**
 * Numbers for the characters of a text, which are sorted.
 *
 *     const { size, encode, decode, windows } = characters('to be or not to be');
 *     decode(encode('robe'));   // 'robe'
 *
 * @param text at least one character; a character is a code point, so 你 is one and 😀 is one
 * @throws ArgumentError for an empty text
 */
export function characters(text: string): Characters {
  const letters = Array.from(text);
  const alphabet = [...new Set(letters)].sort();
  if (alphabet.length === 0) {
    throw new ArgumentError({ what: 'characters', expected: 'at least one character', received: 'an empty text' });
  }
  const numbers = new Map(alphabet.map((letter, k) => [letter, k]));
  const known = `one of the ${alphabet.length} characters of the text`;
  const encode = (part: string): number[] =>
    Array.from(part, (letter) => {
      const k = numbers.get(letter);
      if (k !== undefined) return k;
      throw new ArgumentError({ what: 'encode', expected: known, received: `'${letter}'` });
    });
  return {
    size: alphabet.length,
    alphabet,
    encode,
    decode: (given) =>
      Array.from(given, (k) => {
        if (Number.isInteger(k) && k >= 0 && k < alphabet.length) return alphabet[k];
        throw new ArgumentError({ what: 'decode', expected: `the number of ${known}`, received: String(k) });
      }).join(''),
    windows(length, step = length) {
      checkWindows(length, step, letters.length);
      const count = Math.floor((letters.length - 1 - length) / step) + 1;
      const all = encode(text);
      const pieces = (offset: number) =>
        Array.from({ length: count }, (_, i) => all.slice(i * step + offset, i * step + offset + length)).flat();
      return { x: tensor(pieces(0), [count, length]), y: tensor(Int32Array.from(pieces(1)), [count, length]) };
    },
  };
}

function checkWindows(length: number, step: number, size: number): void {
  if (![length, step].every((n) => Number.isInteger(n) && n >= 1)) {
    const expected = 'a length and a step that are whole numbers ≥ 1';
    throw new ArgumentError({ what: 'windows', expected, received: `${length} and ${step}` });
  }
  if (length < size) return;
  const received = `pieces of ${length} from a text of ${size}`;
  throw new ArgumentError({ what: 'windows', expected: 'pieces shorter than the text', received });
}
