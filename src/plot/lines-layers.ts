/** The layers of a chart of lines: lines, the points on them, crosses where one broke off, and upright marks. */
import { text } from '../display/language.ts';
import type { Json, JsonObject } from '../json.ts';
import { noData } from './empty.ts';
import { type Marker } from './lines-alt.ts';
import { xChannel, yChannel, type AxesOptions } from './lines-axes.ts';
import { upright } from './lines-markers.ts';
import { inOrder } from './rings.ts';
import { markedBreaks, type Line } from './series.ts';
import { extremes, type Point } from './thin.ts';
import { cycled, dashes, ink, palette, shapes } from './theme.ts';

/** How one line looks among others. */
export interface LineStyle {
  readonly color: string;
  readonly dash: readonly number[];
  readonly shape: string;
}

/** The look of the line of that name. */
export interface Look extends LineStyle {
  readonly name: string;
}

/** What stands around the lines. */
export interface LinesLayout extends AxesOptions {
  readonly markers: readonly Marker[];
  readonly width: number;
  readonly height: number;
  /** How each line looks, by name, where colour and dash have a meaning; they cycle where none are given. */
  readonly looks?: readonly Look[];
  /** Whether the names stand beside the lines; so for more than one line where it is not given. */
  readonly legend?: boolean;
  /** How many panels share the figure's size; 1 where it is not given. */
  readonly panels?: number;
  /** How points are joined, by straight lines where it is not given. */
  readonly interpolate?: string;
  /** Whether points are joined in the order given, from left to right where it is not given. */
  readonly path?: boolean;
  /** Names of lines that are bare points; none where it is not given. */
  readonly points?: readonly string[];
}

/** The style of the line in that place. */
export function lineStyle(index: number): LineStyle {
  // The dashes of a second round of colours are others than those of the first.
  const dash = cycled<readonly number[]>(dashes, index + Math.floor(index / palette.length));
  return { color: cycled(palette, index), dash, shape: cycled(shapes, index) };
}

/**
 * Few points are all marked and lines dashed; a dense line stays solid unless its dash has a meaning, and a few marks
 * along it carry its shape.
 */
export function lineLayers(read: readonly Line[], frame: LinesLayout): Json[] {
  const { panels = 1, interpolate, path = false, points = [] } = frame;
  const counts = read.map(({ runs }) => runs.flat().length);
  const total = panels * counts.reduce((sum, count) => sum + count, 0);
  const dense = counts.some((count) => count > 30) || total > 300;
  const dashed = !dense || frame.looks !== undefined;
  const looks = frame.looks ?? read.map(({ name }, i) => ({ name, ...lineStyle(i) }));
  const rows = read.flatMap(({ name, runs }) =>
    runs.flatMap((run, g) => run.map((point) => ({ ...row(name, point), ...(g > 0 && { g }) }))),
  );
  const joined = rows.filter(({ s }) => !points.includes(s));
  const some = ({ name, runs }: Line, i: number) => (points.includes(name) ? runs.flat() : someOf(runs, i));
  const marked = dense ? read.flatMap((line, i) => some(line, i).map((point) => row(line.name, point))) : rows;
  const broken = read.some(({ runs }) => runs.length > 1);
  const [x, y, color] = [xChannel(read, frame), yChannel(read, frame), colorChannel(looks, frame, dashed)];
  const strokeDash = dashed ? { strokeDash: { ...color, scale: scale(looks, 'dash') } } : {};
  const detail = broken ? { detail: { field: 'g', type: 'nominal' } } : {};
  // Versions of Vega-Lite differ in how they merge a dashed line and a point shape into one legend: it shows one of them.
  const shape = dashed ? {} : { shape: { ...color, scale: scale(looks, 'shape') } };
  const shapes = Object.fromEntries(looks.map((look) => [look.name, look.shape]));
  const point = {
    type: 'point',
    filled: true,
    size: dense ? 60 : 42,
    opacity: 1,
    tooltip: true,
    // Labels for screen readers cost more than the points; of many points the sentence serves better.
    ...(panels * marked.length > 60 && { aria: false }),
    ...(dashed && { shape: { expr: `${JSON.stringify(shapes)}[datum.s]` } }),
  };
  return [
    {
      data: { values: path ? joined.map((each, i) => ({ ...each, x: Number(each.x.toPrecision(6)), i })) : joined },
      mark: { type: 'line', strokeWidth: dense ? 1.5 : 2, strokeJoin: 'round', ...(interpolate && { interpolate }) },
      encoding: { x, y, color, ...strokeDash, ...detail, ...(path && { order: inOrder }) },
    },
    ...(marked.length > 0 ? [{ data: { values: marked }, mark: point, encoding: { x, y, color, ...shape } }] : []),
    ...crosses(read, { x, y, color }, frame),
    ...upright(read, frame),
    ...(read.every(({ runs, breaks }) => runs.length + breaks.length === 0) ? [noData(frame.width, frame.height)] : []),
  ];
}

