/** A table of a model's parameters: shape, number, share of all as a bar, mean and spread of each tensor. */
import { text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import type { HasWeights } from '../formats/weights.ts';
import type { Json, JsonObject } from '../json.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { showShape } from '../tensor/shape.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type FigureOptions } from './figure.ts';
import { textWidth } from './text-width.ts';
import { ink, palette } from './theme.ts';
import { momentsOf } from './values.ts';

/** A model, compiled or not. */
export type HasParameters = HasWeights | { readonly model: HasWeights };

/**
 * Draws a table of all that a model stores: `parameterTable(model)`, one row for each tensor with its path and shape, how
 * many numbers it has, their share of all as a bar, their mean and standard deviation. What no gradient changes has a
 * lighter bar. Of more than 40 tensors, the rest is one row.
 * @param model its layers have their parameters when they have seen a batch, or from the start where the input's shape is known
 */
export function parameterTable(model: HasParameters, options: FigureOptions = {}): Chart {
  const { title } = options;
  const all = [...('model' in model ? model.model : model).weights()].map(([name, parameter]) =>
    rowOf(name, parameter),
  );
  if (all.length === 0) return emptyChart({ en: 'Parameters', zh: '参数' }, { ...options, height: 80 });
  const total = all.reduce((sum, { count }) => sum + count, 0);
  const rest = all.slice(most - 1);
  const rows = all.length <= most ? all : [...all.slice(0, most - 1), together(rest)];
  const note = text({
    en: `${all.length} tensors, ${grouped(total)} numbers`,
    zh: `${all.length} 个张量，共 ${grouped(total)} 个数`,
  });
  const heading = { ...(title !== undefined && { title }), note };
  return chart(tableOf(rows, total), { alt: options.alt ?? describe(all, total, title), ...heading });
}

/** How many rows a table has at most. */
const most = 40;
/** Pixels of the bar that stands for all. */
const barWidth = 130;
const rowHeight = 22;

interface Row {
  readonly name: string;
  readonly shape: string;
  readonly count: number;
  readonly trainable: boolean;
  readonly mean?: number;
  readonly std?: number;
}

function rowOf(name: string, { shape, data, trainable }: AnyParameter): Row {
  return { name, shape: showShape(shape), count: data.length, trainable, ...momentsOf(data) };
}

