/** Lines over steps: training curves, several runs, learning-rate schedules. */
import { text } from '../display/language.ts';
import { termed } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeLines, type Marker } from './lines-alt.ts';
import { lineLayers } from './lines-layers.ts';
import { readLines, thinningNote, type LineSeries } from './series.ts';

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
  /** Whether points are joined in the order given, as a path that turns back; from left to right where it is not given. */
  readonly path?: boolean;
  /** Places on the x axis that are marked by an upright line with a word. */
  readonly markers?: readonly Marker[];
  /** Names of series that are points without a line through them: what was measured, beside the curve that was fitted. */
  readonly points?: readonly string[];
}

/**
 * Draws one line per series, in the order given: `lines({ loss: history.loss, valLoss: history.valLoss })`.
 * Values that are not finite leave a gap, and a cross marks where the line broke off.
 * Where no value can be drawn, the frame says so.
 * @throws ArgumentError when a value is no number or point, and when `points` names no series
 */
export function lines(series: LineSeries, options: LinesOptions = {}): Chart {
  const { start = 1, logX = false, logY = false, path = false, markers = [] } = options;
  const { width = 460, height = 280, title } = options;
  const points = pointsAmong(series, options.points);
  const read = readLines(series, { start, logX, logY }).map((line) => ({ ...line, name: termed(line.name) }));
  const xLabel = options.xLabel ?? text({ en: 'epoch', zh: '轮次' });
  const yLabel = options.yLabel ?? (read.length === 1 ? (read[0]?.name ?? '') : '');
  const alt =
    options.alt ??
    describeLines(read, { xLabel, yLabel, logX, logY, markers, points, ...(title !== undefined && { title }) });
  const note = thinningNote(read);
  const frame = { xLabel, yLabel, logX, logY, path, markers, points, width, height };
  const body = { width, height, layer: lineLayers(read, frame) };
  return chart(body, { alt, ...(title !== undefined && { title }), ...(note !== undefined && { note }) });
}

/** The names of the series to be drawn as points, as readers see them. */
function pointsAmong(series: LineSeries, names: readonly string[] = []): readonly string[] {
  const unknown = names.find((name) => !Object.hasOwn(series, name));
  if (unknown === undefined) return names.map(termed);
  throw new ArgumentError({
    what: 'lines: points',
    expected: `names of series: ${Object.keys(series).join(', ')}`,
    received: unknown,
  });
}
