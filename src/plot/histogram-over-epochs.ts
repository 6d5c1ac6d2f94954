/** How a distribution changes in training: one histogram an epoch, the later ones in front. */
import { checkWholeNumber } from '../checks.ts';
import { text } from '../display/language.ts';
import { brief, termed } from '../display/names.ts';
import type { JsonObject } from '../json.ts';
import { countsIn, edgesOf, sampleOf, type Edges, type Sample } from './bins.ts';
import { blues, colorScale } from './colors.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { ink } from './theme.ts';
import { leftOutNote, momentsOf, numbersOf, type Values } from './values.ts';

/** How histograms over epochs are drawn. */
export interface HistogramOverEpochsOptions extends ChartOptions {
  /** About how many bins, 40 by default. Their edges are round. */
  readonly bins?: number;
  /** What the values are: a weight, an activation. */
  readonly xLabel?: string;
  /** What the rows are; epochs where it is not given. */
  readonly yLabel?: string;
  /** The number of the first row, 1 by default, because epochs count from 1. */
  readonly start?: number;
}

/**
 * Draws one histogram for each epoch, from top to bottom: `histogramOverEpochs(weightsByEpoch, { xLabel: 'weight' })`. All are
 * drawn to one scale, each by its share of values. Of more than 16 epochs, 16 at equal distances are drawn, with a note.
 * @param epochs the values of each epoch, in a list or in a tensor of any shape
 * @throws ArgumentError unless bins is a whole number ≥ 1
 */
export function histogramOverEpochs(epochs: readonly Values[], options: HistogramOverEpochsOptions = {}): Chart {
  const { title, start = 1, bins = 40, width = 420, xLabel = text({ en: 'value', zh: '值' }) } = options;
  checkWholeNumber('histogramOverEpochs', 'bins', bins);
  const yLabel = options.yLabel ?? termed('epoch');
  const all = epochs.map((values, i) => ({ epoch: start + i, sample: sampleOf(numbersOf(values)) }));
  const drawn =
    all.length <= 16 ? all : Array.from({ length: 16 }, (_, i) => all[Math.round((i * (all.length - 1)) / 15)]);
  const rows = drawn.flatMap((row) => row ?? []);
  const edges = edgesOf(
    all.map(({ sample }) => sample),
    bins,
  );
  const notes = [chosenNote(rows.length, all.length, yLabel), badNote(all)].filter((note) => note !== undefined);
  const note = notes.length > 0 ? { note: notes.join(text({ en: '; ', zh: '；' })) } : {};
  if (!edges) return emptyChart({ en: 'Histograms', zh: '直方图' }, { ...options, xLabel, yLabel, ...note });
  const { height = 30 * (rows.length + 2) } = options;
  const alt = options.alt ?? describe(all, edges, { title, xLabel, yLabel, notes });
  const body = { width, height, ...ridges(rows, edges, xLabel, yLabel) };
  return chart(body, { alt, ...(title !== undefined && { title }), ...note });
}

interface Row {
  readonly epoch: number;
  readonly sample: Sample;
}

