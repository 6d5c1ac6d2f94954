/** A matrix in colours: confusion matrices, correlations, attention. */
import { text } from '../display/language.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { isEmptyMatrix, readMatrix, type TensorLike } from './array.ts';
import { colorScale } from './colors.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeHeatmap } from './heatmap-alt.ts';
import { colorRule } from './heatmap-colors.ts';
import { cellSize, fontSizes, roomFor, short, smallest } from './heatmap-words.ts';
import { textWidth } from './text-width.ts';
import { ink } from './theme.ts';

/** How a heatmap is drawn. */
export interface HeatmapOptions extends ChartOptions {
  /** Names of both rows and columns, as in a confusion matrix; 0, 1, 2 … where none are given. */
  readonly labels?: readonly (string | number)[];
  /** Names of the rows, where they differ from those of the columns. */
  readonly rowLabels?: readonly (string | number)[];
  /** Names of the columns, where they differ from those of the rows. */
  readonly columnLabels?: readonly (string | number)[];
  /** What the columns are. */
  readonly xLabel?: string;
  /** What the rows are. */
  readonly yLabel?: string;
  /** White to blue, or blue – white – vermilion about zero; the latter where some value is negative. */
  readonly colors?: 'sequential' | 'diverging';
  /** Colours show each value's share of its `row`, the numbers stay; for confusion matrices of unequal classes. */
  readonly shareOf?: 'row';
  /** Whether the values stand in the cells; so up to 15 columns where it is not given. */
  readonly values?: boolean;
}

/**
 * Draws a matrix: `heatmap(confusion, { labels: digits, xLabel: 'predicted', yLabel: 'true', shareOf: 'row' })`.
 * With `shareOf` each cell has its share of the row, too. An empty matrix is an empty frame that says so.
 * Matrices of more than 24 rows or columns are drawn as means of blocks, with a note.
 * @throws ShapeError when its rows differ in length, ArgumentError when there are not as many labels
 */
export function heatmap(matrix: TensorLike | readonly ArrayLike<number>[], options: HeatmapOptions = {}): Chart {
  if (isEmptyMatrix(matrix)) {
    const [xLabel, yLabel] = [options.xLabel, options.yLabel];
    return emptyChart({ en: 'Heatmap', zh: '热图' }, { ...options, xLabel, yLabel });
  }
  const full = readMatrix('heatmap', matrix);
  const rowLabels = readLabels('row', options.rowLabels ?? options.labels, full.length);
  const columnLabels = readLabels('column', options.columnLabels ?? options.labels, full[0]?.length ?? 0);
  const block = Math.ceil(Math.max(full.length, columnLabels.length) / 24);
  const names = (labels: readonly string[]) => apart(labels.filter((_, i) => i % block === 0));
  const drawn = block === 1 ? full : blockMeans(full, block);
  const { title } = options;
  const alt = options.alt ?? describeHeatmap({ ...options, matrix: full, rowLabels, columnLabels });
  const note = blockNote(block);
  const grid = { matrix: drawn, rows: names(rowLabels), columns: names(columnLabels) };
  return chart(cellsOf(grid, options), {
    alt,
    ...(title !== undefined && { title }),
    ...(note !== undefined && { note }),
  });
}

/** A scale knows its places by their names: a name that comes again, as a word in a sentence, gets spaces of no width. */
function apart(labels: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const times = seen.get(label) ?? 0;
    seen.set(label, times + 1);
    return label + '\u200b'.repeat(times);
  });
}

