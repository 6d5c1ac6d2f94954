/** ROC curves: how many positives are found for how many false alarms, at all thresholds. */
import { text } from '../display/language.ts';
import { percent } from '../display/names.ts';
import { areaUnder, type RocCurve } from '../metrics/roc.ts';
import { type Chart } from './figure.ts';
import { curvesByName } from './share-curves.ts';
import { thresholdPlot, type ThresholdPlotOptions } from './threshold-plot.ts';

/**
 * Draws ROC curves with their areas: `rocPlot(rocCurve(y, scores), { threshold: 0.5 })`, or several,
 * `rocPlot({ mlp: rocCurve(y, a), cnn: rocCurve(y, b) })`. The dashed diagonal is what guessing achieves.
 * @param curves one curve, or several by name
 */
export function rocPlot(
  curves: RocCurve | { readonly [name: string]: RocCurve },
  options: ThresholdPlotOptions = {},
): Chart {
  const drawn = curvesByName(curves, isRoc).map(({ name, curve }) => {
    const { thresholds, falsePositiveRate, truePositiveRate } = curve;
    const points = falsePositiveRate.map((x, i) => ({ x, y: truePositiveRate[i] ?? NaN }));
    return { name, thresholds, points, number: areaUnder(curve) };
  });
  const frame = {
    kind: { en: 'ROC curve', zh: 'ROC 曲线' },
    xLabel: text({ en: 'false positive rate', zh: '假正率' }),
    yLabel: text({ en: 'true positive rate', zh: '真正率' }),
    from: { x: 0, y: 0 },
    to: { x: 1, y: 1 },
    steps: false,
    head: text({
      en: 'true positive rate over false positive rate, with the diagonal of chance',
      zh: '真正率随假正率的变化，虚线对角线为随机猜测',
    }),
    short: 'AUC',
    number: text({ en: 'area under the curve', zh: '曲线下面积' }),
    best: text({ en: 'Largest area', zh: '面积最大' }),
    at: ({ x, y }: { readonly x: number; readonly y: number }) =>
      text({
        en: `it finds ${percent(y)} of the positives, with ${percent(x)} of the negatives as false alarms`,
        zh: `找到 ${percent(y)} 的正例，误报 ${percent(x)} 的负例`,
      }),
  };
  return thresholdPlot(drawn, frame, options);
}

function isRoc(value: object): value is RocCurve {
  return 'falsePositiveRate' in value && Array.isArray(value.falsePositiveRate);
}
