/** Precision-recall curves: how right a model is for how much of the positives it finds, at all thresholds. */
import { text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import { averagePrecisionOf, type PrecisionRecallCurve } from '../metrics/precision-recall.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart } from './figure.ts';
import { type ThresholdPlotOptions } from './roc-plot.ts';
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

/**
 * Draws precision-recall curves with their average precision: `precisionRecallPlot(precisionRecallCurve(y, scores))`, or
 * several by name. The dashed line is what guessing achieves: the share of positives.
 * @param curves one curve, or several by name
 */
export function precisionRecallPlot(
  curves: PrecisionRecallCurve | { readonly [name: string]: PrecisionRecallCurve },
  options: ThresholdPlotOptions = {},
): Chart {
  const { title, threshold, width = 320, height = 320 } = options;
  const xLabel = text({ en: 'recall', zh: '召回率' });
  const yLabel = text({ en: 'precision', zh: '精确率' });
  const named = curvesByName(curves, isPrecisionRecall).map(({ name, curve }) => ({
    name,
    curve,
    average: averagePrecisionOf(curve),
  }));
  const [first] = named;
  if (!first) {
    return emptyChart({ en: 'Precision-recall curve', zh: '精确率–召回率曲线' }, { ...options, xLabel, yLabel });
  }
  const drawn = named.map(({ name, curve: { precision, recall, thresholds }, average }) => {
    const points = recall.map((x, i) => ({ x, y: precision[i] ?? NaN }));
    const at = threshold === undefined ? undefined : points[atThreshold(thresholds, threshold)];
    const mark = at && threshold !== undefined ? { mark: { ...at, word: thresholdWord(threshold) } } : {};
    return { name, average, remark: `AP ${threeDecimals(average)}`, points, ...mark };
  });
  const lines = linesOf(drawn);
  const note = thinningNote(lines);
  // Where everything is taken for positive, precision is the share of positives.
  const chance = first.curve.precision.at(-1) ?? 0;
  const frame = { xLabel, yLabel, width, height, from: { x: 0, y: chance }, to: { x: 1, y: chance } };
  const word = text({ en: 'chance', zh: '随机猜测' });
  return chart(
    { width, height, layer: shareLayers(drawn, lines, { ...frame, word, interpolate: 'step-before' }) },
    {
      alt: options.alt ?? describe(drawn, chance, threshold, title),
      ...(title !== undefined && { title }),
      ...(note !== undefined && { note }),
    },
  );
}

function isPrecisionRecall(value: object): value is PrecisionRecallCurve {
  return 'recall' in value && Array.isArray(value.recall);
}

interface Drawn {
  readonly name: string;
  readonly average: number;
  readonly mark?: { readonly x: number; readonly y: number };
}

function describe(drawn: readonly Drawn[], chance: number, threshold: number | undefined, title: string | undefined) {
  const called = title === undefined ? '' : `“${title}”`;
  const head = text({
    en: `Precision-recall curve${drawn.length > 1 ? 's' : ''}${called && ` ${called}`}: precision over recall; chance is ${percent(chance)}.`,
    zh: `精确率–召回率曲线${called}：精确率随召回率的变化；随机猜测为 ${percent(chance)}。`,
  });
  const sentences = drawn.map(({ name, average, mark }) => {
    const at =
      mark && threshold !== undefined
        ? text({
            en: `; at threshold ${brief(threshold)} precision ${percent(mark.y)}, recall ${percent(mark.x)}`,
            zh: `；阈值 ${brief(threshold)} 处精确率 ${percent(mark.y)}，召回率 ${percent(mark.x)}`,
          })
        : '';
    return text({
      en: `${name && `${name}: `}average precision ${threeDecimals(average)}${at}.`,
      zh: `${name && `${name}：`}平均精确率 ${threeDecimals(average)}${at}。`,
    });
  });
  const best = drawn.reduce<Drawn | undefined>(
    (top, one) => (top && top.average >= one.average ? top : one),
    undefined,
  );
  const winner =
    best && drawn.length > 1
      ? [text({ en: `Highest average precision: ${best.name}.`, zh: `平均精确率最高的是 ${best.name}。` })]
      : [];
  return [head, ...sentences, ...winner].join(text({ en: ' ', zh: '' }));
}
