/** Bars: one value per name, such as the accuracy of several models or the probabilities of ten digits, or a group of them. */
import { text } from '../display/language.ts';
import { termed, written } from '../display/names.ts';
import type { JsonObject } from '../json.ts';
import { type Bar, describeBars } from './bars-alt.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { cycled, ink, palette } from './theme.ts';

/** A value for each name, or a group of values by the names of their series. */
export interface BarData {
  readonly [name: string]: number | { readonly [series: string]: number };
}

/** How bars are drawn. */
export interface BarsOptions extends ChartOptions {
  /** What the values are. */
  readonly valueLabel?: string;
  /** What the names are. */
  readonly nameLabel?: string;
  /** A bar to bring out, by its name; the others become grey. Groups have their colours. */
  readonly highlight?: string;
}

/**
 * Draws the `values` as horizontal bars from zero, in the order given: `bars({ 'GD': 0.91, 'Adam': 0.97 }, { valueLabel: 'accuracy' })`,
 * or in groups, each bar with its series' name: `bars({ MLP: { training: 0.99, test: 0.97 }, CNN: { training: 1, test: 0.99 } })`.
 * A value that is not finite has no bar but its name. Without values the frame says so.
 */
export function bars(values: BarData, options: BarsOptions = {}): Chart {
  const all = Object.entries(values).flatMap(([name, value]) => barsOf(termed(name), value));
  const { title, nameLabel, valueLabel, highlight, width = 380 } = options;
  if (all.length === 0) {
    return emptyChart({ en: 'Bar chart', zh: '条形图' }, { ...options, xLabel: valueLabel, yLabel: nameLabel });
  }
  const names = [...new Set(all.map(({ name }) => name))];
  const series = [...new Set(all.map((bar) => bar.series))];
  const grouped = series.length > 1 || series[0] !== '';
  const { height = names.length * (grouped ? 12 + 18 * series.length : 28) } = options;
  const rows = all.map(({ name, series, value }) => ({
    n: name,
    ...(grouped && { s: series }),
    t: grouped ? `${written(value)}  ${series}` : written(value),
    v: Number.isFinite(value) ? value : 0,
    e: value > 0 && Number.isFinite(value) ? value : 0,
  }));
  const lengths = rows.map(({ v }) => v);
  const y = {
    field: 'n',
    type: 'nominal',
    scale: { domain: names, paddingInner: grouped ? 0.2 : 0.3, paddingOuter: grouped ? 0.1 : 0.15 },
    title: nameLabel ?? null,
    axis: { domain: false, ticks: false, labelLimit: 220, labelOverlap: false },
  };
  const yOffset = grouped
    ? { yOffset: { field: 's', type: 'nominal', scale: { domain: series, paddingInner: 0.1 } } }
    : {};
  const x = {
    field: 'v',
    type: 'quantitative',
    title: valueLabel ?? null,
    // Given as numbers, so that frames of several charts can share an axis.
    scale: { domain: [Math.min(0, ...lengths), Math.max(0, ...lengths)], nice: true },
    axis: { tickCount: 5, domain: false, ticks: false },
  };
  const name = text({ en: 'name', zh: '名称' });
  const tooltip = [
    { field: 'n', type: 'nominal', title: nameLabel ?? name },
    ...(grouped ? [{ field: 's', type: 'nominal', title: text({ en: 'series', zh: '系列' }) }] : []),
    { field: 'v', type: 'quantitative', title: valueLabel ?? text({ en: 'value', zh: '值' }) },
  ];
  const color = grouped ? seriesColor(series) : singleColor(highlight);
  // The number of a negative bar stands right of zero, because the names stand left of the bars.
  const end = { ...x, field: 'e' };
  const label = {
    type: 'text',
    align: 'left',
    baseline: 'middle',
    dx: 5,
    color: ink.strong,
    fontSize: grouped ? 11 : 12,
    aria: false,
  };
  const body = {
    width,
    height,
    data: { values: rows },
    layer: [
      { mark: { type: 'bar' }, encoding: { x, y, ...yOffset, color, tooltip } },
      { mark: label, encoding: { x: end, y, ...yOffset, text: { field: 't', type: 'nominal' } } },
    ],
  };
  return chart(body, { alt: options.alt ?? describeBars(all, options), ...(title !== undefined && { title }) });
}

function barsOf(name: string, value: BarData[string]): readonly Bar[] {
  if (typeof value === 'number') return [{ name, series: '', value }];
  return Object.entries(value).map(([series, one]) => ({ name, series: termed(series), value: one }));
}

/** The words at the ends of the bars name the series, so that there is no legend to look up. */
function seriesColor(series: readonly string[]): JsonObject {
  const range = series.map((_, i) => cycled(palette, i));
  return { field: 's', type: 'nominal', scale: { domain: series, range }, legend: null };
}

function singleColor(highlight: string | undefined): JsonObject {
  const accent = { value: palette[0] };
  if (highlight === undefined) return accent;
  return { condition: { test: `datum.n === ${JSON.stringify(termed(highlight))}`, ...accent }, value: '#A6A6A6' };
}
