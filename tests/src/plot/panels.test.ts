import { describe, expect, it } from 'vitest';
import { displaySymbol, imageGrid, lines, panels } from '../../../src/index.ts';
import { says, sizeOf, wordsOf } from './look.ts';

const curve = () => lines({ loss: [2, 1, 0.5] }, { title: 'Curve', width: 200, height: 100 });
const picture = () =>
  imageGrid(
    [
      [0, 1],
      [1, 0],
    ].map((row) => [row, row]),
    { title: 'Picture' },
  );

/** Where the figures stand in the picture: x, y, width and height of each. */
const places = (svg: string) =>
  [...svg.matchAll(/<svg x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map((match) =>
    match.slice(1).map(Number),
  );

describe('panels', () => {
  it('put charts and pictures into one picture, under one title', async () => {
    const figure = panels([curve(), picture()], { title: 'Both' });
    expect(wordsOf(await figure.toSVG())).toEqual(expect.arrayContaining(['Both', 'Curve', 'Picture']));
    const bundle = await figure[displaySymbol]();
    expect(Object.keys(bundle).filter((type) => type.startsWith('image/'))).toHaveLength(1);
    expect(sizeOf(bundle)).toBeLessThan(100_000);
  });

  it('say what each of them says', () => {
    says(panels([curve(), picture()], { title: 'Both' }), 'Both', curve().alt, picture().alt);
    expect(panels([curve()], { alt: 'A curve.' }).alt).toBe('A curve.');
  });

  it('begin a new row after so many columns, and do not overlap', async () => {
    const [first, second, third] = places(await panels([curve(), picture(), picture()]).toSVG());
    expect(second[0]).toBeGreaterThanOrEqual(first[0] + first[2]);
    expect(third[0]).toBe(first[0]);
    expect(third[1]).toBeGreaterThanOrEqual(first[1] + first[3]);
  });

  it('make all smaller alike where a row would be too wide', async () => {
    const wide = () => lines({ loss: [2, 1] }, { width: 700 });
    const svg = await panels([wide(), wide(), curve()]).toSVG();
    expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(1081);
    const alone = places(await panels([curve()]).toSVG());
    expect(places(svg)[2][2]).toBeLessThan(alone[0][2]);
  });

  it('can be panels of panels, with ids that stay apart', async () => {
    const svg = await panels([panels([curve(), curve()]), curve()], { columns: 1 }).toSVG();
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuse to be none, and columns that are no number of figures', () => {
    expect(() => panels([])).toThrow('panels: expected at least one figure, received none');
    expect(() => panels([curve()], { columns: 0 })).toThrow('columns: a whole number ≥ 1');
  });
});
