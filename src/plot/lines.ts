/** Lines over steps: training curves, several runs, learning-rate schedules. */
import { text } from '../display/language.ts';
import { termed } from '../display/names.ts';
import type { Json, JsonObject } from '../json.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeLines, type Marker } from './lines-alt.ts';
import { xChannel, yChannel, type AxesOptions } from './lines-axes.ts';
import { readLines, type Line, type LineSeries } from './series.ts';
import { type Point } from './thin.ts';
import { cycled, dashes, ink, palette, shapes } from './theme.ts';

/** How lines are drawn. */
export interface LinesOptions extends ChartOptions {
  /** What the x axis shows; the epoch where it is not given. */
  readonly xLabel?: string;
  /** What the y axis shows; the name of a single series where it is not given. */
  readonly yLabel?: string;
  /** The x of the first value of series that are plain numbers; 1, because epochs count from 1. */
  readonly start?: number;
  /** Whether x is drawn on a logarithmic scale. */
  readonly logX?: boolean;
  /** Whether y is drawn on a logarithmic scale. */
  readonly logY?: boolean;
  /** Places on the x axis that are marked by an upright line with a word. */
  readonly markers?: readonly Marker[];
}

/**
 * Draws one line per series, in the order given: `lines({ loss: history.loss, valLoss: history.valLoss })`.
 * Values that are not finite leave a gap, and a cross marks where the line broke off.
 * @throws ArgumentError when there is no series or one is empty, or a value is no number or point
 */
export function lines(series: LineSeries, options: LinesOptions = {}): Chart {
  const { start = 1, logX = false, logY = false, markers = [], width = 460, height = 280, title } = options;
  const read = readLines(series, { start, logX, logY }).map((line) => ({ ...line, name: termed(line.name) }));
  const xLabel = options.xLabel ?? text({ en: 'epoch', zh: '轮次' });
  const yLabel = options.yLabel ?? (read.length === 1 ? (read[0]?.name ?? '') : '');
  const alt =
    options.alt ?? describeLines(read, { xLabel, yLabel, logX, logY, markers, ...(title !== undefined && { title }) });
  const note = thinningNote(read);
  const body = { width, height, ...layers(read, { xLabel, yLabel, logX, logY, markers, height }) };
  return chart(body, { alt, ...(title !== undefined && { title }), ...(note !== undefined && { note }) });
}

interface Frame extends AxesOptions {
  readonly markers: readonly Marker[];
  readonly height: number;
}

/** Few points are all marked and lines dashed; a dense line stays solid, and a few marks along it carry its shape. */
function layers(read: readonly Line[], frame: Frame): JsonObject {
  const dense = Math.max(...read.map(({ runs }) => runs.flat().length)) > 30;
  const rows = read.flatMap(({ name, runs }) =>
    runs.flatMap((run, g) => run.map((point) => ({ ...row(name, point), ...(g > 0 && { g }) }))),
  );
  const marked = dense ? read.flatMap(({ name, runs }, i) => someOf(runs, i).map((point) => row(name, point))) : rows;
  const broken = read.some(({ runs }) => runs.length > 1);
  const [x, y, color] = [xChannel(read, frame), yChannel(read, frame), colorChannel(read, dense)];
  const strokeDash = dense ? {} : { strokeDash: { ...color, scale: scale(read, dashes) } };
  const detail = broken ? { detail: { field: 'g', type: 'nominal' } } : {};
  // Versions of Vega-Lite differ in how they merge a dashed line and a point shape into one legend: it shows one of them.
  const shape = dense ? { shape: { ...color, scale: scale(read, shapes) } } : {};
  const point = {
    type: 'point',
    filled: true,
    size: dense ? 60 : 42,
    opacity: 1,
    tooltip: true,
    ...(dense ? {} : { shape: { expr: `${JSON.stringify(shapeOf(read))}[datum.s]` } }),
  };
  return {
    layer: [
      {
        data: { values: rows },
        mark: { type: 'line', strokeWidth: dense ? 1.5 : 2, strokeJoin: 'round' },
        encoding: { x, y, color, ...strokeDash, ...detail },
      },
      ...(marked.length > 0 ? [{ data: { values: marked }, mark: point, encoding: { x, y, color, ...shape } }] : []),
      ...crosses(read, { x, y, color }, frame),
      ...upright(frame.markers, x, frame.height),
    ],
  };
}

