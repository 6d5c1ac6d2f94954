/** Parallel coordinates: every trial of a search a line through its settings to its score. */
import { text } from '../display/language.ts';
import { termed } from '../display/names.ts';
import type { Json, JsonObject } from '../json.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeTrials } from './parallel-alt.ts';
import { parallelAxis, wordOf, type ParallelAxis } from './parallel-axes.ts';
import { type Rank, type RankedWay, ranks, type Way } from './parallel-ways.ts';
import { ink, palette } from './theme.ts';

/** What a trial tried and how it went, as searches record it. */
export interface TriedSettings {
  /** Which trial it is. */
  readonly number: number;
  /** What was tried. */
  readonly settings: object;
  /** NaN where it failed. */
  readonly score: number;
}

/** How parallel coordinates are drawn. */
export interface ParallelCoordinatesOptions extends ChartOptions {
  /** What the score is. */
  readonly scoreLabel?: string;
  /** Settings whose axis is logarithmic however little their values span, as they were drawn from a logarithmic scale. */
  readonly log?: readonly string[];
}

/**
 * Draws the trials of a search: `parallelCoordinates(found)`. Each is a line through its settings to its score; the best is
 * thick, the best quarter stands out, and failed ones are dashed and end before the score. Rates that span two decades or
 * more have a logarithmic axis.
 * @param search a search, or its trials with the best first
 */
export function parallelCoordinates(
  search: readonly TriedSettings[] | { readonly trials: readonly TriedSettings[] },
  options: ParallelCoordinatesOptions = {},
): Chart {
  const all = 'trials' in search ? search.trials : search;
  const { title, scoreLabel = text({ en: 'score', zh: '得分' }), log = [] } = options;
  const settings = [...new Set(all.flatMap(({ settings }) => Object.keys(settings)))];
  if (all.length === 0) return emptyChart({ en: 'Parallel coordinates', zh: '平行坐标图' }, options);
  const ways = all.map(wayOf);
  const axes = [
    ...settings.map((name) =>
      parallelAxis(
        termed(name),
        ways.flatMap(({ values }) => (values.has(name) ? [values.get(name)] : [])),
        log.includes(name),
      ),
    ),
    parallelAxis(
      scoreLabel,
      ways.flatMap(({ score }) => (Number.isFinite(score) ? [score] : [])),
    ),
  ];
  const finished = ways.filter(({ score }) => Number.isFinite(score));
  const quarter = Math.ceil(finished.length / 4);
  const ranked = ways.map((way) => ({ ...way, rank: rankOf(finished.indexOf(way), quarter) }));
  // A trial costs some 50 bytes an axis; the best come first.
  const drawn = ranked.slice(0, Math.max(20, Math.floor(36_000 / (50 * axes.length))));
  const { width = Math.max(320, 130 * (axes.length - 1)), height = 260 } = options;
  const alt = options.alt ?? describeTrials(ranked, axes, settings, scoreLabel, title);
  const note = drawn.length < ways.length ? { note: cutNote(drawn.length, ways.length) } : {};
  const body = { width, height, layer: layersOf(drawn, axes, settings, height) };
  return chart(body, { alt, ...(title !== undefined && { title }), ...note });
}

const looks: {
  readonly [R in Rank]: { readonly color: string; readonly width: number; readonly dash: readonly number[] };
} = {
  failed: { color: '#8C8C8C', width: 1.2, dash: [3, 3] },
  others: { color: '#A6A6A6', width: 1.2, dash: [1, 0] },
  quarter: { color: palette[0], width: 2, dash: [1, 0] },
  best: { color: palette[1], width: 4, dash: [1, 0] },
};

const names = {
  failed: { en: 'failed', zh: '失败' },
  others: { en: 'others', zh: '其他' },
  quarter: { en: 'best quarter', zh: '前四分之一' },
  best: { en: 'best', zh: '最佳' },
};

function wayOf({ number, settings, score }: TriedSettings): Way {
  return { number, score, values: new Map(Object.entries(settings)) };
}

function rankOf(place: number, quarter: number): Rank {
  if (place < 0) return 'failed';
  return place === 0 ? 'best' : place < quarter ? 'quarter' : 'others';
}

