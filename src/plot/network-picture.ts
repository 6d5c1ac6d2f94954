/** Paints a network: neurons as circles in columns, weights as lines, thicker where they are larger. */
import { text } from '../display/language.ts';
import { brief, written } from '../display/names.ts';
import { diverging, hex } from './colors.ts';
import type { PlacedText } from './image-layout.ts';
import type { NetworkColumn } from './network-columns.ts';
import { textWidth } from './text-width.ts';
import { ink } from './theme.ts';

/** What is painted besides the columns. */
export interface NetworkWords {
  readonly title?: string | undefined;
  readonly note?: string | undefined;
  readonly inputLabels: readonly string[];
  readonly outputLabels: readonly string[];
  /** The most neurons of a column. */
  readonly limit: number;
}

/** The neurons of a column that are drawn: all, or the first and the last with a gap between them. */
export function drawnNeurons(size: number, limit: number): readonly number[] {
  if (size <= limit) return Array.from({ length: size }, (_, i) => i);
  const [head, tail] = [Math.ceil(limit / 2), Math.floor(limit / 2)];
  return Array.from({ length: limit }, (_, i) => (i < head ? i : size - tail + (i - head)));
}

/** Positive weights are solid and vermilion, negative ones dashed and blue. */
const signs = [
  { color: '#D55E00', dash: '' },
  { color: '#0072B2', dash: ' stroke-dasharray="6 3"' },
] as const;
const plain = '#A8A8A8';
const [radius, pitch, spacing] = [17, 44, 170];
/** Widths of lines, thinnest to thickest; each is one path in the SVG. */
const widths = [0.4, 0.8, 1.4, 2.2, 3.2, 4.4] as const;

