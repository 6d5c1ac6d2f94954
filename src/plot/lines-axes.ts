/** The axes of a chart of lines: whole epochs, round values, and decades on a logarithmic scale. */
import { text } from '../display/language.ts';
import type { JsonObject } from '../json.ts';
import type { Size } from './paint-svg.ts';
import { type Line } from './series.ts';
import type { Point } from './thin.ts';

/** What the axes show. */
export interface AxesOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly logX: boolean;
  readonly logY: boolean;
  /** Both axes from 0 to 1, for rates and probabilities, whatever the values. */
  readonly shares?: boolean;
  /** Whether the horizontal axis names what it shows, which a panel below may do; so where it is not given. */
  readonly xNamed?: boolean;
}

/** Pixels between the outermost points and the sides. */
export const xPadding = 7;

/** The horizontal channel: ticks on whole numbers where all x are whole, every one of them up to twelve. */
export function xChannel(
  read: readonly Line[],
  { xLabel, logX, shares = false, xNamed = true }: AxesOptions,
): JsonObject {
  if (shares) return shareChannel('x', xLabel, xNamed);
  const xs = read.flatMap(({ points, breaks }) => [...points.map(({ x }) => x), ...breaks.map(({ badX }) => badX)]);
  const [low, high] = logX && xs.length === 0 ? [0.1, 1] : range(xs);
  const domain = low < high ? [low, high] : logX ? [low / 2, low * 2] : [low - 1, high + 1];
  if (logX) {
    const axis = { grid: false, ...logLabels(low, high) };
    return { field: 'x', type: 'quantitative', title: xLabel, scale: { type: 'log', domain, padding: xPadding }, axis };
  }
  const whole = xs.every(Number.isInteger);
  const few = whole && high - low < 12;
  const ticks = few
    ? { values: Array.from({ length: high - low + 1 }, (_, i) => low + i), labelOverlap: false }
    : { tickCount: 7 };
  // Vega drops given ticks where the smallest step, 1 by default for whole numbers, leaves no room for all in the span.
  const integers = whole ? { format: 'd', tickMinStep: few ? 0.5 : 1 } : {};
  return {
    field: 'x',
    type: 'quantitative',
    title: xLabel,
    scale: { domain, zero: false, nice: false, padding: xPadding },
    axis: { grid: false, ...ticks, ...integers },
  };
}

/** The vertical channel; it need not begin at 0, because lines compare positions, not lengths. */
export function yChannel(read: readonly Line[], { yLabel, logY, shares = false }: AxesOptions): JsonObject {
  if (shares) return shareChannel('y', yLabel);
  const ys = read.flatMap(({ points }) => points.map(({ y }) => y));
  const [low, high] = ys.length > 0 ? range(ys) : [0.1, 1];
  const linear = {
    type: 'linear',
    zero: false,
    nice: true,
    domain: low < high ? [low, high] : [low - 0.5, high + 0.5],
  };
  return {
    field: 'y',
    type: 'quantitative',
    // The name of the channel for screen readers; it stands at the axis only where the caller gave one.
    title: yLabel === '' ? text({ en: 'value', zh: '值' }) : yLabel,
    scale: logY ? { type: 'log', domain: logDomain(low, high) } : linear,
    axis: {
      domain: false,
      ticks: false,
      labelOverlap: false,
      ...(yLabel === '' && { title: null }),
      ...(logY ? logLabels(low, high) : { tickCount: 6 }),
    },
  };
}

/** An axis from 0 to 1; the name of the channel for screen readers stands at it only where it is `named`. */
export function shareChannel(field: 'x' | 'y', title: string, named = true): JsonObject {
  const axis = { values: [0, 0.2, 0.4, 0.6, 0.8, 1], labelOverlap: false, ...(!named && { title: null }) };
  return { field, type: 'quantitative', title, scale: { domain: [0, 1], nice: false, padding: sharePadding }, axis };
}

/** Pixels beyond 0 and beyond 1, so that points there are whole. */
const sharePadding = 5;

/** Where a point stands between such axes. */
export function sharePixels({ x, y }: Point, { width, height }: Size): Point {
  const along = (share: number, pixels: number) => sharePadding + share * (pixels - 2 * sharePadding);
  return { x: along(x, width), y: along(1 - y, height) };
}

/** The steps 1, 2 and 5 of each decade below and above the values; the decades alone where there are many. */
function logTicks(low: number, high: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const steps = to - from > 2 ? [1] : [1, 2, 5];
  const decades = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  // From digits, because powers of ten computed in floating point are not exact.
  const ticks = decades.flatMap((decade) => steps.map((step) => Number(`${step}e${decade}`)));
  const [first, last] = [ticks.findLastIndex((tick) => tick <= low), ticks.findIndex((tick) => tick >= high)];
  return ticks.slice(Math.max(0, first), last + 1);
}

/**
 * Ticks and their labels: 0.01, 0.1, 1, … as long as they are short, else 10⁻⁶, 10⁻⁵, …, with nothing between the powers
 * where there are two.
 */
function logLabels(low: number, high: number): JsonObject {
  const all = logTicks(low, high);
  const shown = all.filter((tick) => tick >= low && tick <= high);
  if (shown.every((tick) => tick >= 1e-4 && tick < 1e6)) return { values: all, format: '~g' };
  const powers = shown.filter((tick) => digitsOf(tick).factor === '1');
  const values = powers.length > 1 ? powers : all;
  const labels = Object.fromEntries(values.map((tick) => [tick, powerOfTen(tick)]));
  return { values, labelExpr: `${JSON.stringify(labels)}[datum.value] || datum.label` };
}

/** 10⁻⁶, or 2·10⁻⁶. */
function powerOfTen(tick: number): string {
  const { factor, exponent } = digitsOf(tick);
  const raised = exponent.replace('-', '⁻').replaceAll(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
  return `${factor === '1' ? '' : `${factor}·`}10${raised}`;
}

/** Of 2e-6 the 2 and the −6. */
function digitsOf(tick: number): { readonly factor: string; readonly exponent: string } {
  const [factor = '', exponent = ''] = tick.toExponential().replace('+', '').split('e');
  return { factor, exponent };
}

function logDomain(low: number, high: number): number[] {
  const ticks = logTicks(low, high);
  const [first = low] = ticks;
  const last = ticks.at(-1) ?? high;
  return first < last ? [first, last] : [first / 2, last * 2];
}

/** The least and the greatest of the values; 0 and 1 where there is none. */
function range(values: readonly number[]): [low: number, high: number] {
  if (values.length === 0) return [0, 1];
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}