interface Grid {
  readonly matrix: readonly (readonly number[])[];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

function cellsOf({ matrix, rows, columns }: Grid, options: HeatmapOptions): JsonObject {
  const { shareOf, values = columns.length <= 15 } = options;
  const words = values ? [...new Set(matrix.flat().map(short))] : [];
  const size = cellSize(words, columns.length, shareOf !== undefined);
  const { width = size * columns.length, height = size * rows.length } = options;
  const [across, down] = [width / columns.length, height / rows.length];
  const { map, low, high, level } = colorRule(matrix, options);
  const cells = matrix.flatMap((row, r) =>
    row.map((value, c): JsonObject => {
      const place = { r: rows[r] ?? '', c: columns[c] ?? '', v: short(value) };
      if (!Number.isFinite(value)) return place;
      return { ...place, q: Number(level(value, row).toPrecision(4)) };
    }),
  );
  const [x, y] = [
    axis('c', columns, options.xLabel, columnAxis(columns, across)),
    axis('r', rows, options.yLabel, { labelOverlap: false }),
  ];
  const shareName = text({ en: 'share of row', zh: '占该行比例' });
  const tooltip = [
    tip('r', options.yLabel),
    tip('c', options.xLabel),
    tip('v', text({ en: 'value', zh: '值' })),
    ...(shareOf ? [{ field: 'q', type: 'quantitative', format: '.1%', title: shareName }] : []),
  ];
  // Where the values stand in the cells, nobody needs to read the colours.
  const title = shareOf ? shareName : null;
  const legend = values
    ? null
    : { title, gradientLength: Math.min(160, height), tickCount: 5, ...(shareOf && { format: '.0%' }) };
  const fill = { field: 'q', type: 'quantitative', scale: colorScale(map, low, high), legend };
  // A label on each cell serves a screen reader in a matrix that can be walked through; a large one has its description.
  const rect = {
    type: 'rect',
    invalid: null,
    stroke: ink.faint,
    strokeWidth: 1,
    ...(cells.length > 100 && { aria: false }),
  };
  const bad = {
    transform: [{ filter: '!isValid(datum.q)' }],
    mark: { ...rect, color: nonFinite },
    encoding: { x, y, tooltip: tooltip.slice(0, 3) },
  };
  // White where white has the better contrast: relative luminance below about 0.18 (WCAG 2). Asked of the scale, which frames
  // of several heatmaps share.
  const dark = "isValid(datum.q) && luminance(scale('fill', datum.q)) < 0.2";
  const color = { condition: { test: dark, value: '#FFFFFF' }, value: '#222222' };
  const fontSize = fontSizes.find((each) => roomFor(words, each) <= across && each + 6 <= down) ?? smallest;
  const word = { type: 'text', fontSize, aria: false };
  const inShares = shareOf !== undefined && Math.min(across, down) >= 36;
  const value = {
    mark: { ...word, ...(inShares && { dy: -5 }) },
    encoding: { x, y, color, text: { field: 'v', type: 'nominal' } },
  };
  const share = {
    transform: [{ filter: 'datum.q > 0' }],
    mark: { ...word, fontSize: 9, dy: 8 },
    encoding: { x, y, color, text: { field: 'q', type: 'quantitative', format: '.0%' } },
  };
  return {
    width,
    height,
    data: { values: cells },
    layer: [
      { mark: rect, encoding: { x, y, fill, tooltip } },
      ...(cells.some(({ q }) => q === undefined) ? [bad] : []),
      ...(values ? [value] : []),
      ...(values && inShares ? [share] : []),
    ],
  };
}

/** Names that are wider than a column stand on a slope, all of them. */
function columnAxis(names: readonly string[], size: number): JsonObject {
  const slope = names.some((name) => textWidth(name, 12) > size - 4 && Number.isNaN(Number(name)));
  return slope ? { labelAngle: -40, labelOverlap: false } : { labelAngle: 0, labelOverlap: names.length > 15 };
}

function axis(field: string, names: readonly string[], title: string | undefined, rest: JsonObject): JsonObject {
  const plain = { domain: false, ticks: false, labelOverlap: true, labelLimit: 120, ...rest };
  return { field, type: 'ordinal', scale: { domain: names }, title: title ?? null, axis: plain };
}

function tip(field: string, title: string | undefined): JsonObject {
  return {
    field,
    type: 'nominal',
    title: title ?? (field === 'r' ? text({ en: 'row', zh: '行' }) : text({ en: 'column', zh: '列' })),
  };
}

const nonFinite = '#009E73';

function readLabels(what: string, labels: readonly (string | number)[] | undefined, count: number): readonly string[] {
  if (labels && labels.length !== count) {
    throw new ArgumentError(
      `heatmap: expected ${count} ${what} labels, one for each ${what}, received ${labels.length}.`,
    );
  }
  return labels ? labels.map(String) : Array.from({ length: count }, (_, i) => String(i));
}

function blockMeans(matrix: readonly (readonly number[])[], block: number): number[][] {
  const rows = Math.ceil(matrix.length / block);
  const columns = Math.ceil((matrix[0]?.length ?? 0) / block);
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => {
      const values = matrix.slice(r * block, (r + 1) * block).flatMap((row) => row.slice(c * block, (c + 1) * block));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    }),
  );
}

function blockNote(block: number): string | undefined {
  if (block === 1) return undefined;
  return text({ en: `each cell is the mean of ${block}×${block} values`, zh: `每格是 ${block}×${block} 个值的平均` });
}
