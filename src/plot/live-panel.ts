/** One measure of a training under way as a small SVG, made by hand: it costs a millisecond, and replaces another without flicker. */
import { text } from '../display/language.ts';
import { escapeMarkup } from '../display/mime.ts';
import { brief, termed, written } from '../display/names.ts';
import { type Point, thin } from './thin.ts';
import { font, ink, palette } from './theme.ts';
import { ticks } from './ticks.ts';

/** What a panel shows; x are epochs, 1.5 is the middle of the second. */
export interface LivePanel {
  /** The measure: `loss`, `accuracy`. */
  readonly name: string;
  /** Its running means after batches, epoch by epoch. */
  readonly running: readonly (readonly Point[])[];
  /** Its numbers of whole epochs. */
  readonly training: readonly Point[];
  /** Those of the validation; empty where nothing is validated. */
  readonly validation: readonly Point[];
}

const size = { width: 350, height: 240 } as const;
/** The plotting area, about as in the figure that stays. */
const area = { left: 48, right: 340, top: 34, bottom: 206 } as const;
/** More points than this are no more than pixels. */
const most = 300;
/** More than this stand too close for dots. */
const mostDots = 30;

/** The panel as SVG, with its last numbers. */
export function livePanel(panel: LivePanel): string {
  const epochs = [panel.training, panel.validation].map((points) => thin(points, most));
  const [training = [], validation = []] = epochs;
  // The steep beginning sets the scale only while there is nothing else.
  const later = panel.running.slice(training.length > 0 ? 1 : 0);
  const seen = [...later, ...epochs].flat().filter(isFinitePoint);
  const scales = scalesOf(seen);
  const { low, high } = scales;
  const running = panel.running.map((points) => points.map(({ x, y }) => ({ x, y: y >= low && y <= high ? y : NaN })));
  const { width, height } = size;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escapeMarkup(words(panel))}" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}" font-family="${escapeMarkup(font)}" font-size="12" fill="${ink.strong}">`,
    heading(panel),
    axes(scales),
    curve(running.map((points) => path(points, scales)).join(''), 'stroke-opacity="0.45" stroke-width="1.5"'),
    curve(path(training, scales), 'stroke-width="2"'),
    curve(path(validation, scales), 'stroke-width="2" stroke-dasharray="8 4"'),
    ...epochs.flatMap((points) => (points.length > mostDots ? [] : points.filter(isFinitePoint).map(dot(scales)))),
    '</svg>',
  ].join('');
}

/** Where a value stands, and the values at the ends of the axes. */
interface Scales {
  readonly low: number;
  readonly high: number;
  /** The x axis begins at 0, before the first batch. */
  readonly last: number;
  x(value: number): string;
  y(value: number): string;
}

function scalesOf(seen: readonly Point[]): Scales {
  const [low, high] = extent(seen.map(({ y }) => y));
  const last = Math.max(1, Math.ceil(Math.max(0, ...seen.map(({ x }) => x))));
  return {
    ...{ low, high, last },
    x: (value) => (area.left + (value / last) * (area.right - area.left)).toFixed(1),
    y: (value) => (area.bottom - ((value - low) / (high - low)) * (area.bottom - area.top)).toFixed(1),
  };
}

/** The last numbers of a panel. */
function lastOf({ running, training, validation }: LivePanel) {
  return { trained: running.at(-1)?.at(-1) ?? training.at(-1), validated: validation.at(-1) };
}

/** The measure, and its last numbers beside the strokes of their lines. */
function heading(panel: LivePanel): string {
  const { trained, validated } = lastOf(panel);
  const stroke = (mark: string) => `<tspan dx="12" fill="${palette[0]}">${mark}</tspan>`;
  return [
    `<text x="${area.left}" y="18" font-size="13"><tspan font-weight="600">${escapeMarkup(termed(panel.name))}</tspan>`,
    ...(trained ? [`${stroke('━')} ${written(trained.y)}`] : []),
    ...(validated ? [`${stroke('╍')} ${text({ en: 'validation', zh: '验证' })} ${written(validated.y)}`] : []),
    '</text>',
  ].join('');
}

/** The last numbers in words, for readers who do not see the lines. */
function words(panel: LivePanel): string {
  const { trained, validated } = lastOf(panel);
  const beside = validated ? [text({ en: 'validation ', zh: '验证 ' }) + written(validated.y)] : [];
  return [[termed(panel.name), ...(trained ? [written(trained.y)] : [])].join(' '), ...beside].join(
    text({ en: ', ', zh: '，' }),
  );
}

function axes({ low, high, last, x, y }: Scales): string {
  const rows = ticks(low, high, 5).map((tick) => {
    const line = `<path d="M${area.left},${y(tick)}H${area.right}" stroke="${ink.faint}"/>`;
    return `${line}<text x="${area.left - 6}" y="${y(tick)}" dy="4" text-anchor="end">${brief(tick)}</text>`;
  });
  const columns = ticks(0, last, 6)
    .filter(Number.isInteger)
    .map((tick) => {
      return `<text x="${x(tick)}" y="${area.bottom + 16}" text-anchor="middle">${tick}</text>`;
    });
  const name = `<text x="${area.right}" y="${area.bottom + 31}" text-anchor="end" fill="${ink.soft}">${termed('epoch')}</text>`;
  return [...rows, ...columns, name].join('');
}

/** The steps of a line, with a gap where a number is not finite. */
function path(points: readonly Point[], { x, y }: Scales): string {
  let isOpen = false;
  const steps = points.map((point) => {
    const step = isFinitePoint(point) ? `${isOpen ? 'L' : 'M'}${x(point.x)},${y(point.y)}` : '';
    isOpen = step !== '';
    return step;
  });
  return steps.join('');
}

function curve(steps: string, stroke: string): string {
  if (steps === '') return '';
  return `<path d="${steps}" fill="none" stroke="${palette[0]}" stroke-linejoin="round" ${stroke}/>`;
}

function dot({ x, y }: Scales): (point: Point) => string {
  return (point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3" fill="${palette[0]}"/>`;
}

function isFinitePoint({ y }: Point): boolean {
  return Number.isFinite(y);
}

/** The lowest and the highest value with some air about them; a range also where there are none, or all are one. */
function extent(values: readonly number[]): readonly [low: number, high: number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
  if (low > high) return [0, 1];
  const air = high > low ? (high - low) * 0.05 : Math.abs(high) * 0.1 || 0.5;
  // A measure that is never negative has its axis end at 0 at the lowest.
  return [low >= 0 ? Math.max(0, low - air) : low - air, high + air];
}
