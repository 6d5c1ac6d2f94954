/** The numbers in the cells of a heatmap: how they are written, and the room that they take. */
import { written } from '../display/names.ts';
import { textWidth } from './text-width.ts';

/** Three digits fit into a cell: 417, 0.0123, 8.5e−6; whole numbers stand in full. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) || !Number.isFinite(value) || size >= 1e6) return written(value);
  const digits =
    size < 1e-3
      ? value.toExponential(1).replace('.0', '')
      : size >= 1000
        ? value.toFixed(0)
        : String(Number(value.toPrecision(3)));
  return digits.replaceAll('-', '−');
}

/** Large enough for the values, smaller ones where they are many. */
export function cellSize(words: readonly string[], columns: number, shares: boolean): number {
  if (columns > 12) return Math.max(20, roomFor(words, smallest));
  return Math.max(columns <= 4 ? 64 : shares ? 42 : 36, roomFor(words, fontSizes[0]));
}

export const fontSizes = [12, 10, 8] as const;
export const smallest = 8;

/** The width of a cell that holds each of the words with some air, in wide fonts too. */
export function roomFor(words: readonly string[], fontSize: number): number {
  return Math.ceil(1.16 * Math.max(0, ...words.map((word) => textWidth(word, fontSize)))) + 6;
}
