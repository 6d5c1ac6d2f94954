import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage, type History } from 'tslate';
import { trainingCurves } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const history: History<'accuracy'> = {
  loss: [2, 1, 0.5],
  accuracy: [0.3, 0.6, 0.8],
  valLoss: [2.1, 1.2, 1.3],
  valAccuracy: [0.3, 0.5, 0.55],
  learningRate: [0.1, 0.01, 0.001],
};

/** Colours and dashes of the lines in a picture, in order. */
const strokes = (svg: string) =>
  [...svg.matchAll(/class="mark-line[^>]*><path[^>]* stroke="(#\w+)"[^>]*stroke-dasharray="([^"]+)"/g)].map(
    ([, color, dash]) => `${color} ${dash}`,
  );

describe('training curves', () => {
  it('have a panel for every measure, the learning rate last', async () => {
    const words = wordsOf((await lookAt(trainingCurves(history, { title: 'MNIST' }))).svg);
    expect(words.filter((word) => ['loss', 'accuracy', 'learning rate'].includes(word))).toEqual([
      'loss',
      'accuracy',
      'learning rate',
    ]);
    expect(words).toEqual(expect.arrayContaining(['training', 'validation', 'MNIST']));
  });

  it('tie training and validation of a run by its colour, and tell them apart by the dash', async () => {
    const runs = { sgd: { loss: [2, 1], valLoss: [2, 1.5] }, adam: { loss: [2, 0.5], valLoss: [2, 0.9] } };
    expect(strokes((await lookAt(trainingCurves(runs))).svg)).toEqual([
      '#0072B2 1,0',
      '#0072B2 8,4',
      '#D55E00 1,0',
      '#D55E00 8,4',
    ]);
  });

  it('say what each line does, and which of several runs came lowest', () => {
    says(
      trainingCurves(history),
      'Training curves: loss, accuracy, learning rate over epoch.',
      'loss, validation: from 2.100 at epoch 1 (highest) to 1.300 at epoch 3; lowest 1.200 at epoch 2.',
      'learning rate: from 0.1000 at epoch 1 (highest)',
    );
    says(
      trainingCurves({ sgd: { loss: [2, 1], valLoss: [2, 1.5] }, adam: { loss: [2, 0.5], valLoss: [1.9, 2.2] } }),
      'Lowest validation loss of all: sgd, 1.500 at epoch 2.',
    );
  });

  it('speak Chinese', async () => {
    setLanguage('zh');
    const figure = trainingCurves({ 甲: history, 乙: { loss: [1, 2] } });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['损失', '准确率', '甲（验证）', '轮次']),
    );
    says(figure, '训练曲线（甲、乙）：损失、准确率、学习率随轮次的变化。', '验证损失最低的是 甲：1.200（轮次 2）。');
  });

  it('take the measures that are asked for', async () => {
    const words = wordsOf((await lookAt(trainingCurves(history, { measures: ['accuracy'] }))).svg);
    expect(words).not.toContain('loss');
    expect(() => trainingCurves(history, { measures: ['acuracy'] })).toThrow(
      "trainingCurves: expected measures that were taken: loss, accuracy, learningRate, received 'acuracy'.",
    );
  });

  it('stay within the budget for many long runs', async () => {
    const long = listOf(500, (i) => 1 / (i + 1));
    const run = { loss: long, valLoss: long, accuracy: long, valAccuracy: long };
    const { svg } = await lookAt(trainingCurves({ a: run, b: run, c: run, d: run }));
    expect(wordsOf(svg).some((word) => / of 8000 points drawn/.test(word))).toBe(true);
    const short = Object.fromEntries(Object.entries(run).map(([name, values]) => [name, values.slice(0, 30)]));
    await lookAt(trainingCurves({ a: short, b: short, c: short, d: short }));
  });

  it('draw a training without epochs as an empty frame', async () => {
    const figure = trainingCurves({});
    expect(wordsOf((await lookAt(figure)).svg)).toContain('no data');
    says(figure, 'Training curves: no data.');
    expect(wordsOf((await lookAt(trainingCurves({ loss: [] }))).svg)).toContain('no data');
  });
});
