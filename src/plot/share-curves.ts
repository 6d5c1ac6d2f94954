/** Curves between 0 and 1 with a dashed line of reference: what ROC, precision-recall and reliability diagrams share. */
import { text } from '../display/language.ts';
import type { Json, JsonObject } from '../json.ts';
import { shareChannel } from './lines-axes.ts';
import { lineLayers, lineStyle } from './lines-layers.ts';
import { readLines, type Line } from './series.ts';
import { ink } from './theme.ts';
import { type Point } from './thin.ts';

/** A curve with its number for the legend. */
export interface ShareCurve {
  /** Empty where it is the only one. */
  readonly name: string;
  /** What stands beside the name: an area, an error. */
  readonly remark: string;
  readonly points: readonly Point[];
  /** A place on it that is marked, with its word. */
  readonly mark?: Point & { readonly word: string };
}

/** What stands around the curves. */
export interface ShareFrame {
  readonly xLabel: string;
  /** Whether the name stands at the axis, which a panel below may do; so where it is not given. */
  readonly xNamed?: boolean;
  readonly yLabel: string;
  readonly width: number;
  readonly height: number;
  /** The line of reference, and its word. */
  readonly from: Point;
  readonly to: Point;
  readonly word: string;
  /** How points are joined, by straight lines where it is not given. */
  readonly interpolate?: string;
}

/** The curve that is one, or several by name. */
export function curvesByName<C extends object>(
  curves: C | { readonly [name: string]: C },
  is: (value: object) => value is C,
) {
  if (is(curves)) return [{ name: '', curve: curves }];
  return Object.entries(curves).flatMap(([name, curve]) => (is(curve) ? [{ name, curve }] : []));
}

/** The name in the legend and its number. */
export function legendName({ name, remark }: Pick<ShareCurve, 'name' | 'remark'>): string {
  return name === '' ? remark : text({ en: `${name} (${remark})`, zh: `${name}（${remark}）` });
}

/** The curves as lines, thinned. */
export function linesOf(curves: readonly ShareCurve[]): readonly Line[] {
  const series = Object.fromEntries(curves.map((curve) => [legendName(curve), curve.points.map(point)]));
  return readLines(series, { start: 0, logX: false, logY: false });
}

/** The line of reference first, so that the curves lie over it; then the curves and their marks. */
export function shareLayers(curves: readonly ShareCurve[], lines: readonly Line[], frame: ShareFrame): Json[] {
  const { xLabel, xNamed = true, yLabel, width, height, from, to, word, interpolate } = frame;
  const [x, y] = [shareChannel('x', xLabel, xNamed), shareChannel('y', yLabel)];
  const slope = (Math.atan2((to.y - from.y) * height, (to.x - from.x) * width) * 180) / Math.PI;
  const middle = { x: from.x + 0.7 * (to.x - from.x), y: from.y + 0.7 * (to.y - from.y) };
  const reference = { type: 'line', color: ink.soft, strokeWidth: 1.5, strokeDash: [4, 4], aria: false };
  const label = { type: 'text', text: word, angle: 360 - slope, dy: 10, fontSize: 12, color: ink.soft };
  const axes = { xLabel, xNamed, yLabel, logX: false, logY: false, shares: true };
  const layout = { ...axes, markers: [], legend: true, width, height };
  return [
    { data: { values: [point(from), point(to)] }, mark: reference, encoding: { x, y } },
    { data: { values: [point(middle)] }, mark: label, encoding: { x, y } },
    ...lineLayers(lines, { ...layout, ...(interpolate !== undefined && { interpolate }) }),
    ...marks(curves, x, y),
  ];
}

/** A ring around the marked place of each curve, and its word beside it. */
function marks(curves: readonly ShareCurve[], x: JsonObject, y: JsonObject): Json[] {
  const values = curves.flatMap(({ mark }, i) =>
    mark ? [{ ...point(mark), w: mark.word, f: lineStyle(i).color }] : [],
  );
  if (values.length === 0) return [];
  const color = { field: 'f', type: 'nominal', scale: null, legend: null };
  const ring = { type: 'point', shape: 'diamond', size: 220, strokeWidth: 2.5, filled: false, opacity: 1 };
  // Towards the middle of the plot.
  const right = 'datum.x > 0.55';
  const word = {
    type: 'text',
    align: { expr: `${right} ? 'right' : 'left'` },
    dx: { expr: `${right} ? -11 : 11` },
    dy: { expr: `${right} ? 14 : 8` },
    fontSize: 12,
    color: ink.strong,
  };
  return [
    { data: { values }, mark: ring, encoding: { x, y, stroke: color } },
    { data: { values }, mark: word, encoding: { x, y, text: { field: 'w', type: 'nominal' } } },
  ];
}

function point({ x, y }: Point): { x: number; y: number } {
  return { x: Number(x.toPrecision(6)), y: Number(y.toPrecision(6)) };
}

/** Three decimals, enough to tell models apart. */
export function threeDecimals(value: number): string {
  return value.toFixed(3);
}