function together(rest: readonly Row[]): Row {
  const name = text({ en: `${rest.length} more`, zh: `其余 ${rest.length} 个` });
  const count = rest.reduce((sum, row) => sum + row.count, 0);
  return { name, shape: '', count, trainable: rest.some(({ trainable }) => trainable) };
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function share(count: number, total: number): string {
  return `${((100 * count) / total).toFixed(1)} %`;
}

function number(value: number | undefined): string {
  return value === undefined ? '' : brief(Number(value.toPrecision(3)));
}

/** Columns of words as wide as their longest, then the bars. */
function tableOf(rows: readonly Row[], total: number): JsonObject {
  const columns = [
    { head: text({ en: 'parameter', zh: '参数' }), cells: rows.map(({ name }) => name), right: false },
    { head: text({ en: 'shape', zh: '形状' }), cells: rows.map(({ shape }) => shape), right: false },
    { head: text({ en: 'numbers', zh: '个数' }), cells: rows.map(({ count }) => grouped(count)), right: true },
    { head: text({ en: 'mean', zh: '均值' }), cells: rows.map(({ mean }) => number(mean)), right: true },
    { head: text({ en: 'std', zh: '标准差' }), cells: rows.map(({ std }) => number(std)), right: true },
  ];
  let left = 0;
  const placed = columns.map((column) => {
    const width = Math.ceil(Math.max(...[column.head, ...column.cells].map((cell) => textWidth(cell, 12))));
    const x = column.right ? left + width : left;
    left += width + 22;
    return { ...column, x };
  });
  const [bars, height] = [left, rowHeight * rows.length];
  const values = rows.map(({ count, trainable }, i) => ({
    i: i + 0.5,
    a: i + 0.22,
    b: i + 0.78,
    e: bars + Math.max(1, (barWidth * count) / total),
    p: share(count, total),
    ...(!trainable && { f: 1 }),
  }));
  const width = bars + barWidth + 45;
  const y = (field: string): JsonObject => placeOn(field, rows.length, height);
  const end = placeOn('e', width, width);
  const color = { condition: { test: 'datum.f', value: '#9CC6E0' }, value: palette[0] };
  const percent = { type: 'text', align: 'left', dx: 5, fontSize: 11, color: ink.strong, aria: false };
  return {
    width,
    height,
    data: { values },
    layer: [
      rules(rows.length, width, y('r')),
      ...placed.flatMap((column) => cellsOf(column, y('i'))),
      headOf(text({ en: 'share', zh: '占比' }), bars, false),
      {
        mark: { type: 'rect', aria: false },
        encoding: { x: end, x2: { value: bars }, y: y('a'), y2: { field: 'b' }, color },
      },
      { mark: percent, encoding: { x: end, y: y('i'), text: { field: 'p', type: 'nominal' } } },
    ],
  };
}

/** A channel from 0 to `last` over so many pixels, from the left or from the top, without an axis. */
function placeOn(field: string, last: number, pixels: number): JsonObject {
  const scale = { domain: [0, last], range: [0, pixels], nice: false, zero: false };
  return { field, type: 'quantitative', scale, axis: null };
}

interface Column {
  readonly head: string;
  readonly cells: readonly string[];
  readonly right: boolean;
  readonly x: number;
}

function cellsOf({ head, cells, right, x }: Column, y: JsonObject): Json[] {
  const mark = { type: 'text', align: right ? 'right' : 'left', fontSize: 12, color: ink.strong };
  const data = { values: cells.map((cell, i) => ({ i: i + 0.5, t: cell })) };
  return [
    headOf(head, x, right),
    { data, mark, encoding: { x: { value: x }, y, text: { field: 't', type: 'nominal' } } },
  ];
}

function headOf(head: string, x: number, right: boolean): JsonObject {
  const mark = {
    type: 'text',
    text: head,
    align: right ? 'right' : 'left',
    fontSize: 12,
    fontWeight: 600,
    color: ink.soft,
  };
  return { data: { values: [{}] }, mark, encoding: { x: { value: x }, y: { value: -10 } } };
}

/** A line under the head and one under each row. */
function rules(rows: number, width: number, y: JsonObject): JsonObject {
  const data = { values: Array.from({ length: rows + 1 }, (_, i) => ({ r: i })) };
  const mark = { type: 'rule', color: ink.faint, aria: false };
  return { data, mark, encoding: { x: { value: 0 }, x2: { value: width }, y } };
}

function describe(all: readonly Row[], total: number, title: string | undefined): string {
  const called = title === undefined ? '' : `“${title}”`;
  const largest = all.reduce((top, row) => (row.count > top.count ? row : top));
  const fixed = all.filter(({ trainable }) => !trainable).reduce((sum, { count }) => sum + count, 0);
  const list = all.slice(0, 12).map(({ name, shape, count }) => `${name} ${shape} ${grouped(count)}`);
  const more = all.length > list.length ? ['…'] : [];
  const beside =
    fixed === 0
      ? ''
      : text({
          en: `, of which no gradient changes ${grouped(fixed)}`,
          zh: `，其中 ${grouped(fixed)} 个不由梯度改变`,
        });
  return text({
    en: `Table of parameters${called && ` ${called}`}: ${all.length} tensors, ${grouped(total)} numbers${beside}. Largest: ${largest.name}, ${largest.shape}, ${share(largest.count, total)} of all. ${[...list, ...more].join('; ')}.`,
    zh: `参数表${called}：${all.length} 个张量，共 ${grouped(total)} 个数${beside}。最大的是 ${largest.name}，${largest.shape}，占 ${share(largest.count, total)}。${[...list, ...more].join('；')}。`,
  });
}