/** Row i has its ground at −i and rises above it, the highest of all by two and a half rows. */
function ridges(rows: readonly Row[], edges: Edges, xLabel: string, yLabel: string): JsonObject {
  const binned = rows.map(({ epoch, sample: { finite } }) => {
    const counts = countsIn(edges, finite);
    return { epoch, shares: counts.map((count) => count / Math.max(1, finite.length)) };
  });
  const most = Math.max(...binned.flatMap(({ shares }) => shares));
  const values = binned.flatMap(({ epoch, shares }, i) =>
    shares.map((share, bin) => ({
      x: Number((((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2).toPrecision(5)),
      e: epoch,
      p: Number(share.toPrecision(3)),
      g: -i,
      t: Number(((2.5 * share) / most - i).toPrecision(4)),
    })),
  );
  const names = rows.map(({ epoch }, i) => `datum.value === ${-i} ? '${epoch}'`);
  const y = {
    field: 't',
    type: 'quantitative',
    title: yLabel,
    scale: { domain: [-(rows.length - 0.7), 2.6], nice: false, zero: false },
    axis: {
      values: rows.map((_, i) => -i),
      labelExpr: `${names.join(' : ')} : ''`,
      labelOverlap: rows.length > 12,
      domain: false,
      ticks: false,
    },
    stack: null,
  };
  const domain = [edges[0] ?? 0, edges.at(-1) ?? 1];
  const scale = { domain, nice: false, zero: false };
  const x = { field: 'x', type: 'quantitative', title: xLabel, scale, axis: { grid: false, tickCount: 8 } };
  const [first, last] = [rows[0]?.epoch ?? 0, rows.at(-1)?.epoch ?? 1];
  const lightToDark = (share: number) => blues(0.3 + 0.5 * share);
  const fill = {
    field: 'e',
    type: 'quantitative',
    title: yLabel,
    scale: colorScale(lightToDark, first, last),
    legend: null,
  };
  const tooltip = [
    { field: 'e', type: 'quantitative', title: yLabel },
    { field: 'x', type: 'quantitative', title: xLabel },
    { field: 'p', type: 'quantitative', title: text({ en: 'share', zh: '占比' }) },
  ];
  // One layer for each row: areas of one layer would be drawn in an order that versions of Vega-Lite choose differently.
  const layer = rows.map(({ epoch }) => ({
    transform: [{ filter: `datum.e === ${epoch}` }],
    mark: { type: 'area', interpolate: 'monotone', line: { color: ink.card, strokeWidth: 1.2 }, opacity: 0.92 },
    encoding: { x, y, y2: { field: 'g' }, fill, tooltip },
  }));
  return { data: { values }, layer };
}

function chosenNote(drawn: number, all: number, yLabel: string): string | undefined {
  if (drawn === all) return undefined;
  return text({ en: `${drawn} of ${all} drawn (${yLabel})`, zh: `共 ${all} 个，画出 ${drawn} 个（${yLabel}）` });
}

function badNote(rows: readonly Row[]): string | undefined {
  const bad = rows.reduce((sum, { sample }) => sum + sample.bad, 0);
  return leftOutNote(
    bad,
    rows.reduce((sum, { sample }) => sum + sample.finite.length, bad),
  );
}

interface Around {
  readonly title: string | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly notes: readonly string[];
}

/** The first, the last, and the epochs of the narrowest and the widest spread. */
function describe(rows: readonly Row[], edges: Edges, { title, xLabel, yLabel, notes }: Around): string {
  const called = title === undefined ? '' : `“${title}”`;
  const [low, high] = [brief(edges[0] ?? 0), brief(edges.at(-1) ?? 0)];
  const head = text({
    en: `Histograms${called && ` ${called}`} of ${xLabel} over ${yLabel}: ${rows.length} from ${low} to ${high}.`,
    zh: `${xLabel}的直方图${called}随${yLabel}的变化：共 ${rows.length} 个，从 ${low} 到 ${high}。`,
  });
  const spreads = rows
    .filter(({ sample }) => sample.finite.length > 0)
    .map(({ epoch, sample }) => ({ epoch, ...momentsOf(sample.finite) }));
  const at = ({ epoch, mean, std }: (typeof spreads)[number]) =>
    text({
      en: `At ${yLabel} ${epoch}: mean ${brief(mean)}, standard deviation ${brief(std)}.`,
      zh: `${yLabel} ${epoch}：均值 ${brief(mean)}，标准差 ${brief(std)}。`,
    });
  const order = spreads.toSorted((a, b) => a.std - b.std);
  const chosen = new Set([spreads[0], order[0], order.at(-1), spreads.at(-1)]);
  const facts = spreads.filter((spread) => chosen.has(spread)).map(at);
  const end = notes.map((note) => text({ en: `${note}.`, zh: `${note}。` }));
  return [head, ...facts, ...end].join(text({ en: ' ', zh: '' }));
}
