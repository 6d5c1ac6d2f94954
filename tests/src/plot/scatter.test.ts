import { afterEach, describe, expect, it } from 'vitest';
import { moons, rng, setLanguage, tensor } from 'tslate';
import { scatter } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

/** The points of a picture: colour and shape. */
const marks = (svg: string) =>
  [...svg.matchAll(/aria-roledescription="point"[^>]* d="([^"]+)"[^>]*fill="(#\w+)"/g)].map(([, d, fill]) => ({
    d,
    fill,
  }));

const square: [number, number][] = [[0, 0], [1, 0], [0, 1], [1, 1]]; // prettier-ignore

describe('a scatter plot', () => {
  it('tells classes apart by colour and by shape, and says where they lie', async () => {
    const figure = scatter(square, { classes: [0, 0, 1, 1], classNames: ['low', 'high'], title: 'Corners' });
    const { svg } = await lookAt(figure);
    const [a, b, c, d] = marks(svg);
    expect([a, c]).toEqual([b, d]);
    expect(a.fill).not.toBe(c.fill);
    expect(a.d).not.toBe(c.d);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['low', 'high', 'class', 'x₁', 'x₂', 'Corners']));
    says(
      figure,
      'Scatter plot “Corners”: 4 points, x₁ from 0 to 1, x₂ from 0 to 1.',
      'Classes: low, 2 points around (0.5, 0); high, 2 points around (0.5, 1).',
    );
  });

  it('takes a toy set as it comes', async () => {
    const { x, y } = moons({ samples: 60, seed: 1 });
    expect(marks((await lookAt(scatter(x, { classes: y }))).svg)).toHaveLength(60);
  });

  it('says how strongly the coordinates go together', () => {
    says(scatter(listOf(5, (i) => ({ x: i, y: -i }))), 'Correlation −1.00.');
    expect(scatter([[1, 1], [1, 2], [1, 3]]).alt).not.toContain('Correlation'); // prettier-ignore
  });

  it('shows a number by colour, another by area, and words beside the points', async () => {
    const figure = scatter(square, {
      values: [1, 2, 3, 4],
      sizes: [1, 4, 9, 16],
      labels: ['a', 'b', 'c', 'd'],
      valueLabel: 'depth',
      sizeLabel: 'width',
    });
    const { svg } = await lookAt(figure);
    expect(new Set(marks(svg).map(({ fill }) => fill)).size).toBeLessThanOrEqual(4);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd', 'depth', 'width']));
    says(
      figure,
      'depth by colour: lowest 1 at (0, 0), highest 4 at (1, 1).',
      'Lowest x₂: a, (0, 0); highest: c, (0, 1).',
    );
  });

  it('puts words where they cover no other point', async () => {
    const points: [number, number][] = [[0, 0], [6, 0.01], [10, 1]]; // prettier-ignore
    const { svg } = await lookAt(scatter(points, { labels: ['a long residual name', 'maxout', 'last'] }));
    const anchors = [...svg.matchAll(/<text text-anchor="(\w+)"[^>]*>([^<]*)</g)].map(([, anchor, word]) => [
      word,
      anchor,
    ]);
    expect(Object.fromEntries(anchors)).toMatchObject({
      'a long residual name': 'start',
      maxout: 'start',
      last: 'end',
    });
    const crowded: [number, number][] = [[4, 0], [5, 0.01], [0, 1], [10, 1]]; // prettier-ignore
    const { svg: other } = await lookAt(scatter(crowded, { labels: ['residual', 'maxout', '', ''] }));
    expect(other).toMatch(/text-anchor="end"[^>]*>residual</);
    expect(other).toMatch(/text-anchor="start"[^>]*>maxout</);
  });

  it('gathers a hundred thousand points into marks that count them all', async () => {
    const { x, y } = moons({ samples: 100_000, noise: 0.2, seed: 1 });
    const figure = scatter(x, { classes: y });
    const { svg } = await lookAt(figure);
    const note = wordsOf(svg).find((word) => word.startsWith('100000 points drawn as')) ?? '';
    expect(Number(note.match(/as (\d+) marks/)?.[1])).toBeGreaterThan(200);
    const rows = JSON.stringify(figure.spec);
    const counted = [...rows.matchAll(/\{"x":[-\d][^}]*?(?:"n":(\d+))?\}/g)].reduce(
      (sum, [, n = '1']) => sum + Number(n),
      0,
    );
    expect(counted).toBe(100_000);
    says(figure, 'Classes: 0, 50000 points around');
  });

  it('keeps a point far from all others where it is', () => {
    const cloud = rng(0).normal([5000, 2]);
    const data = Float32Array.from(cloud.data);
    data.set([40, 50], 0);
    expect(JSON.stringify(scatter(tensor(data, [5000, 2])).spec)).toContain('{"x":40,"y":50}');
  });

  it('leaves out what is not finite, and says so', async () => {
    const figure = scatter([...square, [NaN, 0], [0, Infinity]]);
    expect(wordsOf((await lookAt(figure)).svg)).toContain('2 of 6 not finite (NaN or ∞) and left out');
    says(figure, '4 points', '2 of 6 not finite (NaN or ∞) and left out.');
  });

  it('draws an empty frame where there are no points', async () => {
    expect(wordsOf((await lookAt(scatter([]))).svg)).toEqual(expect.arrayContaining(['no data', 'x₁']));
    says(scatter([[NaN, 1]]), 'Scatter plot: no data (1 of 1 not finite (NaN or ∞) and left out).');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = scatter(square, { classes: ['上', '上', '下', '下'] });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['类别', '上', '下']));
    says(figure, '散点图：4 个点', '类别：上，2 个点，中心 (0.5, 0)；下，2 个点，中心 (0.5, 1)。');
  });

  it('refuses lists of another length and points of another shape', () => {
    expect(() => scatter(square, { classes: [0, 1] })).toThrow(
      'scatter: expected classes: one for each of the 4 points, received 2.',
    );
    expect(() => scatter(square, { classes: [0, 1, 2, 1], classNames: ['a', 'b'] })).toThrow(
      'scatter: expected a name for every class, of which there are 2 names, received the class 2.',
    );
    expect(() => scatter(tensor([[1, 2, 3]]))).toThrow(
      'scatter: expected points of shape [points, 2], received [1, 3]; choose two of the features.',
    );
  });
});
