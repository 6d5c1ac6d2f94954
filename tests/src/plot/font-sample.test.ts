import { expect, it } from 'vitest';
import { charactersOf, hasCharacters, placeSample } from '../../../src/plot/font-sample.ts';

it('asks for every character that leaves ink once, and for one letter instead of all of ASCII', () => {
  expect(charactersOf(['Unit 7', '单元 7 → 单'])).toEqual(['A', '单', '元', '→']);
  expect(charactersOf([' \u3000\u200b\ufe0f'])).toEqual([]);
});

it('places the sample in a grid below the picture', () => {
  const places = placeSample(['A', '单'], 70, 100).map(({ left, top }) => [left, top]);
  expect(places).toEqual([
    [0, 100],
    [32, 100],
    [0, 132],
    [32, 132],
  ]);
});

it('tells characters from boxes and from nothing', () => {
  const sample = placeSample(['A', '单', '元'], 5 * 32, 0);
  const coverage = new Uint8Array(5 * 32 * 32);
  // Nothing, a box, a letter, the box again, nothing again.
  [0, 8, 3, 8, 0].forEach((width, cell) => coverage.fill(255, 10 * 160 + cell * 32, 10 * 160 + cell * 32 + width));
  const has = hasCharacters(sample, coverage, 160, 1);
  expect(['A', '单', '元'].map((character) => has.get(character))).toEqual([true, false, false]);
});
