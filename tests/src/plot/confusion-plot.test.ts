import { afterEach, describe, expect, it } from 'vitest';
import { confusionMatrix, setLanguage, tensor } from 'tslate';
import { confusionPlot } from '../../../src/plot/index.ts';
import { lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const counts = [
  [8, 2],
  [1, 4],
];

describe('a confusion plot', () => {
  it('has the count of each cell and its share of the row', async () => {
    const figure = confusionPlot(counts, { classes: ['cat', 'dog'], title: 'Pets' });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(
      expect.arrayContaining(['8', '80%', '2', '20%', 'cat', 'dog', 'predicted', 'true class', 'Pets']),
    );
    says(
      figure,
      'Confusion matrix “Pets”: 2 rows (true class) by 2 columns (predicted).',
      '12 of 15 (80.0 %) on the diagonal; most confused: cat → dog, 2 times; least found: cat, 80.0 %.',
    );
  });

  it('takes the counts that the metric gives', async () => {
    const outputs = tensor([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]]); // prettier-ignore
    const figure = confusionPlot(confusionMatrix(tensor([0, 1, 1]), outputs));
    await lookAt(figure);
    says(figure, '2 of 3 (66.7 %) on the diagonal; most confused: 1 → 0, 1 times; least found: 1, 50.0 %.');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = confusionPlot(counts);
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['预测类别', '真实类别']));
    says(figure, '混淆矩阵：2 行（真实类别），2 列（预测类别）。', '找出最少的是 0，80.0 %。');
  });

  it('is an empty frame without classes', async () => {
    expect(wordsOf((await lookAt(confusionPlot([]))).svg)).toContain('no data');
  });

  it('refuses what is no table of counts', () => {
    expect(() => confusionPlot([[1, 2]])).toThrow(
      'confusionPlot: expected as many columns as rows, received 1 rows of 2.',
    );
    expect(() => confusionPlot([[0.5]])).toThrow('confusionPlot: expected counts: whole numbers ≥ 0, received 0.5');
    expect(() => confusionPlot(counts, { classes: ['a'] })).toThrow('expected 2 row labels');
  });
});
