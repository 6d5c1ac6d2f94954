import { afterEach, describe, expect, it } from 'vitest';
import { precisionRecallCurve, rng, rocCurve, setLanguage, tensor } from 'tslate';
import { precisionRecallPlot, rocPlot } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const y = tensor([0, 0, 1, 1]);
const good = tensor([0.1, 0.2, 0.35, 0.8]);
const fair = tensor([0.1, 0.4, 0.35, 0.8]);

describe('a ROC plot', () => {
  it('has the area in the legend, the line of chance, and the chosen threshold marked', async () => {
    const figure = rocPlot(rocCurve(y, fair), { threshold: 0.4, title: 'Rain' });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(
      expect.arrayContaining(['AUC 0.750', 'chance', 'threshold 0.4', 'false positive rate', 'Rain']),
    );
    // At 0.4 and above are the samples 0.4 (negative) and 0.8 (positive).
    expect(JSON.stringify(figure.spec)).toContain('{"x":0.5,"y":0.5,"f":"#0072B2"}');
    says(
      figure,
      'ROC curve “Rain”: true positive rate over false positive rate',
      'area under the curve 0.750; at threshold 0.4 it finds 50.0 % of the positives, with 50.0 % of the negatives as false alarms.',
    );
  });

  it('compares several models, and names the best', async () => {
    const figure = rocPlot({ fair: rocCurve(y, fair), good: rocCurve(y, good) });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['fair (AUC 0.750)', 'good (AUC 1.000)']),
    );
    says(figure, 'fair: area under the curve 0.750.', 'Largest area: good.');
  });

  it('has the word of a threshold once, where it lies on no curve', async () => {
    const points = (power: number) => ({
      thresholds: listOf(11, (i) => 1 - i / 10),
      falsePositiveRate: listOf(11, (i) => i / 10),
      truePositiveRate: listOf(11, (i) => (i / 10) ** power),
    });
    const { svg } = await lookAt(rocPlot({ upper: points(0.1), lower: points(0.15) }, { threshold: 0.9 }));
    expect(wordsOf(svg).filter((word) => word.includes('threshold'))).toEqual(['each at threshold 0.9']);
    // Below the lower curve, on the right of its mark.
    const [, x, y] = /transform="translate\(([\d.]+),([\d.]+)\)"[^>]*>each at/.exec(svg) ?? [];
    expect(Number(x)).toBeCloseTo(5 + 0.1 * 310 + 8.5, 0);
    expect(Number(y)).toBeGreaterThan(5 + (1 - 0.1 ** 0.15) * 310 + 10);
  });

  it('is an empty frame without curves, and speaks Chinese', async () => {
    setLanguage('zh');
    expect(wordsOf((await lookAt(rocPlot({}))).svg)).toContain('没有数据');
    const figure = rocPlot({ 甲: rocCurve(y, fair) }, { threshold: 0.4 });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['甲（AUC 0.750）', '随机猜测', '阈值 0.4']),
    );
    says(figure, 'ROC 曲线：真正率随假正率的变化', '甲：曲线下面积 0.750；阈值 0.4 处找到 50.0 % 的正例');
  });
});

describe('curves of twenty thousand samples', () => {
  const random = rng(0);
  const labels = listOf(20_000, () => Math.round(random.next()));
  const scores = tensor(labels.map((label) => label + 3 * random.next()));

  it.each([
    ['ROC', rocPlot(rocCurve(tensor(labels), scores))],
    ['precision-recall', precisionRecallPlot(precisionRecallCurve(tensor(labels), scores))],
  ])('are drawn with the few points that are seen: %s', async (_, figure) => {
    expect(wordsOf((await lookAt(figure)).svg).some((word) => /points drawn/.test(word))).toBe(false);
    expect(JSON.stringify(figure.spec).length).toBeLessThan(20_000);
  });
});

describe('a precision-recall plot', () => {
  it('has the average precision in the legend, and chance at the share of positives', async () => {
    const figure = precisionRecallPlot(precisionRecallCurve(y, fair), { threshold: 0.35 });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(expect.arrayContaining(['AP 0.833', 'chance', 'threshold 0.35', 'recall', 'precision']));
    says(figure, 'chance is 50.0 %.', 'average precision 0.833; at threshold 0.35 precision 66.7 %, recall 100.0 %.');
  });

  it('compares several models, in Chinese, too', async () => {
    const curves = { fair: precisionRecallCurve(y, fair), good: precisionRecallCurve(y, good) };
    says(precisionRecallPlot(curves), 'Highest average precision: good.');
    setLanguage('zh');
    expect(wordsOf((await lookAt(precisionRecallPlot(curves))).svg)).toEqual(
      expect.arrayContaining(['召回率', '精确率']),
    );
    says(precisionRecallPlot(curves), '平均精确率最高的是 good。');
    expect(wordsOf((await lookAt(precisionRecallPlot({}))).svg)).toContain('没有数据');
  });
});
