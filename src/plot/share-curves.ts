/** Curves between 0 and 1 with a dashed line of reference: what ROC, precision-recall and reliability diagrams share. */
import { text } from '../display/language.ts';
import type { Json } from '../json.ts';
import { shareChannel, sharePixels } from './lines-axes.ts';
import { lineLayers, lineStyle } from './lines-layers.ts';
import { boxAround, boxesAlong, placeWords } from './place-words.ts';
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
  /** A place on it that is marked, with the word that the marked places of all curves have. */
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
    ...marks(curves, lines, frame),
  ];
}

/** A ring around the marked place of each curve; the word that all of them have once, where there is most room for it. */
function marks(curves: readonly ShareCurve[], lines: readonly Line[], frame: ShareFrame): Json[] {
  const marked = curves.flatMap(({ mark }, i) => (mark ? [{ mark, color: lineStyle(i).color }] : []));
  if (marked.length === 0) return [];
  const [x, y] = [shareChannel('x', frame.xLabel, frame.xNamed), shareChannel('y', frame.yLabel)];
  const values = marked.map(({ mark, color }) => ({ ...point(mark), f: color }));
  const color = { field: 'f', type: 'nominal', scale: null, legend: null };
  const ring = { type: 'point', shape: 'diamond', size: 220, strokeWidth: 2.5, filled: false, opacity: 1 };
  const at = (place: Point) => sharePixels(place, frame);
  const obstacles = [
    ...[[frame.from, frame.to], ...lines.flatMap(({ runs }) => runs)].flatMap((line) => boxesAlong(line.map(at), 6)),
    ...marked.map(({ mark }) => boxAround(at(mark), 16)),
  ];
  const fontSize = 12;
  const rooms = marked.map(({ mark }) => {
    const name = { ...at(mark), word: mark.word, distance: 12 };
    const [place] = placeWords([name], { fontSize, frame, obstacles, sides: markSides });
    return { mark, ...place };
  });
  const { mark, align, dx, dy } = rooms.reduce((best, room) => (room.covered < best.covered ? room : best));
  const label = { type: 'text', text: mark.word, align, dx, dy, fontSize, color: ink.strong };
  return [
    { data: { values }, mark: ring, encoding: { x, y, stroke: color } },
    { data: { values: [point(mark)] }, mark: label, encoding: { x, y } },
  ];
}

/** First towards the middle of the plot, from curves that lie in its upper left or upper right corner. */
const markSides = ['belowRight', 'belowLeft', 'right', 'left', 'below', 'above', 'aboveRight', 'aboveLeft'] as const;

function point({ x, y }: Point): { x: number; y: number } {
  return { x: Number(x.toPrecision(6)), y: Number(y.toPrecision(6)) };
}

/** Three decimals, enough to tell models apart. */
export function threeDecimals(value: number): string {
  return value.toFixed(3);
}
