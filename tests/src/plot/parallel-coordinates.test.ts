import { afterEach, describe, expect, it } from 'vitest';
import { choice, gridSearch, logUniform, setLanguage } from 'tslate';
import { parallelCoordinates } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const trial = (number: number, rate: number, activation: string, score: number) => ({
  number,
  settings: { learningRate: rate, activation },
  score,
});

const trials = [
  trial(3, 1e-3, 'relu', 0.1),
  trial(1, 1e-2, 'tanh', 0.2),
  trial(4, 1e-4, 'tanh', 0.4),
  trial(5, 1e-3, 'tanh', 0.5),
  trial(6, 1e-3, 'relu', 0.6),
  trial(2, 1, 'relu', NaN),
];

describe('parallel coordinates', () => {
  it('have an axis for each setting and the score, logarithmic for rates and of words for choices', async () => {
    const words = wordsOf((await lookAt(parallelCoordinates(trials, { scoreLabel: 'loss', title: 'Search' }))).svg);
    expect(words).toEqual(
      expect.arrayContaining(['learning rate (log)', 'activation', 'loss', 'relu', 'tanh', 'Search']),
    );
    expect(words).toEqual(expect.arrayContaining(['0.001', '0.01', '1', '0.1']));
    expect(words).toEqual(expect.arrayContaining(['best', 'best quarter', 'others', 'failed']));
  });

  it('have a logarithmic axis for a setting that was drawn so, however near its values', async () => {
    const near = listOf(7, (i) => trial(i, 0.04 + 0.08 * i, 'relu', i));
    const words = wordsOf((await lookAt(parallelCoordinates(near, { log: ['learningRate'] }))).svg);
    expect(words).toEqual(expect.arrayContaining(['learning rate (log)', '0.05', '0.1', '0.2', '0.5']));
    expect(wordsOf((await lookAt(parallelCoordinates(near))).svg)).toContain('learning rate');
  });

  it('draw the best thick, with marks', async () => {
    const { svg } = await lookAt(parallelCoordinates(trials));
    const best = svg.match(/<path[^>]*stroke-width="4"[^>]*>/g) ?? [];
    expect(best.filter((path) => path.includes('stroke="#D55E00"'))).toHaveLength(1);
  });

  it('name the best, where the best quarter lies, and how many failed', () => {
    says(
      parallelCoordinates(trials),
      'Parallel coordinates of 6 trials: learning rate (logarithmic); activation (relu, tanh); score.',
      'Best: trial 3, score 0.1, with learning rate 0.001, activation relu.',
      'The best 2 have learning rate 0.001 to 0.01; activation relu or tanh.',
      '1 failed.',
    );
  });

  it('take a search as it is', async () => {
    const found = await gridSearch(
      { units: choice([32, 64]), learningRate: logUniform(1e-4, 1e-1) },
      { points: 3, progress: false },
    ).run(({ units, learningRate }) => Math.abs(Math.log10(learningRate) + 2.5) + 1 / units);
    const figure = parallelCoordinates(found);
    await lookAt(figure);
    says(figure, '6 trials', 'with units 64');
  });

  it('keep to the best of many trials within the budget, and say so', async () => {
    const many = listOf(5000, (i) => ({ number: i, settings: { a: i % 7, b: i % 11, c: Math.sin(i) }, score: i }));
    const { svg } = await lookAt(parallelCoordinates(many));
    expect(wordsOf(svg).some((word) => /^the first \d+ of 5000 trials, best first$/.test(word))).toBe(true);
  });

  it('are an empty frame before the first trial, and draw a search in which all failed', async () => {
    expect(wordsOf((await lookAt(parallelCoordinates([]))).svg)).toContain('no data');
    const failed = parallelCoordinates([trial(1, 0.1, 'relu', NaN)]);
    expect(wordsOf((await lookAt(failed)).svg)).toContain('failed');
    says(failed, '1 failed.');
  });

  it('speak Chinese', async () => {
    setLanguage('zh');
    const figure = parallelCoordinates(trials);
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['学习率（对数）', '最佳', '失败', '得分']),
    );
    says(figure, '平行坐标图：6 次试验', '最佳：第 3 次试验，得分 0.1，学习率 0.001，activation relu。', '1 次失败。');
  });
});
