import { afterEach, describe, expect, it } from 'vitest';
import { rng, setLanguage } from 'tslate';
import { countsIn, edgesOf, sampleOf } from '../../../src/plot/bins.ts';
import { histogram, histogramOverEpochs } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

describe('bins', () => {
  it('have round edges around all values', () => {
    expect(edgesOf([sampleOf([0.13, 0.87])], 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(edgesOf([sampleOf([-3.1, 2.2]), sampleOf([4.9, NaN])], 5)).toEqual([-4, -2, 0, 2, 4, 6]);
  });

  it('have few whole numbers in their middle', () => {
    expect(edgesOf([sampleOf([2, 3, 5])], 10)).toEqual([1.5, 2.5, 3.5, 4.5, 5.5]);
  });

  it('count every value once, the greatest in the last', () => {
    expect(countsIn([0, 0.1, 0.2, 0.3], [0, 0.05, 0.1, 0.2, 0.25, 0.3])).toEqual([2, 1, 3]);
    const values = Array.from(rng(1).normal([10_000]).data);
    const edges = edgesOf([sampleOf(values)], 40) ?? [];
    expect(countsIn(edges, values).reduce((sum, count) => sum + count, 0)).toBe(10_000);
  });

  it('lie close together where the values are large and differ little', () => {
    const values = [1e6, 1e6 + 1e-6, 1e6 + 2e-6];
    const edges = edgesOf([sampleOf(values)], 10) ?? [];
    expect(new Set(edges).size).toBe(edges.length);
    expect(countsIn(edges, values).filter((count) => count === 1)).toHaveLength(3);
  });

  it('surround a value that is alone', () => {
    expect(edgesOf([sampleOf([0.5, 0.5])], 10)?.length).toBeGreaterThan(1);
    expect(edgesOf([sampleOf([NaN])], 10)).toBeUndefined();
  });
});

describe('a histogram', () => {
  it('draws the counts of one distribution, and says where most values are', async () => {
    const figure = histogram([0.1, 0.1, 0.15, 0.9], { bins: 5, xLabel: 'weight', title: 'dense1' });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['weight', 'count', 'dense1']));
    expect(JSON.stringify(figure.spec)).toContain('{"a":0,"b":0.2,"n":3}');
    says(
      figure,
      'Histogram “dense1” of weight, 5 bins from 0 to 1.',
      '4 values from 0.1 to 0.9; mean 0.3125, standard deviation 0.3398; most, 3, between 0 and 0.2.',
    );
  });

  it('draws several as outlines with dashes, as shares where they differ in number', async () => {
    const figure = histogram({ before: [1, 2, 2], after: [2, 3, 3, 3] });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['before', 'after', 'share']));
    expect(svg).toContain('stroke-dasharray="8,4"');
    says(figure, 'before: 3 values from 1 to 2', 'after: 4 values from 2 to 3; mean 2.75');
    expect(wordsOf((await lookAt(histogram({ a: [1, 2], b: [3, 4] }))).svg)).toContain('count');
  });

  it('takes tensors and a hundred thousand values', async () => {
    const figure = histogram(rng(0).normal([100, 1000]));
    await lookAt(figure);
    says(figure, '100000 values');
  });

  it('leaves out what is not finite, with a note, and draws an empty frame of nothing', async () => {
    const figure = histogram([1, NaN, 2, -Infinity]);
    expect(wordsOf((await lookAt(figure)).svg)).toContain('2 of 4 not finite (NaN or ∞) and left out');
    expect(wordsOf((await lookAt(histogram([]))).svg)).toContain('no data');
    says(histogram({ a: [], b: [NaN] }), 'Histogram: no data (1 of 1 not finite (NaN or ∞) and left out).');
    says(histogram({ a: [], b: [1] }), 'a: no values.');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = histogram([1, 2, 2]);
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['值', '数量']));
    says(
      figure,
      '值的直方图，从 0.5 到 2.5，共 2 组。',
      '3 个值，从 1 到 2；均值 1.667，标准差 0.4714；1.5 到 2.5 之间最多，2 个。',
    );
  });

  it('refuses a number of bins that is none', () => {
    expect(() => histogram([1], { bins: 0 })).toThrow('histogram: expected bins: a whole number ≥ 1, received 0.');
  });
});

describe('histograms over epochs', () => {
  const spreading = listOf(5, (i) => Array.from(rng(0).normal([500]).data, (z) => z * (i + 1)));

  it('stand one below the other, by epoch', async () => {
    const figure = histogramOverEpochs(spreading, { xLabel: 'weight', title: 'dense1' });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['1', '2', '3', '4', '5', 'epoch', 'weight', 'dense1']));
    says(figure, 'Histograms “dense1” of weight over epoch: 5 from', 'At epoch 1: mean', 'At epoch 5: mean');
  });

  it('are chosen at equal distances where they are many, the first and the last among them', async () => {
    const figure = histogramOverEpochs(
      listOf(101, (i) => [i, i + 1, i + 2]),
      { start: 0 },
    );
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toContain('16 of 101 drawn (epoch)');
    expect(JSON.stringify(figure.spec)).toContain('"e":100');
  });

  it('leave out what is not finite, and are an empty frame where there is nothing', async () => {
    const dying = histogramOverEpochs([[1, 2, 3], [NaN, NaN, 5], [NaN, NaN, NaN]]); // prettier-ignore
    expect(wordsOf((await lookAt(dying)).svg)).toContain('5 of 9 not finite (NaN or ∞) and left out');
    expect(wordsOf((await lookAt(histogramOverEpochs([]))).svg)).toContain('no data');
  });

  it('speak Chinese', () => {
    setLanguage('zh');
    says(histogramOverEpochs(spreading), '值的直方图随轮次的变化：共 5 个', '轮次 5：均值');
  });
});
