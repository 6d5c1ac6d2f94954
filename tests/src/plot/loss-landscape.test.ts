import { afterEach, describe, expect, it } from 'vitest';
import { lossLandscape, setLanguage, tensor } from '../../../src/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

/** A bowl that is ten times as steep along y. */
const bowl = (x: number, y: number) => x * x + 10 * y * y;
/** Gradient descent in the bowl: x loses a share 2·rate a step, y a share 20·rate. */
const descent = (rate: number, steps: number) =>
  listOf(steps + 1, (i) => [-4 * (1 - 2 * rate) ** i, 1.5 * (1 - 20 * rate) ** i]);
const frame = { x: [-5, 5], y: [-2, 2] } as const;

describe('a loss landscape', () => {
  it('draws bands with the heights of their lines, and says where it is lowest', async () => {
    const figure = lossLandscape(bowl, frame);
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(expect.arrayContaining(['x', 'y', '20', '30', '40']));
    says(
      figure,
      'Contour map: loss over x from −5 to 5 and y from −2 to 2.',
      'On the grid lowest 0 at (0, 0), highest 65 at (−5, −2).',
      'Contour lines at 10, 20, 30, 40, 50, 60.',
    );
  });

  it('draws the paths of optimisers in colours and dashes, their starts and ends, and says where they lead', async () => {
    const paths = { slow: descent(0.01, 20), zigzag: descent(0.09, 20) };
    const figure = lossLandscape(bowl, { ...frame, paths });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['slow', 'zigzag', '○ start, ◆ end']));
    expect(svg).toContain('stroke-dasharray="8,4"');
    says(
      figure,
      'slow: 20 steps from (−4, 1.5), loss 38.50, to (−2.67, 0.01729), loss 7.134.',
      'zigzag: 20 steps from (−4, 1.5)',
    );
  });

  it('cuts a path where it leaves the frame or is no number any more, and says so', async () => {
    const paths = {
      wild: descent(0.2, 40),
      broken: [
        [1, 1],
        [2, 1],
        [NaN, 1],
        [0, 0],
      ],
    };
    const figure = lossLandscape(bowl, { ...frame, paths });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining(['wild: leaves the frame with step 1', 'broken: not finite after step 2']),
    );
    // Renderers fail on places that are millions of pixels away.
    expect(svg.match(/[\d.]{7,}(?=[,LMZ"])/g)?.filter((place) => Number(place) > 5000) ?? []).toEqual([]);
    says(figure, 'broken: 1 step from (1, 1), loss 11, to (2, 1), loss 14; not finite after step 2.');
    says(
      lossLandscape(bowl, {
        paths: {
          away: [
            [3, 0],
            [0, 0],
          ],
        },
      }),
      'starts outside the frame',
    );
    says(lossLandscape(bowl, { paths: { still: [[0, 0]] } }), 'still: starts at (0, 0), loss 0, and takes no step.');
  });

  it('takes rows of values from the lowest upwards, a tensor, and heights between them for a path', async () => {
    const rows = [
      [0, 1, 2],
      [4, 5, 6],
    ];
    const figure = lossLandscape(rows, {
      paths: {
        up: [
          [-1, -1],
          [0, 0],
        ],
      },
      valueLabel: 'error',
    });
    says(figure, 'error over x from −1 to 1', 'lowest 0 at (−1, −1), highest 6 at (1, 1)', 'to (0, 0), error 3.');
    expect(
      lossLandscape(tensor(rows), {
        paths: {
          up: [
            [-1, -1],
            [0, 0],
          ],
        },
        valueLabel: 'error',
      }).alt,
    ).toBe(figure.alt);
    await lookAt(figure);
  });

  it('takes the levels that it is given', async () => {
    const words = wordsOf((await lookAt(lossLandscape(bowl, { ...frame, levels: [25, 5] }))).svg);
    expect(words).toEqual(expect.arrayContaining(['5', '25']));
    says(lossLandscape(bowl, { ...frame, levels: 3 }), 'Contour lines at 25, 50.');
  });

  it('leaves white where values are not finite, and draws an empty frame where none is', async () => {
    const half = lossLandscape((x, y) => Math.log(x) + y, { x: [-1, 1] });
    const note = /^\d+ of 10201 grid values are not finite, left white$/;
    expect(wordsOf((await lookAt(half)).svg).some((word) => note.test(word))).toBe(true);
    const none = lossLandscape([
      [NaN, NaN],
      [NaN, Infinity],
    ]);
    expect(wordsOf((await lookAt(none)).svg)).toContain('4 of 4 grid values are not finite, left white');
    says(none, 'No value is finite.');
    says(
      lossLandscape(() => 1),
      'lowest 1',
    );
  });

  it('keeps a path of a hundred thousand steps within the budget', async () => {
    const long = listOf(100_001, (i) => [4 * Math.cos(i / 50) * 0.9999 ** i, 1.5 * Math.sin(i / 50) * 0.9999 ** i]);
    const figure = lossLandscape(bowl, { ...frame, paths: { spiral: long } });
    expect(wordsOf((await lookAt(figure)).svg)).toContain('spiral: 2000 of 100001 places drawn');
    says(figure, 'spiral: 100000 steps');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = lossLandscape(bowl, { ...frame, paths: { GD: descent(0.2, 3) }, title: '碗' });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['碗', '○ 起点，◆ 终点', 'GD：第 1 步离开画面']),
    );
    says(figure, '等高线图“碗”：损失，x 从 −5 到 5，y 从 −2 到 2。', 'GD：3 步，从 (−4, 1.5)（损失 38.50）到');
  });

  it('refuses what cannot be drawn with one sentence', () => {
    expect(() => lossLandscape(bowl, { x: [1, 0] })).toThrow(
      'lossLandscape: x: expected two finite numbers, the lower one first, received [1,0].',
    );
    expect(() => lossLandscape(bowl, { paths: { a: [] } })).toThrow(
      "lossLandscape: path 'a': expected at least one finite place, received none.",
    );
    expect(() => lossLandscape(bowl, { paths: { a: [[1, 2, 3]] } })).toThrow(
      "lossLandscape: path 'a': expected two numbers for each place, received 3 in place 0.",
    );
    expect(() => lossLandscape([[1, 2]])).toThrow('lossLandscape: expected at least 2 rows of 2 values, received 1×2.');
    expect(() => lossLandscape(bowl, { levels: [NaN] })).toThrow('levels: expected finite numbers, received NaN.');
    const landscape = {
      xs: [0, 1],
      ys: [0, 1],
      values: [
        [1, 2],
        [3, 4],
      ],
      xLabel: 'a',
      yLabel: 'b',
    };
    expect(() => lossLandscape(landscape, { x: [0, 1] })).toThrow('give landscapeOf the ranges');
    says(lossLandscape(landscape), 'loss over a from 0 to 1 and b from 0 to 1');
  });
});
