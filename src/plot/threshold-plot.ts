/** What ROC and precision-recall curves share: their names and numbers, the line of chance, a marked threshold, the words. */
import { text, type Bilingual } from '../display/language.ts';
import { brief } from '../display/names.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { thinningNote } from './series.ts';
import { linesOf, shareLayers, threeDecimals, type ShareFrame } from './share-curves.ts';
import { simplify } from './simplify.ts';
import { type Point } from './thin.ts';

/** How ROC and precision-recall curves are drawn. */
export interface ThresholdPlotOptions extends ChartOptions {
  /** The threshold that is marked on each curve; none by default. */
  readonly threshold?: number;
}

/** One curve: a point for each threshold, and the number that sums it up. */
export interface ThresholdCurve {
  /** Empty where it is the only one. */
  readonly name: string;
  readonly thresholds: readonly number[];
  readonly points: readonly Point[];
  readonly number: number;
}

/** What stands around the curves, and how they are spoken of. */
export interface ThresholdFrame extends Pick<ShareFrame, 'xLabel' | 'yLabel' | 'from' | 'to'> {
  /** Whether the curve goes in steps: from a point up or down first, and then along to the next. */
  readonly steps: boolean;
  /** What the figure is. */
  readonly kind: Bilingual;
  /** What is said of it first, after its kind. */
  readonly head: string;
  /** Short for the number, in the legend; its name; and what the best has. */
  readonly short: string;
  readonly number: string;
  readonly best: string;
  /** What the marked place says. */
  at(place: Point): string;
}

/** Draws the curves; without one, an empty frame. */
export function thresholdPlot(
  curves: readonly ThresholdCurve[],
  frame: ThresholdFrame,
  options: ThresholdPlotOptions,
): Chart {
  const { title, threshold, width = 320, height = 320 } = options;
  const { kind, xLabel, yLabel } = frame;
  if (curves.length === 0) return emptyChart(kind, { ...options, xLabel, yLabel });
  const drawn = curves.map((curve) => ({
    ...curve,
    remark: `${frame.short} ${threeDecimals(curve.number)}`,
    ...(threshold !== undefined && markOf(curve, threshold, curves.length > 1)),
  }));
  // Few points are marked one by one; of many only the line is seen.
  const many = drawn.some(({ points }) => points.length > 60);
  const stepped = frame.steps && !many ? { interpolate: 'step-before' } : {};
  const lines = linesOf(
    many ? drawn.map((curve) => ({ ...curve, points: outline(curve.points, frame.steps) })) : drawn,
  );
  const note = thinningNote(lines);
  const word = text({ en: 'chance', zh: '随机猜测' });
  return chart(
    { width, height, layer: shareLayers(drawn, lines, { ...frame, ...stepped, width, height, word }) },
    {
      alt: options.alt ?? describe(drawn, frame, threshold, title),
      ...(title !== undefined && { title }),
      ...(note !== undefined && { note }),
    },
  );
}

/**
 * The line through the points, or up or down and then along in steps, without what a figure of some 300 pixels shows nearer
 * than a third of one to the rest of it.
 */
function outline(points: readonly Point[], steps: boolean): readonly Point[] {
  const corners = steps
    ? points.flatMap(({ x, y }, i) => [
        { x: points[Math.max(0, i - 1)]?.x ?? x, y },
        { x, y },
      ])
    : points;
  return simplify(corners, 0.001, ({ x, y }) => [x, y]);
}

/** The last point that the threshold takes in, and what is said of it, once for several curves. */
function markOf({ thresholds, points }: ThresholdCurve, threshold: number, several: boolean) {
  // A threshold of 0.35 takes in a score of 0.35 that is stored as a float32.
  const least = Math.min(threshold, Math.fround(threshold));
  const last = thresholds.findLastIndex((value) => value >= least);
  const place = points[Math.max(0, last)];
  const value = brief(threshold);
  const word = several
    ? text({ en: `each at threshold ${value}`, zh: `均在阈值 ${value} 处` })
    : text({ en: `threshold ${value}`, zh: `阈值 ${value}` });
  return place ? { mark: { ...place, word } } : {};
}

type Drawn = ThresholdCurve & { readonly mark?: Point };

function describe(
  drawn: readonly Drawn[],
  frame: ThresholdFrame,
  threshold: number | undefined,
  title: string | undefined,
): string {
  const called = title === undefined ? '' : `“${title}”`;
  const plural = drawn.length > 1 ? 's' : '';
  const head = text({
    en: `${frame.kind.en}${plural}${called && ` ${called}`}: ${frame.head}.`,
    zh: `${frame.kind.zh}${called}：${frame.head}。`,
  });
  const sentences = drawn.map(({ name, number, mark }) => {
    const at =
      mark && threshold !== undefined
        ? text({
            en: `; at threshold ${brief(threshold)} ${frame.at(mark)}`,
            zh: `；阈值 ${brief(threshold)} 处${frame.at(mark)}`,
          })
        : '';
    return text({
      en: `${name && `${name}: `}${frame.number} ${threeDecimals(number)}${at}.`,
      zh: `${name && `${name}：`}${frame.number} ${threeDecimals(number)}${at}。`,
    });
  });
  const best = drawn.reduce<Drawn | undefined>((top, one) => (top && top.number >= one.number ? top : one), undefined);
  const winner =
    best && drawn.length > 1
      ? [text({ en: `${frame.best}: ${best.name}.`, zh: `${frame.best}的是 ${best.name}。` })]
      : [];
  return [head, ...sentences, ...winner].join(text({ en: ' ', zh: '' }));
}
