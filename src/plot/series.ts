/** Reads what a caller hands over as lines: names, points, the gaps where a value cannot be drawn, and why. */
import { text } from '../display/language.ts';
import { ArgumentError } from '../errors.ts';
import { thin, type Point } from './thin.ts';

/** Values of one line: numbers, one per step, or points with their own x. */
export type LineData = ArrayLike<number> | readonly Point[];

/** Several lines by name: `{ loss: [2.3, 1.1], valLoss: [2.4, 1.3] }`. */
export interface LineSeries {
  readonly [name: string]: LineData;
}

/** A place where a line breaks off, at its last drawable point, or at the first bad x where there is none before. */
export interface Break {
  readonly x: number;
  readonly y?: number;
  /** The x of the first value that cannot be drawn, and that value. */
  readonly badX: number;
  readonly bad: number;
  /** Whether no drawable value follows. */
  readonly final: boolean;
}

/** One line, ready to draw. */
export interface Line {
  readonly name: string;
  /** All points that can be drawn. */
  readonly points: readonly Point[];
  /** The same, thinned, in unbroken runs. */
  readonly runs: readonly (readonly Point[])[];
  readonly breaks: readonly Break[];
}

/** The breaks of a line that are marked and told: all of a few, else the first six and the last; the others are bare gaps. */
export function markedBreaks({ breaks }: Line): readonly Break[] {
  return breaks.length <= 8 ? breaks : [...breaks.slice(0, 6), ...breaks.slice(-1)];
}

/** How lines are read. */
export interface ReadOptions {
  /** The x of the first value of plain numbers. */
  readonly start: number;
  readonly logX: boolean;
  readonly logY: boolean;
  /** How many panels share the figure's size; 1 where it is not given. */
  readonly panels?: number;
}

/** Reads lines; a value that is not finite, or not positive where the scale is logarithmic, leaves a gap. */
export function readLines(series: LineSeries, { start, logX, logY, panels = 1 }: ReadOptions): readonly Line[] {
  const entries = Object.entries(series);
  const limit = pointsPerLine(
    entries.map(([name]) => name),
    panels,
  );
  return entries.map(([name, data]) => readLine(name, readPoints(name, data, start, logX), limit, logY));
}

function readLine(name: string, points: readonly Point[], limit: number, logarithmic: boolean): Line {
  const runs: Point[][] = [];
  const breaks: Break[] = [];
  let run: Point[] = [];
  const close = () => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  points.forEach((point, i) => {
    if (drawable(point.y, logarithmic)) {
      run.push(point);
      return;
    }
    const before = points[i - 1];
    const first = before === undefined || drawable(before.y, logarithmic);
    if (first) {
      const final = !points.slice(i).some(({ y }) => drawable(y, logarithmic));
      breaks.push({ x: before?.x ?? point.x, ...(before && { y: before.y }), badX: point.x, bad: point.y, final });
    }
    close();
  });
  close();
  const drawn = runs.flat();
  const share = (length: number) => Math.max(2, Math.round((limit * length) / drawn.length));
  return { name, points: drawn, runs: runs.map((run) => thin(run, share(run.length))), breaks };
}

function drawable(y: number, logarithmic: boolean): boolean {
  return Number.isFinite(y) && (!logarithmic || y > 0);
}

function readPoints(name: string, data: LineData, start: number, logX: boolean): Point[] {
  return Array.from<number | Point, Point>(data, (value, i) => {
    const point = typeof value === 'number' ? { x: start + i, y: value } : value;
    if (typeof point?.y !== 'number' || !Number.isFinite(point.x)) {
      throw new ArgumentError(
        `lines: value ${i} of the series "${name}" is ${JSON.stringify(value)}; expected a number or { x, y } with a finite x.`,
      );
    }
    if (logX && point.x <= 0) {
      throw new ArgumentError(
        `lines: value ${i} of the series "${name}" stands at x = ${point.x}; expected x > 0, as a logarithmic scale needs.`,
      );
    }
    return { x: point.x, y: point.y };
  });
}

/** How many of the points are drawn, where it is not all of them. */
export function thinningNote(read: readonly Line[]): string | undefined {
  const all = read.reduce((sum, { points }) => sum + points.length, 0);
  const drawn = read.reduce((sum, { runs }) => sum + runs.flat().length, 0);
  if (drawn === all) return undefined;
  return text({
    en: `${drawn} of ${all} points drawn; the extremes are among them`,
    zh: `共 ${all} 个点，画出 ${drawn} 个，极值都在其中`,
  });
}

/**
 * A figure has about 100 kB: some 40 for the points of the live chart, which cost about 35 bytes and a name each; less
 * where several panels have axes of their own.
 */
function pointsPerLine(names: readonly string[], panels: number): number {
  const bytes = names.reduce((sum, name) => sum + 35 + new TextEncoder().encode(name).length, 0) / names.length;
  const all = Math.min(900, (panels === 1 ? 38_000 : 30_000) / bytes);
  return Math.max(12, Math.floor(all / names.length / panels));
}
