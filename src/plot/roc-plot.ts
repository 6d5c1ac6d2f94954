/** ROC curves: how many positives are found for how many false alarms, at all thresholds. */
import { text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import { areaUnder, type RocCurve } from '../metrics/roc.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { thinningNote } from './series.ts';
import {
  atThreshold,
  curvesByName,
  linesOf,
  percent,
  shareLayers,
  threeDecimals,
  thresholdWord,
} from './share-curves.ts';

/** How ROC and precision-recall curves are drawn. */
export interface ThresholdPlotOptions extends ChartOptions {
  /** The threshold that is marked on each curve; none by default. */
  readonly threshold?: number;
}

/**
 * Draws ROC curves with their areas: `rocPlot(rocCurve(y, scores), { threshold: 0.5 })`, or several,
 * `rocPlot({ mlp: rocCurve(y, a), cnn: rocCurve(y, b) })`. The dashed diagonal is what guessing achieves.
 * @param curves one curve, or several by name
 */
export function rocPlot(
  curves: RocCurve | { readonly [name: string]: RocCurve },
  options: ThresholdPlotOptions = {},
): Chart {
  const { title, threshold, width = 320, height = 320 } = options;
  const xLabel = text({ en: 'false positive rate', zh: '假正率' });
  const yLabel = text({ en: 'true positive rate', zh: '真正率' });
  const named = curvesByName(curves, isRoc).map(({ name, curve }) => ({ name, curve, area: areaUnder(curve) }));
  if (named.length === 0) return emptyChart({ en: 'ROC curve', zh: 'ROC 曲线' }, { ...options, xLabel, yLabel });
  const drawn = named.map(({ name, curve: { falsePositiveRate, truePositiveRate, thresholds }, area }) => {
    const points = falsePositiveRate.map((x, i) => ({ x, y: truePositiveRate[i] ?? NaN }));
    const at = threshold === undefined ? undefined : points[atThreshold(thresholds, threshold)];
    const mark = at && threshold !== undefined ? { mark: { ...at, word: thresholdWord(threshold) } } : {};
    return { name, area, remark: `AUC ${threeDecimals(area)}`, points, ...mark };
  });
  const lines = linesOf(drawn);
  const note = thinningNote(lines);
  const frame = { xLabel, yLabel, width, height, from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
  const word = text({ en: 'chance', zh: '随机猜测' });
  return chart(
    { width, height, layer: shareLayers(drawn, lines, { ...frame, word }) },
    {
      alt: options.alt ?? describe(drawn, threshold, title),
      ...(title !== undefined && { title }),
      ...(note !== undefined && { note }),
    },
  );
}

function isRoc(value: object): value is RocCurve {
  return 'falsePositiveRate' in value && Array.isArray(value.falsePositiveRate);
}

interface Drawn {
  readonly name: string;
  readonly area: number;
  readonly mark?: { readonly x: number; readonly y: number };
}

function describe(drawn: readonly Drawn[], threshold: number | undefined, title: string | undefined): string {
  const called = title === undefined ? '' : `“${title}”`;
  const head = text({
    en: `ROC curve${drawn.length > 1 ? 's' : ''}${called && ` ${called}`}: true positive rate over false positive rate, with the diagonal of chance.`,
    zh: `ROC 曲线${called}：真正率随假正率的变化，虚线对角线为随机猜测。`,
  });
  const sentences = drawn.map(({ name, area, mark }) => {
    const at =
      mark && threshold !== undefined
        ? text({
            en: `; at threshold ${brief(threshold)} it finds ${percent(mark.y)} of the positives, with ${percent(mark.x)} of the negatives as false alarms`,
            zh: `；阈值 ${brief(threshold)} 处找到 ${percent(mark.y)} 的正例，误报 ${percent(mark.x)} 的负例`,
          })
        : '';
    return text({
      en: `${name && `${name}: `}area under the curve ${threeDecimals(area)}${at}.`,
      zh: `${name && `${name}：`}曲线下面积 ${threeDecimals(area)}${at}。`,
    });
  });
  const best = drawn.reduce<Drawn | undefined>((top, one) => (top && top.area >= one.area ? top : one), undefined);
  const winner =
    best && drawn.length > 1 ? [text({ en: `Largest area: ${best.name}.`, zh: `面积最大的是 ${best.name}。` })] : [];
  return [head, ...sentences, ...winner].join(text({ en: ' ', zh: '' }));
}