interface Neuron {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The picture without the words, and the words. */
export function paintNetwork(columns: readonly NetworkColumn[], words: NetworkWords) {
  const { title, note, limit, inputLabels, outputLabels } = words;
  const wide = (labels: readonly string[]) => Math.max(0, ...labels.map((label) => textWidth(label, 12)));
  const top = 20 + (title === undefined ? 0 : 24) + (note === undefined ? 0 : 18);
  const left = Math.max(46, wide(inputLabels) + 40);
  const rows = columns.map(({ size }) => Math.min(size, limit) + (size > limit ? 1 : 0));
  const tallest = Math.max(...rows) * pitch;
  const neurons = columns.map(({ size }, c): readonly Neuron[] => {
    const shown = drawnNeurons(size, limit);
    const head = size > limit ? Math.ceil(limit / 2) : shown.length;
    const first = top + 40 + (tallest - rows[c] * pitch) / 2 + pitch / 2;
    return shown.map((index, i) => ({ index, x: left + c * spacing, y: first + (i < head ? i : i + 1) * pitch }));
  });
  const right = left + (columns.length - 1) * spacing;
  const bottom = top + 40 + tallest + 10;
  const weighted = columns.some(({ weights }) => weights !== undefined);
  const most = largestWeight(columns);
  const key = weighted ? legend(most, bottom + 14) : { shapes: '', texts: [], width: 0 };
  const headings = columns.map(({ name, size, activation }) => [
    name,
    [String(size), ...(activation === undefined ? [] : [activation])].join(' · '),
  ]);
  const texts: PlacedText[] = [
    ...(title === undefined ? [] : [{ line: title, x: 14, y: 27, size: 15, anchor: 'start' as const }]),
    ...(note === undefined
      ? []
      : [{ line: note, x: 14, y: title === undefined ? 22 : 46, size: 12, anchor: 'start' as const }]),
    ...headings.flatMap((lines, c) =>
      lines.map((line, i): PlacedText => ({
        line,
        x: left + c * spacing,
        y: top + 14 + 16 * i,
        size: i === 0 ? 13 : 12,
        anchor: 'middle',
      })),
    ),
    ...neurons.flatMap((column, c) => gapText(column, columns[c])),
    ...neurons[0].flatMap(({ index, x, y }) => labelText(inputLabels[index], x - radius - 8, y, 'end')),
    ...neurons[neurons.length - 1].flatMap(({ index, x, y }) =>
      labelText(outputLabels[index], x + radius + 8, y, 'start'),
    ),
    ...neurons.flatMap((column, c) =>
      column.flatMap(({ index, x, y }) => labelText(valueText(columns[c].values?.[index]), x, y, 'middle', 10)),
    ),
    ...key.texts,
  ];
  const heading = Math.max(textWidth(title ?? '', 16), textWidth(note ?? '', 12));
  return {
    width: Math.ceil(Math.max(right + Math.max(46, wide(outputLabels) + 40), heading + 28, key.width)),
    height: Math.ceil(bottom + (weighted ? 34 : 6)),
    shapes: [
      ...linesBetween(columns, neurons, most),
      ...neurons.flatMap((column, c) => circles(column, columns[c])),
      key.shapes,
    ].join(''),
    texts,
  };
}

/** The largest weight in size; 1 where there is none. */
export function largestWeight(columns: readonly NetworkColumn[]): number {
  let most = 0;
  for (const { weights } of columns) {
    for (const weight of Array.from(weights?.data ?? []))
      if (Number.isFinite(weight)) most = Math.max(most, Math.abs(weight));
  }
  return most || 1;
}

/** The lines of all weights, those of one sign and width as one path, the thick ones above. */
function linesBetween(
  columns: readonly NetworkColumn[],
  neurons: readonly (readonly Neuron[])[],
  most: number,
): readonly string[] {
  const paths = new Map<string, string[]>();
  const add = (style: string, from: Neuron, to: Neuron) => {
    const lines = paths.get(style) ?? [];
    lines.push(`M${n(from.x)} ${n(from.y)}L${n(to.x)} ${n(to.y)}`);
    paths.set(style, lines);
  };
  for (const width of widths.keys()) for (const sign of signs.keys()) paths.set(`${width} ${sign}`, []);
  columns.slice(1).forEach(({ size, weights }, c) => {
    for (const from of neurons[c]) {
      for (const to of neurons[c + 1]) {
        const weight = weights?.data[from.index * size + to.index];
        if (weight === undefined) add('plain', from, to);
        // A weight of 0 joins nothing, and one that is not finite has no width.
        else if (weight !== 0 && Number.isFinite(weight)) {
          const width = Math.min(widths.length - 1, Math.floor((Math.abs(weight) / most) * widths.length));
          add(`${width} ${weight < 0 ? 1 : 0}`, from, to);
        }
      }
    }
  });
  return Array.from(paths).flatMap(([style, lines]) => {
    if (lines.length === 0) return [];
    if (style === 'plain') return [`<path d="${lines.join('')}" stroke="${plain}" stroke-width="1" fill="none"/>`];
    const [width, sign] = style.split(' ').map(Number);
    const { color, dash } = signs[sign];
    return [
      `<path d="${lines.join('')}" stroke="${color}" stroke-width="${widths[width]}" stroke-opacity=".75"${dash} fill="none"/>`,
    ];
  });
}

/**
 * Neurons, tinted by their values where they have some, positive and negative ones like the weights: whatever the sample.
 * Pale enough that the numbers in them are read.
 */
function circles(column: readonly Neuron[], { values }: NetworkColumn): readonly string[] {
  const most =
    Array.from(values ?? []).reduce(
      (size, value) => (Number.isFinite(value) ? Math.max(size, Math.abs(value)) : size),
      0,
    ) || 1;
  return column.map(({ index, x, y }) => {
    const share = (values?.[index] ?? 0) / most;
    const fill = Number.isFinite(share) ? hex(diverging(0.5 + 0.18 * share)) : ink.faint;
    return `<circle cx="${n(x)}" cy="${n(y)}" r="${radius}" fill="${fill}" stroke="${ink.strong}" stroke-width="1.2"/>`;
  });
}

function gapText(column: readonly Neuron[], { size }: NetworkColumn): readonly PlacedText[] {
  if (column.length === size) return [];
  const before = column[Math.ceil(column.length / 2) - 1];
  return [{ line: '⋮', x: before.x, y: before.y + pitch + 6, size: 20, anchor: 'middle' }];
}

function labelText(
  line: string | undefined,
  x: number,
  y: number,
  anchor: PlacedText['anchor'],
  size = 12,
): readonly PlacedText[] {
  return line === undefined ? [] : [{ line, x: Math.round(x), y: Math.round(y + size * 0.35), size, anchor }];
}

/** Two digits fit into a circle. */
function valueText(value: number | undefined): string | undefined {
  if (value === undefined || !Number.isFinite(value)) return value === undefined ? undefined : written(value);
  const size = Math.abs(value);
  const digits =
    size >= 1000
      ? value.toExponential(0).replace('e+', 'e')
      : size >= 10
        ? value.toFixed(0)
        : value.toFixed(size < 1 ? 2 : 1);
  return Number(digits) === 0 ? '0' : digits.replace('-', '−');
}

function legend(most: number, y: number) {
  const entries = [
    { ...signs[0], line: text({ en: 'positive weight', zh: '正权重' }) },
    { ...signs[1], line: text({ en: 'negative weight', zh: '负权重' }) },
  ];
  let x = 14;
  const shapes: string[] = [];
  const texts: PlacedText[] = [];
  for (const { color, dash, line } of entries) {
    shapes.push(`<path d="M${x} ${y}h30" stroke="${color}" stroke-width="3"${dash}/>`);
    texts.push({ line, x: x + 36, y: y + 4, size: 12, anchor: 'start' });
    x += Math.ceil(36 + textWidth(line, 12) + 18);
  }
  const line = text({ en: `thickest: ${brief(most)}`, zh: `最粗：${brief(most)}` });
  texts.push({ line, x, y: y + 4, size: 12, anchor: 'start' });
  return { shapes: shapes.join(''), texts, width: x + textWidth(line, 12) + 14 };
}

/** Tenths of a pixel are more than an eye sees. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
