/** Points of the plane, by class or by a number: toy sets, embeddings, one measure over another. */
import { text } from '../display/language.ts';
import { ShapeError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { blues, colorScale, diverging } from './colors.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeScatter } from './scatter-alt.ts';
import { gather, isDrawable, readMarks, type Mark, type PointFacts, type Points } from './scatter-points.ts';
import { cycled, ink, palette, shapes } from './theme.ts';
import { axisPadding, wordsBeside } from './scatter-words.ts';
import { leftOutNote, rangeOf } from './values.ts';

/** How points are drawn. */
export interface ScatterOptions extends ChartOptions, PointFacts {
  /** Words for the classes 0, 1, 2 …, in this order. */
  readonly classNames?: readonly string[];
  /** What the horizontal axis shows, x₁ by default. */
  readonly xLabel?: string;
  /** What the vertical axis shows, x₂ by default. */
  readonly yLabel?: string;
  /** What `values` are. */
  readonly valueLabel?: string;
  /** What `sizes` are. */
  readonly sizeLabel?: string;
}

/**
 * Draws points: `scatter(x, { classes: y })` for a toy set, `scatter(points, { values, labels })` for a comparison. A point
 * that is not finite is left out, with a note. Of more than 700 points those of one class that are close together become
 * one mark, the larger the more there are; then sizes and labels are not drawn.
 * @param points a tensor of shape [points, 2], or a list of [x, y] or { x, y }
 * @throws ShapeError for points of another shape, and where a list has not one entry for each point
 */
export function scatter(points: Points, options: ScatterOptions = {}): Chart {
  const { title, width = 380, height = 320, xLabel = 'x₁', yLabel = 'x₂' } = options;
  const read = readMarks('scatter', points, options).map((mark) => named(mark, options.classNames));
  const marks = read.filter(isDrawable);
  const left = leftOutNote(read.length - marks.length, read.length);
  if (marks.length === 0) {
    return emptyChart({ en: 'Scatter plot', zh: '散点图' }, { ...options, xLabel, yLabel, note: left });
  }
  const groups = groupsOf(marks, options.classNames);
  const valueLabel = options.valueLabel ?? text({ en: 'value', zh: '值' });
  const { marks: drawn, cells } = gather(marks, 700);
  const alt = options.alt ?? describeScatter(marks, left, { title, xLabel, yLabel, valueLabel, groups });
  const notes = [cells !== undefined ? gatheredNote(drawn.length, marks.length) : undefined, left].filter(
    (n) => n !== undefined,
  );
  const frame = { ...options, xLabel, yLabel, valueLabel, groups, width, height, cells };
  return chart(
    { width, height, data: { values: rowsOf(drawn) }, layer: layersOf(drawn, frame) },
    {
      alt,
      ...(title !== undefined && { title }),
      ...(notes.length > 0 && { note: notes.join(text({ en: '; ', zh: '；' })) }),
    },
  );
}

interface Frame extends ScatterOptions {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly valueLabel: string;
  readonly groups: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly cells: number | undefined;
}

function named(mark: Mark, names: readonly string[] | undefined): Mark {
  if (names === undefined || mark.group === undefined) return mark;
  const group = names[Number(mark.group)];
  if (group !== undefined) return { ...mark, group };
  throw new ShapeError({
    what: 'scatter',
    expected: `a name for every class, of which there are ${names.length} names`,
    received: `the class ${mark.group}`,
  });
}

/** In the order of their names where given, by number where they are numbers, else as they first occur. */
function groupsOf(marks: readonly Mark[], names: readonly string[] | undefined): readonly string[] {
  const found = new Set(marks.flatMap(({ group }) => group ?? []));
  if (names) return names.filter((name) => found.has(name));
  const list = [...found];
  return list.every((name) => Number.isFinite(Number(name))) ? list.toSorted((a, b) => Number(a) - Number(b)) : list;
}

/** Large marks first, so that they do not hide small ones. Five digits are more than a picture shows. */
function rowsOf(marks: readonly Mark[]): JsonObject[] {
  const short = (value: number) => Number(value.toPrecision(5));
  return marks
    .toSorted((a, b) => b.count - a.count || (b.size ?? 0) - (a.size ?? 0))
    .map(({ x, y, group, value, size, label, count }) => ({
      x: short(x),
      y: short(y),
      ...(group !== undefined && { c: group }),
      ...(value !== undefined && { v: short(value) }),
      ...(size !== undefined && { z: short(size) }),
      ...(label !== undefined && { l: label }),
      ...(count > 1 && { n: count }),
    }));
}

function layersOf(marks: readonly Mark[], frame: Frame): Json[] {
  const { xLabel, yLabel, valueLabel, groups, width, height, cells, classes, values, sizes, labels } = frame;
  const gathered = cells !== undefined;
  const x = axis('x', xLabel);
  const y = axis('y', yLabel);
  const area = gathered
    ? { field: 'n', title: text({ en: 'points', zh: '点数' }) }
    : { field: 'z', title: frame.sizeLabel ?? text({ en: 'size', zh: '大小' }) };
  const sized = gathered || sizes !== undefined;
  const tooltip = [
    ...(labels && !gathered ? [tip('l', 'nominal', text({ en: 'label', zh: '标签' }))] : []),
    tip('x', 'quantitative', xLabel),
    tip('y', 'quantitative', yLabel),
    ...(classes ? [tip('c', 'nominal', text({ en: 'class', zh: '类别' }))] : []),
    ...(values ? [tip('v', 'quantitative', valueLabel)] : []),
    ...(sized ? [tip(area.field, 'quantitative', area.title)] : []),
  ];
  const most = rangeOf(marks.map(({ count, size = 0 }) => (gathered ? count : size))).high;
  // A mark fills its cell at most.
  const [least, greatest] = gathered ? [9, Math.max(16, (Math.min(width, height) / cells) ** 2)] : [20, 420];
  const scale = { type: 'linear', domain: [gathered ? 1 : 0, Math.max(most, 1e-12)], range: [least, greatest] };
  const legend = { tickCount: 3, symbolFillColor: ink.soft, symbolStrokeColor: ink.soft };
  const size = sized ? { ...area, type: 'quantitative', scale, legend } : { value: marks.length > 200 ? 24 : 42 };
  const mark = {
    type: 'point',
    filled: true,
    opacity: marks.length > 60 || sized ? 0.75 : 0.9,
    ...(values && { stroke: ink.soft, strokeWidth: 0.6 }),
    // A label on each mark serves a screen reader where they are few; of many the sentence speaks.
    ...(marks.length > 60 && { aria: false }),
  };
  const drawn = { mark, encoding: { x, y, size, tooltip, ...colorOf(marks, frame, groups) } };
  if (!labels || gathered) return [gathered ? counted(drawn) : drawn];
  const radius = ({ size: z = 0 }: Mark) => (sizes ? Math.sqrt(least + ((greatest - least) * z) / (most || 1)) / 2 : 3);
  return [drawn, wordsBeside(marks, { x, y, width, height, radius })];
}

/** A mark that stands for one point has no count of its own. */
function counted(layer: JsonObject): JsonObject {
  return { transform: [{ calculate: 'datum.n || 1', as: 'n' }], ...layer };
}

function colorOf(
  marks: readonly Mark[],
  { classes, values, valueLabel }: Frame,
  groups: readonly string[],
): JsonObject {
  if (classes) {
    const title = text({ en: 'class', zh: '类别' });
    const channel = (range: Json[]) => ({ field: 'c', type: 'nominal', title, scale: { domain: groups, range } });
    return {
      color: channel(groups.map((_, i) => cycled(palette, i))),
      // The shapes of a second round of colours are others than those of the first.
      shape: channel(groups.map((_, i) => cycled<Json>(shapes, i + Math.floor(i / palette.length)))),
    };
  }
  if (!values) return { color: { value: palette[0] } };
  const { low, high } = rangeOf(marks.map(({ value = 0 }) => value));
  const bound = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const scale =
    low < 0 ? colorScale(diverging, -bound, bound) : colorScale((share) => blues(0.15 + 0.85 * share), low, high);
  return { fill: { field: 'v', type: 'quantitative', title: valueLabel, scale, legend: { format: '~g' } } };
}

function axis(field: 'x' | 'y', title: string): JsonObject {
  return {
    field,
    type: 'quantitative',
    title,
    scale: { zero: false, nice: false, padding: axisPadding },
    axis: { tickCount: 6, domain: field === 'x', ticks: field === 'x' },
  };
}

function tip(field: string, type: string, title: string): JsonObject {
  return { field, type, title };
}

function gatheredNote(marks: number, points: number): string {
  return text({
    en: `${points} points drawn as ${marks} marks, the larger the more points`,
    zh: `${points} 个点合并成 ${marks} 个标记，越大点越多`,
  });
}
