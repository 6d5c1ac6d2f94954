/** Reliability diagrams: how often a model is right over how sure it is, and how many samples stand behind each point. */
import { text } from '../display/language.ts';
import { brief, percent } from '../display/names.ts';
import { type CalibrationCurve } from '../metrics/calibration.ts';
import type { JsonObject } from '../json.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { lineStyle } from './lines-layers.ts';
import { curvesByName, legendName, linesOf, shareLayers, threeDecimals } from './share-curves.ts';

/** How a reliability diagram is drawn; width and height are those of its upper panel. */
export type CalibrationPlotOptions = ChartOptions;

/**
 * Draws how often a model is right over how sure it is: `calibrationPlot(calibrationCurve(y, probabilities))`, or several
 * by name. Below the dashed diagonal it is surer than it should be. The lower panel counts the samples of each bin.
 * @param curves one curve, or several by name
 */
export function calibrationPlot(
  curves: CalibrationCurve | { readonly [name: string]: CalibrationCurve },
  options: CalibrationPlotOptions = {},
): Chart {
  const { title, width = 320, height = 320 } = options;
  const xLabel = text({ en: 'confidence', zh: '置信度' });
  const yLabel = text({ en: 'share that is right', zh: '正确的比例' });
  const named = curvesByName(curves, isCalibration);
  if (named.every(({ curve }) => curve.counts.every((count) => count === 0))) {
    return emptyChart({ en: 'Reliability diagram', zh: '可靠性图' }, { ...options, xLabel, yLabel });
  }
  const drawn = named.map(({ name, curve }) => {
    const points = curve.confidence.map((x, i) => ({ x, y: curve.accuracy[i] ?? NaN }));
    return { name, remark: `ECE ${threeDecimals(curve.ece)}`, points: points.filter(({ x }) => Number.isFinite(x)) };
  });
  const frame = { xLabel, xNamed: false, yLabel, width, height, from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
  const word = text({ en: 'perfect', zh: '完美校准' });
  const upper = { width, height, layer: shareLayers(drawn, linesOf(drawn), { ...frame, word }) };
  const alt = options.alt ?? describe(named, title);
  return chart(
    {
      vconcat: [upper, counts(named, drawn.map(legendName), xLabel, width)],
      spacing: 16,
    },
    { alt, ...(title !== undefined && { title }) },
  );
}

function isCalibration(value: object): value is CalibrationCurve {
  return 'ece' in value && 'counts' in value;
}

interface Named {
  readonly name: string;
  readonly curve: CalibrationCurve;
}

/** Bars of one model; of several, bars side by side in each bin. */
function counts(named: readonly Named[], names: readonly string[], xLabel: string, width: number): JsonObject {
  const values = named.flatMap(({ curve: { edges, counts } }, i) =>
    counts.map((count, bin) => {
      const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 1];
      const part = (to - from) / named.length;
      const place = (share: number) => Number((from + share * part).toPrecision(6));
      return { a: place(i + 0.04), b: place(i + 0.96), n: count, s: names[i] ?? '', f: lineStyle(i).color };
    }),
  );
  const scale = { domain: [0, 1], nice: false, padding: 5 };
  const axis = { values: [0, 0.2, 0.4, 0.6, 0.8, 1], grid: false, labelOverlap: false };
  const samples = text({ en: 'samples', zh: '样本数' });
  const tooltip = [
    { field: 's', type: 'nominal', title: text({ en: 'series', zh: '曲线' }) },
    { field: 'n', type: 'quantitative', title: samples },
  ];
  return {
    width,
    height: 70,
    data: { values },
    mark: { type: 'rect', ...(values.length > 60 && { aria: false }) },
    encoding: {
      x: { field: 'a', type: 'quantitative', title: xLabel, scale, axis },
      x2: { field: 'b' },
      y: { field: 'n', type: 'quantitative', title: samples, axis: { tickCount: 3, domain: false, ticks: false } },
      y2: { datum: 0 },
      fill: { field: 'f', type: 'nominal', scale: null },
      tooltip,
    },
  };
}

function describe(named: readonly Named[], title: string | undefined): string {
  const called = title === undefined ? '' : `“${title}”`;
  const head = text({
    en: `Reliability diagram${called && ` ${called}`}: share that is right over confidence, with the diagonal of perfect calibration.`,
    zh: `可靠性图${called}：正确的比例随置信度的变化，虚线对角线为完美校准。`,
  });
  const sentences = named.map(({ name, curve }) => {
    const body = facts(curve);
    return text({ en: `${name && `${name}: `}${body}.`, zh: `${name && `${name}：`}${body}。` });
  });
  const best = named.reduce<Named | undefined>(
    (top, one) => (top && top.curve.ece <= one.curve.ece ? top : one),
    undefined,
  );
  const winner =
    best && named.length > 1 ? [text({ en: `Best calibrated: ${best.name}.`, zh: `校准最好的是 ${best.name}。` })] : [];
  return [head, ...sentences, ...winner].join(text({ en: ' ', zh: '' }));
}

/** The error, on which side of the diagonal it lies, and the bin that is furthest off. */
function facts({ counts, confidence, accuracy, ece }: CalibrationCurve): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mean = (of: readonly number[]) =>
    counts.reduce((sum, count, i) => sum + (count > 0 ? count * (of[i] ?? 0) : 0), 0) / total;
  const [sure, right] = [mean(confidence), mean(accuracy)];
  const gap = (i: number) => Math.abs((confidence[i] ?? NaN) - (accuracy[i] ?? NaN));
  const worst = counts.reduce<number | undefined>(
    (top, count, i) => (count > 0 && (top === undefined || gap(i) > gap(top)) ? i : top),
    undefined,
  );
  const side =
    Math.abs(sure - right) < 0.005
      ? text({ en: 'neither too sure nor too unsure on average', zh: '平均而言既不过度自信也不自信不足' })
      : sure > right
        ? text({ en: 'surer than right', zh: '过度自信' })
        : text({ en: 'less sure than right', zh: '自信不足' });
  const furthest =
    worst === undefined
      ? ''
      : text({
          en: `; furthest off at confidence ${brief(confidence[worst] ?? NaN)}, where ${percent(accuracy[worst] ?? NaN)} of ${counts[worst]} are right`,
          zh: `；偏差最大处置信度为 ${brief(confidence[worst] ?? NaN)}，${counts[worst]} 个中 ${percent(accuracy[worst] ?? NaN)} 正确`,
        });
  return text({
    en: `${total} samples, expected calibration error ${threeDecimals(ece)}; mean confidence ${percent(sure)}, right ${percent(right)}: ${side}${furthest}`,
    zh: `${total} 个样本，期望校准误差 ${threeDecimals(ece)}；平均置信度 ${percent(sure)}，正确 ${percent(right)}：${side}${furthest}`,
  });
}
