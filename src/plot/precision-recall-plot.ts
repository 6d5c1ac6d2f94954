/** Precision-recall curves: how right a model is for how much of the positives it finds, at all thresholds. */
import { text } from '../display/language.ts';
import { percent } from '../display/names.ts';
import { averagePrecisionOf, type PrecisionRecallCurve } from '../metrics/precision-recall.ts';
import { type Chart } from './figure.ts';
import { curvesByName } from './share-curves.ts';
import { thresholdPlot, type ThresholdPlotOptions } from './threshold-plot.ts';

/**
 * Draws precision-recall curves with their average precision: `precisionRecallPlot(precisionRecallCurve(y, scores))`, or
 * several by name. The dashed line is what guessing achieves: the share of positives.
 * @param curves one curve, or several by name
 */
export function precisionRecallPlot(
  curves: PrecisionRecallCurve | { readonly [name: string]: PrecisionRecallCurve },
  options: ThresholdPlotOptions = {},
): Chart {
  const drawn = curvesByName(curves, isPrecisionRecall).map(({ name, curve }) => {
    const { thresholds, precision, recall } = curve;
    const points = recall.map((x, i) => ({ x, y: precision[i] ?? NaN }));
    return { name, thresholds, points, number: averagePrecisionOf(curve) };
  });
  // Where everything is taken for positive, precision is the share of positives.
  const chance = drawn[0]?.points.at(-1)?.y ?? 0;
  const frame = {
    kind: { en: 'Precision-recall curve', zh: '精确率–召回率曲线' },
    xLabel: text({ en: 'recall', zh: '召回率' }),
    yLabel: text({ en: 'precision', zh: '精确率' }),
    from: { x: 0, y: chance },
    to: { x: 1, y: chance },
    // The average precision is the area under these steps.
    steps: true,
    head: text({
      en: `precision over recall; chance is ${percent(chance)}`,
      zh: `精确率随召回率的变化；随机猜测为 ${percent(chance)}`,
    }),
    short: 'AP',
    number: text({ en: 'average precision', zh: '平均精确率' }),
    best: text({ en: 'Highest average precision', zh: '平均精确率最高' }),
    at: ({ x, y }: { readonly x: number; readonly y: number }) =>
      text({ en: `precision ${percent(y)}, recall ${percent(x)}`, zh: `精确率 ${percent(y)}，召回率 ${percent(x)}` }),
  };
  return thresholdPlot(drawn, frame, options);
}

function isPrecisionRecall(value: object): value is PrecisionRecallCurve {
  return 'recall' in value && Array.isArray(value.recall);
}
