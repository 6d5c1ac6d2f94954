/** Histograms: how the values of one or several distributions spread. */
import { checkWholeNumber } from '../checks.ts';
import { joined, text } from '../display/language.ts';
import { brief, termed } from '../display/names.ts';
import type { Json, JsonObject } from '../json.ts';
import { isTensorLike } from './array.ts';
import { binsFor, countsIn, edgesOf, sampleOf, type Edges, type Sample } from './bins.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { lineStyle } from './lines-layers.ts';
import { palette } from './theme.ts';
import { leftOutNote, momentsOf, numbersOf, rangeOf, type Values } from './values.ts';

/** How histograms are drawn. */
export interface HistogramOptions extends ChartOptions {
  /** About how many bins; by the number of values where it is not given. Their edges are round. */
  readonly bins?: number;
  /** Whether bins show the share of all values instead of the count; so where distributions differ in number. */
  readonly share?: boolean;
  /** What the values are. */
  readonly xLabel?: string;
}

/**
 * Draws how values spread: `histogram(layer.parameters.W)`, or several at once, `histogram({ before, after })`, as outlines.
 * Values that are not finite are left out, with a note.
 * @param values numbers in a list or in a tensor of any shape, or several of them by name
 * @throws ArgumentError unless bins is a whole number ≥ 1
 */
export function histogram(values: Values | { readonly [name: string]: Values }, options: HistogramOptions = {}): Chart {
  const { title, width = 420, height = 240, xLabel = text({ en: 'value', zh: '值' }) } = options;
  if (options.bins !== undefined) checkWholeNumber('histogram', 'bins', options.bins);
  const named = distributionsOf(values);
  const samples = named.map(({ sample }) => sample);
  const bad = samples.reduce((sum, sample) => sum + sample.bad, 0);
  const note = leftOutNote(
    bad,
    samples.reduce((sum, { finite }) => sum + finite.length, bad),
  );
  const edges = edgesOf(samples, options.bins ?? binsFor(samples));
  const share = options.share ?? new Set(samples.map(({ finite }) => finite.length)).size > 1;
  const yLabel = share ? text({ en: 'share', zh: '占比' }) : text({ en: 'count', zh: '数量' });
  if (!edges) return emptyChart({ en: 'Histogram', zh: '直方图' }, { ...options, xLabel, yLabel, note });
  const alt = options.alt ?? describe(named, edges, { title, xLabel, note });
  const binned = named.map(({ name, sample: { finite } }) => {
    const counts = countsIn(edges, finite);
    return { name, heights: share ? counts.map((count) => count / Math.max(1, finite.length)) : counts };
  });
  const layer = binned.length === 1 ? bars(binned, edges, xLabel, yLabel) : outlines(binned, edges, xLabel, yLabel);
  const heading = { ...(title !== undefined && { title }), ...(note !== undefined && { note }) };
  return chart({ width, height, layer }, { alt, ...heading });
}

interface Distribution {
  readonly name: string;
  readonly sample: Sample;
}

function distributionsOf(values: Values | { readonly [name: string]: Values }): readonly Distribution[] {
  if (isList(values)) return [{ name: '', sample: sampleOf(numbersOf(values)) }];
  return Object.entries(values).map(([name, list]) => ({ name: termed(name), sample: sampleOf(numbersOf(list)) }));
}

function isList(values: Values | { readonly [name: string]: Values }): values is Values {
  return isTensorLike(values) || Array.isArray(values) || ArrayBuffer.isView(values);
}

interface Binned {
  readonly name: string;
  readonly heights: readonly number[];
}

function bars(binned: readonly Binned[], edges: Edges, xLabel: string, yLabel: string): Json[] {
  const rows = (binned[0]?.heights ?? []).map((height, i) => ({
    a: edges[i] ?? 0,
    b: edges[i + 1] ?? 0,
    n: round(height),
  }));
  const tooltip = [
    { field: 'a', type: 'quantitative', title: text({ en: 'from', zh: '从' }) },
    { field: 'b', type: 'quantitative', title: text({ en: 'to', zh: '到' }) },
    { field: 'n', type: 'quantitative', title: yLabel },
  ];
  const mark = { type: 'rect', color: palette[0], stroke: '#FFFFFF', strokeWidth: 1, ...quiet(rows.length) };
  const encoding = {
    x: xOf('a', edges, xLabel),
    x2: { field: 'b' },
    y: yOf(yLabel, binned),
    y2: { datum: 0 },
    tooltip,
  };
  return [{ data: { values: rows }, mark, encoding }];
}

