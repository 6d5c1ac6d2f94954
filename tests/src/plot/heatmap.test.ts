import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src/display/index.ts';
import { heatmap } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const confusion = listOf(10, (r) => listOf(10, (c) => (r === c ? 90 : r === 4 && c === 9 ? 12 : 0)));

describe('a heatmap', () => {
  it('shows a confusion matrix with counts, and says what is confused most', async () => {
    const figure = heatmap(confusion, {
      labels: listOf(10, String),
      xLabel: 'predicted',
      yLabel: 'true',
      shareOf: 'row',
    });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(expect.arrayContaining(['predicted', 'true', '12']));
    expect(words.filter((word) => word === '90')).toHaveLength(10);
    says(
      figure,
      'Confusion matrix: 10 rows (true) by 10 columns (predicted)',
      '900 of 912 (98.7 %) on the diagonal; most confused: 4 → 9, 12 times; least found: 4, 88.2 %.',
    );
  });

  it('takes a tensor, colours it about zero where it has negative values, and marks what is not finite', async () => {
    const figure = heatmap({ shape: [2, 2], data: Float32Array.of(1, -0.5, NaN, 0) });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['−0.5', 'NaN']));
    expect(svg).toContain('rgb(250, 250, 250)');
    expect(svg).toContain('#009E73');
    says(figure, 'Lowest −0.5000 (row 0, column 1), highest 1 (row 0, column 0). 1 not finite');
  });

  it('draws a large matrix as means of blocks within the budget, and says so', async () => {
    const figure = heatmap(listOf(200, (r) => listOf(150, (c) => r * c)));
    expect(wordsOf((await lookAt(figure)).svg)).toContain('each cell is the mean of 9×9 values');
    says(figure, '200 rows by 150 columns', 'highest 29651 (row 199, column 149)');
  });

  it('has a legend for the colours where the values do not stand in the cells', async () => {
    const words = wordsOf(
      (
        await lookAt(
          heatmap(
            listOf(20, (r) => listOf(20, (c) => r - c)),
            { values: false },
          ),
        )
      ).svg,
    );
    expect(words).toEqual(expect.arrayContaining(['−10', '0', '10']));
    expect((await lookAt(heatmap([[1, -1]]))).svg).not.toContain('role-legend');
  });

  it('writes small numbers short, and gives each number room', async () => {
    const figure = heatmap(listOf(6, (r) => listOf(6, (c) => (r === c ? 8.48e-6 : c > r ? -0.416_04 : 1e-5))));
    const words = wordsOf((await lookAt(figure)).svg);
    expect(new Set(words.filter((word) => !/^\d$/.test(word)))).toEqual(new Set(['8.5e−6', '−0.416', '1e−5']));
    // "−0.416" runs 45 pixels wide in DejaVu Sans of 12 pixels.
    expect(figure.spec['width']).toBeGreaterThanOrEqual(6 * 51);
    expect((await lookAt(heatmap([[12_345.6, 416.7]]))).svg).toMatch(/>12346<.*>417</s);
    const narrow = await lookAt(heatmap([listOf(8, () => -0.416)], { width: 320 }));
    expect(narrow.svg).toMatch(/font-size="8px"[^>]*>−0.416</);
  });

  it('writes in white on dark cells and in black on pale ones', async () => {
    const { svg } = await lookAt(heatmap([[0, 0.5, 1]]));
    const inks = [...svg.matchAll(/fill="(#\w+)">[\d.]+<\/text>/g)].map(([, color]) => color);
    expect(inks.slice(-3)).toEqual(['#222222', '#222222', '#FFFFFF']);
  });

  it('is an empty frame where there is nothing', async () => {
    expect(wordsOf((await lookAt(heatmap([], { xLabel: 'key' }))).svg)).toEqual(
      expect.arrayContaining(['no data', 'key']),
    );
    says(heatmap({ shape: [0, 3], data: [] }), 'Heatmap: no data.');
  });

  it('keeps words apart that come again, as in the attention of a sentence', async () => {
    const words = ['the', 'cat', 'saw', 'the', 'dog'];
    const figure = heatmap(
      listOf(5, (r) => listOf(5, (c) => (c <= r ? 1 / (r + 1) : 0))),
      { rowLabels: words, columnLabels: words, xLabel: 'attends to', yLabel: 'word' },
    );
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg).filter((word) => word.replaceAll('\u200b', '') === 'the')).toHaveLength(4);
    const columns = JSON.stringify(figure.spec).match(
      /"field":"c","type":"ordinal","scale":\{"domain":\[([^\]]*)\]/,
    )?.[1];
    expect(new Set(columns?.split(',')).size).toBe(5);
    says(figure, 'highest 1 (row the, column the)');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    says(heatmap(confusion, { labels: listOf(10, String) }), '混淆矩阵：10 行，10 列。', '最常混淆：4 → 9，12 次；');
  });

  it('refuses matrices that are none', () => {
    expect(() => heatmap([[1, 2], [3]])).toThrow(
      'heatmap: expected rows of equal length, received 2 values in row 0 and 1 in row 1.',
    );
    expect(() => heatmap([[1]], { labels: ['a', 'b'] })).toThrow(
      'heatmap: expected 1 row labels, one for each row, received 2.',
    );
    expect(() => heatmap({ shape: [2, 2, 1], data: [1, 2, 3, 4] })).toThrow(
      'heatmap: expected a matrix, received shape [2, 2, 1]',
    );
  });
});
