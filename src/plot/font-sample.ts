/** Finds out which characters the machine's fonts have, by the look of a sample: a font draws a box for what it lacks. */
import { type PlacedText } from './image-layout.ts';

/** A character on its own in a square cell, given by its top left corner in CSS pixels. */
export interface Sample {
  readonly text: PlacedText;
  readonly left: number;
  readonly top: number;
}

/** The side of a cell in CSS pixels. */
export const sampleCell = 32;

/** Unicode will never assign it: what is drawn for it is what the font draws for a character that is nowhere. */
const noncharacter = '\u{10FFFF}';

/** The characters of some lines that leave ink, each once; `A` stands for all of ASCII, which every text font has. */
export function charactersOf(lines: readonly string[]): string[] {
  const inked = lines.join('').match(/[^\s\p{Z}\p{M}\p{Cc}\p{Cf}]/gu) ?? [];
  return [...new Set(inked.map((character) => (character < '\u007f' ? 'A' : character)))];
}

/** Nothing, the noncharacter, and then each character in rows of a width, from a height on downwards. */
export function placeSample(characters: readonly string[], width: number, start: number): Sample[] {
  const perRow = Math.max(1, Math.floor(width / sampleCell));
  return [' ', noncharacter, ...characters].map((line, i) => {
    const [left, top] = [(i % perRow) * sampleCell, start + Math.floor(i / perRow) * sampleCell];
    const [x, y] = [left + sampleCell / 4, top + (sampleCell * 3) / 4];
    return { left, top, text: { line, x, y, size: 12, anchor: 'start' } };
  });
}

/** For each character of a drawn sample whether it looks neither like nothing nor like the noncharacter. */
export function hasCharacters(
  sample: readonly Sample[],
  coverage: Uint8Array,
  width: number,
  zoom: number,
): Map<string, boolean> {
  const side = sampleCell * zoom;
  const shapes = sample.map(({ left, top }) => {
    const rows = Array.from({ length: side }, (_, y) => (top * zoom + y) * width + left * zoom);
    return rows.map((row) => coverage.subarray(row, row + side).join()).join();
  });
  const [nothing, box] = shapes;
  return new Map(sample.map(({ text: { line } }, i) => [line, shapes[i] !== nothing && shapes[i] !== box]));
}