function outlines(binned: readonly Binned[], edges: Edges, xLabel: string, yLabel: string): Json[] {
  const rows = binned.flatMap(({ name, heights }) => [
    { a: edges[0] ?? 0, n: 0, s: name },
    ...heights.map((height, i) => ({ a: edges[i] ?? 0, n: round(height), s: name })),
    { a: edges.at(-1) ?? 0, n: 0, s: name },
  ]);
  const looks = binned.map((_, i) => lineStyle(i));
  const channel = (range: Json[]): JsonObject => ({
    field: 's',
    type: 'nominal',
    title: text({ en: 'distribution', zh: '分布' }),
    scale: { domain: binned.map(({ name }) => name), range },
    legend: { title: null, symbolType: 'stroke', symbolSize: 700, symbolStrokeWidth: 2.5, symbolOpacity: 1 },
  });
  const color = channel(looks.map((look) => look.color));
  const encoding = { x: xOf('a', edges, xLabel), y: { ...yOf(yLabel, binned), stack: null }, color };
  const strokeDash = channel(looks.map(({ dash }) => dash));
  const area = { type: 'area', interpolate: 'step-after', opacity: 0.12, aria: false };
  const line = { type: 'line', interpolate: 'step-after', strokeWidth: 2, tooltip: true };
  return [
    { data: { values: rows }, mark: area, encoding },
    { data: { values: rows }, mark: line, encoding: { ...encoding, strokeDash } },
  ];
}

function xOf(field: string, edges: Edges, title: string): JsonObject {
  const scale = { domain: [edges[0] ?? 0, edges.at(-1) ?? 1], nice: false, zero: false };
  return { field, type: 'quantitative', title, scale, axis: { grid: false, tickCount: 8 } };
}

/** Up to the highest bin, given as a number so that frames of several histograms can share an axis. */
function yOf(title: string, binned: readonly Binned[]): JsonObject {
  const highest = Math.max(...binned.flatMap(({ heights }) => heights));
  const axis = { tickCount: 5, domain: false, ticks: false };
  return { field: 'n', type: 'quantitative', title, scale: { domain: [0, round(highest)], nice: true }, axis };
}

function quiet(marks: number): JsonObject {
  return marks > 60 ? { aria: false } : {};
}

function round(height: number): number {
  return Number(height.toPrecision(4));
}

interface Around {
  readonly title: string | undefined;
  readonly xLabel: string;
  readonly note: string | undefined;
}

function describe(named: readonly Distribution[], edges: Edges, { title, xLabel, note }: Around): string {
  const called = title === undefined ? '' : `“${title}”`;
  const head = text({
    en: `Histogram${called && ` ${called}`} of ${xLabel}, ${edges.length - 1} bins from ${brief(edges[0] ?? 0)} to ${brief(edges.at(-1) ?? 0)}.`,
    zh: `${xLabel}的直方图${called}，从 ${brief(edges[0] ?? 0)} 到 ${brief(edges.at(-1) ?? 0)}，共 ${edges.length - 1} 组。`,
  });
  const facts = named.map(({ name, sample: { finite } }) => {
    const body = spread(finite, edges);
    return text({ en: `${name && `${name}: `}${body}.`, zh: `${name && `${name}：`}${body}。` });
  });
  const end = note === undefined ? [] : [text({ en: `${note}.`, zh: `${note}。` })];
  return [head, ...facts, ...end].join(text({ en: ' ', zh: '' }));
}

/** Number, mean, spread, ends, and where most values are. */
function spread(finite: readonly number[], edges: Edges): string {
  if (finite.length === 0) return text({ en: 'no values', zh: '没有值' });
  const { mean, std } = momentsOf(finite);
  const { low, high } = rangeOf(finite);
  const counts = countsIn(edges, finite);
  const mode = counts.indexOf(Math.max(...counts));
  const [from, to] = [brief(edges[mode] ?? 0), brief(edges[mode + 1] ?? 0)];
  return joined([
    text({
      en: `${finite.length} values from ${brief(low)} to ${brief(high)}`,
      zh: `${finite.length} 个值，从 ${brief(low)} 到 ${brief(high)}`,
    }),
    text({
      en: `mean ${brief(mean)}, standard deviation ${brief(std)}`,
      zh: `均值 ${brief(mean)}，标准差 ${brief(std)}`,
    }),
    text({
      en: `most, ${counts[mode]}, between ${from} and ${to}`,
      zh: `${from} 到 ${to} 之间最多，${counts[mode]} 个`,
    }),
  ]);
}