function layersOf(
  ways: readonly RankedWay[],
  axes: readonly ParallelAxis[],
  settings: readonly string[],
  height: number,
): Json[] {
  const titles = axes.map(({ name, kind }) =>
    kind === 'logarithmic' ? text({ en: `${name} (log)`, zh: `${name}（对数）` }) : name,
  );
  const x = {
    field: 'a',
    type: 'ordinal',
    title: null,
    scale: { type: 'point', domain: axes.map((_, i) => i), padding: 0.25 },
    axis: {
      orient: 'top',
      domain: false,
      ticks: false,
      labelAngle: 0,
      labelLimit: 130,
      labelFontSize: 12,
      labelPadding: 14,
      labelExpr: `${JSON.stringify(titles)}[datum.value]`,
    },
  };
  const y = { field: 'p', type: 'quantitative', scale: { domain: [0, 1], nice: false }, axis: null };
  const rows = ways.flatMap(({ number, score, values, rank }) => {
    const steps = [...settings.map((name) => values.get(name)), score];
    return steps.flatMap((value, a) => {
      const p = axes[a]?.place(value);
      return p === undefined ? [] : [{ a, p: Number(p.toFixed(4)), t: number, v: wordOf(value), k: rank }];
    });
  });
  const used = ranks.filter((rank) => ways.some((way) => way.rank === rank));
  const channel = (of: (rank: Rank) => Json): JsonObject => ({
    field: 'k',
    type: 'nominal',
    title: null,
    scale: { domain: used, range: used.map(of) },
    sort: used,
    legend: {
      values: used.toReversed(),
      labelExpr: `(${JSON.stringify(Object.fromEntries(used.map((rank) => [rank, text(names[rank])])))})[datum.value]`,
      symbolType: 'stroke',
      symbolSize: 500,
    },
  });
  const tooltip = [
    { field: 't', type: 'quantitative', title: text({ en: 'trial', zh: '试验' }) },
    { field: 'v', type: 'nominal', title: text({ en: 'value', zh: '值' }) },
  ];
  const color = channel((rank) => looks[rank].color);
  // One layer for each rank, so that the best lies over the others.
  const lines = used.map((rank) => ({
    transform: [{ filter: `datum.k === '${rank}'` }],
    mark: { type: 'line', strokeJoin: 'round', strokeWidth: looks[rank].width, opacity: rank === 'best' ? 1 : 0.75 },
    encoding: {
      x,
      y,
      color,
      strokeDash: channel((of) => looks[of].dash),
      detail: { field: 't', type: 'nominal' },
      tooltip,
    },
  }));
  const best = {
    transform: [{ filter: "datum.k === 'best'" }],
    mark: { type: 'point', shape: 'diamond', filled: true, size: 110, opacity: 1, color: palette[1] },
    encoding: { x, y, tooltip },
  };
  return [
    {
      data: { values: axes.map((_, a) => ({ a })) },
      mark: { type: 'rule', color: '#8C8C8C', aria: false },
      encoding: { x, y: { value: 0 }, y2: { value: height } },
    },
    { data: { values: rows }, layer: [...lines, best] },
    ...tickLabels(axes, x, y),
  ];
}

/** Words left of their axis, right of the last, on a halo of white, because lines run behind them. */
function tickLabels(axes: readonly ParallelAxis[], x: JsonObject, y: JsonObject): Json[] {
  const values = axes.flatMap(({ ticks }, a) =>
    ticks.map(({ at, label }) => ({ a, p: Number(at.toFixed(4)), l: label })),
  );
  const last = `datum.a === ${axes.length - 1}`;
  const side = { align: { expr: `${last} ? 'left' : 'right'` }, dx: { expr: `${last} ? 8 : -8` } };
  const word = { type: 'text', ...side, fontSize: 11, aria: false };
  const encoding = { x, y, text: { field: 'l', type: 'nominal' } };
  return [
    {
      data: { values },
      mark: { ...word, stroke: ink.card, strokeWidth: 4, strokeJoin: 'round', opacity: 0.85 },
      encoding,
    },
    { data: { values }, mark: { ...word, color: ink.strong }, encoding },
    {
      data: { values },
      mark: { type: 'tick', size: 8, orient: 'horizontal', color: '#8C8C8C', aria: false },
      encoding: { x, y },
    },
  ];
}

function cutNote(drawn: number, all: number): string {
  return text({
    en: `the first ${drawn} of ${all} trials, best first`,
    zh: `共 ${all} 次试验，画出最好的 ${drawn} 次`,
  });
}
