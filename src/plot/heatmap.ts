/** A matrix in colours: confusion matrices, correlations, attention. */
import { text } from '../display/language.ts';
import { written } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { readMatrix, type TensorLike } from './array.ts';
import { blues, diverging, hex, type ColorMap } from './colors.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeHeatmap } from './heatmap-alt.ts';
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
 * Matrices of more than 24 rows or columns are drawn as means of blocks, with a note.
 * @throws ShapeError when it is empty or its rows differ in length, ArgumentError when there are not as many labels
 */
export function heatmap(matrix: TensorLike | readonly ArrayLike<number>[], options: HeatmapOptions = {}): Chart {
  const full = readMatrix('heatmap', matrix);
  const rowLabels = readLabels('row', options.rowLabels ?? options.labels, full.length);
  const columnLabels = readLabels('column', options.columnLabels ?? options.labels, full[0]?.length ?? 0);
  const block = Math.ceil(Math.max(full.length, columnLabels.length) / 24);
  const names = (labels: readonly string[]) => labels.filter((_, i) => i % block === 0);
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

interface Grid {
  readonly matrix: readonly (readonly number[])[];
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

function cellsOf({ matrix, rows, columns }: Grid, options: HeatmapOptions): JsonObject {
  const size = columns.length <= 4 ? 56 : columns.length <= 12 ? 36 : 20;
  const { width = size * columns.length, height = size * rows.length, values = columns.length <= 15 } = options;
  const { map, shareOf } = colorRule(matrix, options);
  const cells = matrix.flatMap((row, r) =>
    row.map((value, c) => {
      const [red, green, blue] = Number.isFinite(value) ? map(shareOf(value, row)) : nonFinite;
      // The text is white where white has the better contrast: relative luminance below 0.18 (WCAG 2), here by its green-heavy sum.
      const dark = 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2 < 0.2 * 255 ** 2.2;
      return {
        r: rows[r] ?? '',
        c: columns[c] ?? '',
        v: short(value),
        f: hex([red, green, blue]),
        ...(dark && { w: 1 }),
      };
    }),
  );
  const [x, y] = [axis('c', columns, options.xLabel, columnAxis(columns, size)), axis('r', rows, options.yLabel, {})];
  const tooltip = [tip('r', options.yLabel), tip('c', options.xLabel), tip('v', text({ en: 'value', zh: '值' }))];
  const fill = { field: 'f', type: 'nominal', scale: null, legend: null };
  // A label on each cell serves a screen reader in a matrix that can be walked through; a large one has its description.
  const rect = { type: 'rect', stroke: ink.faint, strokeWidth: 1, ...(cells.length > 100 && { aria: false }) };
  const color = { condition: { test: 'datum.w', value: '#FFFFFF' }, value: '#222222' };
  return {
    width,
    height,
    data: { values: cells },
    layer: [
      { mark: rect, encoding: { x, y, fill, tooltip } },
      ...(values
        ? [
            {
              mark: { type: 'text', fontSize: size >= 36 ? 12 : 8, aria: false },
              encoding: { x, y, color, text: { field: 'v', type: 'nominal' } },
            },
          ]
        : []),
    ],
  };
}

/** Names that are wider than a column stand on a slope, all of them. */
function columnAxis(names: readonly string[], size: number): JsonObject {
  const slope = names.some((name) => textWidth(name, 12) > size - 4 && Number.isNaN(Number(name)));
  return slope ? { labelAngle: -40, labelOverlap: false } : { labelAngle: 0, labelOverlap: names.length > 15 };
}

/** Three digits fit into a cell. */
function short(value: number): string {
  return Number.isInteger(value) || !Number.isFinite(value)
    ? written(value)
    : String(Number(value.toPrecision(3))).replace('-', '−');
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

const nonFinite = [0, 158, 115] as const;

interface ColorRule {
  readonly map: ColorMap;
  /** Where a value of a row stands between the ends of the map. */
  shareOf(value: number, row: readonly number[]): number;
}

function colorRule(matrix: readonly (readonly number[])[], { colors, shareOf }: HeatmapOptions): ColorRule {
  const finite = matrix.flat().filter(Number.isFinite);
  const bound = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  if (colors === 'diverging' || (colors === undefined && low < 0)) {
    return { map: diverging, shareOf: (value) => (value / bound + 1) / 2 };
  }
  if (shareOf === 'row')
    return { map: blues, shareOf: (value, row) => value / (row.reduce((sum, v) => sum + v, 0) || 1) };
  const base = Math.min(0, low);
  return { map: blues, shareOf: (value) => (value - base) / (bound - base || 1) };
}

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
