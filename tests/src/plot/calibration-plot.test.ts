import { afterEach, describe, expect, it } from 'vitest';
import { calibrationCurve, setLanguage, tensor } from 'tslate';
import { calibrationPlot } from '../../../src/plot/index.ts';
import { lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const sure = calibrationCurve(tensor([0, 1, 0, 0]), tensor([[0.9], [0.9], [0.9], [0.2]]));
const honest = calibrationCurve(tensor([0, 1]), tensor([[0], [1]]));

describe('a reliability diagram', () => {
  it('shows error, diagonal and the samples of each bin, and says on which side the model errs', async () => {
    const figure = calibrationPlot(sure, { title: 'CNN' });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(expect.arrayContaining(['ECE 0.475', 'perfect', 'samples', 'CNN']));
    // Both panels have one horizontal axis, named below the lower one.
    expect(words.filter((word) => word === 'confidence')).toHaveLength(1);
    expect(JSON.stringify(figure.spec)).toContain('"n":3');
    says(
      figure,
      'Reliability diagram “CNN”',
      '4 samples, expected calibration error 0.475; mean confidence 72.5 %, right 25.0 %: surer than right',
      'furthest off at confidence 0.9, where 33.3 % of 3 are right.',
    );
  });

  it('compares several models, and names the best calibrated', async () => {
    const figure = calibrationPlot({ sure, honest });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['sure (ECE 0.475)', 'honest (ECE 0.000)']),
    );
    says(figure, 'honest: 2 samples', 'neither too sure nor too unsure', 'Best calibrated: honest.');
  });

  it('speaks Chinese, and is an empty frame without samples', async () => {
    setLanguage('zh');
    expect(wordsOf((await lookAt(calibrationPlot(sure))).svg)).toEqual(
      expect.arrayContaining(['置信度', '完美校准', '样本数']),
    );
    says(calibrationPlot(sure), '4 个样本，期望校准误差 0.475', '过度自信');
    expect(wordsOf((await lookAt(calibrationPlot({}))).svg)).toContain('没有数据');
  });
});