/** About six points along a line, each line's at other places than its neighbour's, and all that stand alone. */
function someOf(runs: Line['runs'], index: number): readonly Point[] {
  const points = runs.flat();
  const step = Math.max(1, Math.floor(points.length / 6));
  const offset = Math.floor((step * (1 + (index % 4))) / 5);
  return points.filter((point, i) => i % step === offset || runs.some((run) => run.length === 1 && run[0] === point));
}

/** Six digits are more than a picture shows, and keep the specification small. */
function row(name: string, { x, y }: Point): JsonObject {
  return { x, y: Number(y.toPrecision(6)), s: name };
}

/** A cross and the bad value's name where a line broke off. */
function crosses(
  read: readonly Line[],
  channels: { x: JsonObject; y: JsonObject; color: JsonObject },
  frame: Frame,
): Json[] {
  const broken = read.flatMap(({ name, breaks }) => breaks.map((gap) => ({ name, ...gap })));
  const placed = broken.flatMap(({ name, x, y, bad }) =>
    y === undefined ? [] : [{ ...row(name, { x, y }), bad: badName(bad) }],
  );
  const lost = broken.flatMap(({ name, x, y, bad }) => (y === undefined ? [{ x, s: name, bad: badName(bad) }] : []));
  const pair = (values: readonly JsonObject[], y: JsonObject): Json[] => {
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
    const label = { type: 'text', dy: -13, fontSize: 12, fontWeight: 600, color: ink.strong };
    return [
      { data: { values }, mark: cross, encoding: { x, y, color } },
      { data: { values }, mark: label, encoding: { x, y, text: { field: 'bad', type: 'nominal' } } },
    ];
  };
  return [...pair(placed, channels.y), ...pair(lost, { value: frame.height / 2 })];
}

/** A dashed line from top to bottom with its word at the upper end; `x` is the channel of the lines. */
function upright(markers: readonly Marker[], x: JsonObject, height: number): Json[] {
  if (markers.length === 0) return [];
  const data = { values: markers.map((marker) => ({ x: marker.x, m: marker.label })) };
  const rule = { type: 'rule', color: ink.soft, strokeDash: [4, 3], strokeWidth: 1.5 };
  const word = { type: 'text', align: 'left', dx: 5, dy: 2, baseline: 'top', fontSize: 12, color: ink.strong };
  const words = { x, y: { value: 0 }, text: { field: 'm', type: 'nominal' } };
  return [
    { data, mark: rule, encoding: { x, y: { value: 0 }, y2: { value: height } } },
    { data, mark: word, encoding: words },
  ];
}

function badName(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value === Infinity ? '∞' : value === -Infinity ? '−∞' : '≤ 0';
}

function colorChannel(read: readonly Line[], dense: boolean): JsonObject {
  const symbol = dense ? { symbolSize: 90 } : { symbolType: 'stroke', symbolSize: 700, symbolStrokeWidth: 2.5 };
  const legend = read.length > 1 ? { title: null, ...symbol } : null;
  return {
    field: 's',
    type: 'nominal',
    title: text({ en: 'series', zh: '曲线' }),
    scale: scale(read, palette),
    legend,
  };
}

function scale(read: readonly Line[], range: readonly [Json, ...Json[]]): JsonObject {
  return { domain: read.map(({ name }) => name), range: read.map((_, i) => cycled(range, i)) };
}

function shapeOf(read: readonly Line[]): Readonly<Record<string, string>> {
  return Object.fromEntries(read.map(({ name }, i) => [name, cycled(shapes, i)]));
}

function thinningNote(read: readonly Line[]): string | undefined {
  const all = read.reduce((sum, { points }) => sum + points.length, 0);
  const drawn = read.reduce((sum, { runs }) => sum + runs.flat().length, 0);
  if (drawn === all) return undefined;
  return text({
    en: `${drawn} of ${all} points drawn; the extremes are among them`,
    zh: `共 ${all} 个点，画出 ${drawn} 个，极值都在其中`,
  });
}
