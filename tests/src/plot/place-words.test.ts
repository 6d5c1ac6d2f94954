import { describe, expect, it } from 'vitest';
import { boxAround, boxesAlong, placeWords } from '../../../src/plot/place-words.ts';

const frame = { width: 200, height: 100 };
const point = (x: number, y: number, word: string) => ({ x, y, word, distance: 8 });
const place = (names: ReturnType<typeof point>[], obstacles = names.map((name) => boxAround(name, 6))) =>
  placeWords(names, { fontSize: 11, frame, obstacles });

describe('a word beside a point', () => {
  it('stands on the right where there is room', () => {
    expect(place([point(50, 50, 'LSTM')])).toEqual([{ align: 'left', dx: 8, dy: 0, covered: 0 }]);
  });

  it('stands on the left of a point at the right edge, or where another point is in the way', () => {
    expect(place([point(190, 50, 'LSTM')])).toMatchObject([{ align: 'right', dx: -8, covered: 0 }]);
    expect(place([point(100, 50, 'residual'), point(130, 52, 'maxout')])).toMatchObject([
      { align: 'right', covered: 0 },
      { align: 'left', covered: 0 },
    ]);
  });

  it('makes room for words that come later', () => {
    // The second can only stand on the right, where the first would be in its way.
    const placed = place([point(6, 50, 'one layer'), point(8, 40, 'MLP 10'), point(6, 25, 'RNN')]);
    expect(placed.map(({ covered }) => covered)).toEqual([0, 0, 0]);
  });

  it('keeps off a line', () => {
    const line = boxesAlong([{ x: 0, y: 50 }, { x: 200, y: 50 }]); // prettier-ignore
    expect(place([point(100, 50, 'here')], [...line])).toMatchObject([{ align: 'center', dy: -13.5, covered: 0 }]);
  });

  it('says how much it covers where every side is taken', () => {
    const [{ align, covered }] = place([point(50, 50, 'LSTM')], [{ x: 0, y: 0, ...frame }]);
    expect({ align, covered: covered > 100 }).toEqual({ align: 'left', covered: true });
  });
});