/** About six points along a line, each line's at other places than its neighbour's, and all that stand alone. */
function someOf(runs: Line['runs'], index: number): readonly Point[] {
  const points = runs.flat();
  const step = Math.max(1, Math.floor(points.length / 6));
  const offset = Math.floor((step * (1 + (index % 4))) / 5);
  return points.filter((point, i) => i % step === offset || runs.some((run) => run.length === 1 && run[0] === point));
}

/** Six digits are more than a picture shows, and keep the specification small. */
function row(name: string, { x, y }: Point) {
  return { x, y: Number(y.toPrecision(6)), s: name };
}

type Cross = { readonly x: number; readonly y?: number; readonly s: string; readonly bad: string };

/** A cross and the bad value's name where a line broke off. */
function crosses(
  read: readonly Line[],
  channels: { x: JsonObject; y: JsonObject; color: JsonObject },
  frame: LinesLayout,
): Json[] {
  const broken = read.flatMap((line) => markedBreaks(line).map((gap) => ({ name: line.name, ...gap })));
  const placed = broken.flatMap(({ name, x, y, bad }) =>
    y === undefined ? [] : [{ ...row(name, { x, y }), bad: badName(bad) }],
  );
  const lost = broken.flatMap(({ name, x, y, bad }) => (y === undefined ? [{ x, s: name, bad: badName(bad) }] : []));
  const { low, high } = extremes(read.flatMap(({ points }) => points));
  const near = low && high ? (high.y - low.y) / 12 : 0;
  const pair = (values: readonly Cross[], y: JsonObject): Json[] => {
    if (values.length === 0) return [];
    const { x, color } = channels;
    const cross = {
      type: 'point',
      shape: 'M-1,-1L1,1M1,-1L-1,1',
      size: 110,
      strokeWidth: 3,
      opacity: 1,
      filled: false,
    };
    // Where several lines break off together, one word is enough.
    const named = values.filter((one, i) => {
      const same = (other: Cross) => other.x === one.x && Math.abs((other.y ?? 0) - (one.y ?? 0)) <= near;
      return !values.slice(0, i).some((other) => other.bad === one.bad && same(other));
    });
    const label = { type: 'text', dy: -13, fontSize: 12, fontWeight: 600, color: ink.strong };
    return [
      { data: { values }, mark: cross, encoding: { x, y, color } },
      { data: { values: named }, mark: label, encoding: { x, y, text: { field: 'bad', type: 'nominal' } } },
    ];
  };
  return [...pair(placed, channels.y), ...pair(lost, { value: frame.height / 2 })];
}

function badName(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value === Infinity ? '∞' : value === -Infinity ? '−∞' : '≤ 0';
}

function colorChannel(looks: readonly Look[], { legend = looks.length > 1 }: LinesLayout, dashed: boolean): JsonObject {
  const symbol = dashed ? { symbolType: 'stroke', symbolSize: 700, symbolStrokeWidth: 2.5 } : { symbolSize: 90 };
  return {
    field: 's',
    type: 'nominal',
    title: text({ en: 'series', zh: '曲线' }),
    scale: scale(looks, 'color'),
    legend: legend ? { title: null, ...symbol } : null,
  };
}

function scale(looks: readonly Look[], channel: keyof LineStyle): JsonObject {
  return { domain: looks.map(({ name }) => name), range: looks.map((look) => look[channel]) };
}
