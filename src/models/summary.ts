/** A model as a table, in text and in HTML. */
import { columnsOf, padColumns } from '../display/columns.ts';
import { text } from '../display/language.ts';
import { escapeMarkup } from '../display/mime.ts';
import { brief } from '../display/names.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { NamedLayer } from '../layers/named-layer.ts';

/** Layers with their output shapes and numbers of parameters, and the sum; in a graph also what each is computed from. */
export function summarize(
  layers: readonly NamedLayer[],
  inputs: readonly Shape[] | undefined,
  parameters: readonly AnyParameter[],
): string {
  const isGraph = layers.some(({ from }) => from !== undefined);
  const rows = rowsOfModel(layers, inputs).map(({ name, kind, output, from, count: numbers, depth }) => [
    ...['  '.repeat(depth) + name, kind, output, ...(isGraph ? [from] : [])],
    numbers?.toLocaleString('en') ?? '',
  ]);
  return `${table([headOf(isGraph), ...rows])}\n${totals(inputs, parameters)}`;
}

/** The same as HTML, with the share that each layer has of all parameters as a bar. */
export function summaryHtml(
  layers: readonly NamedLayer[],
  inputs: readonly Shape[] | undefined,
  parameters: readonly AnyParameter[],
): string {
  const isGraph = layers.some(({ from }) => from !== undefined);
  const total = Math.max(1, count(parameters));
  const words = [...headOf(isGraph), text({ en: 'share', zh: '占比' })];
  const head = words.map((word) => `<th scope="col" style="text-align:left">${word}</th>`).join('');
  const left = (cell: string): string => `<td style="text-align:left">${escapeMarkup(cell)}</td>`;
  const body = rowsOfModel(layers, inputs).map(({ name, kind, output, from, count: numbers, depth }) => {
    const indent = depth === 0 ? '' : `;padding-left:${0.5 + depth * 1.5}em`;
    const cells = [left(kind), left(output), ...(isGraph ? [left(from)] : [])].join('');
    const number = `<td align="right">${numbers?.toLocaleString('en') ?? ''}</td>`;
    return `<tr><th scope="row" style="text-align:left${indent}">${escapeMarkup(name)}</th>${cells}${number}<td style="text-align:left">${shareBar(numbers, total)}</td></tr>`;
  });
  const foot = `<div style="opacity:0.8">${escapeMarkup(totals(inputs, parameters))}</div>`;
  return `<div style="font-family:system-ui,sans-serif;font-size:13px;line-height:1.6"><table style="margin:2px 0;font-variant-numeric:tabular-nums"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>${foot}</div>`;
}

/** What the columns are, in a graph also what each layer is computed from. */
function headOf(isGraph: boolean): readonly string[] {
  return [
    text({ en: 'layer', zh: '层' }),
    text({ en: 'kind', zh: '类型' }),
    text({ en: 'output', zh: '输出' }),
    ...(isGraph ? [text({ en: 'from', zh: '来自' })] : []),
    text({ en: 'parameters', zh: '参数' }),
  ];
}

function shareBar(numbers: number | undefined, total: number): string {
  if (numbers === undefined || numbers === 0) return '';
  const share = numbers / total;
  const bar = `display:inline-block;width:${Math.max(1, Math.round(80 * share))}px;height:0.7em;margin-right:6px;border-radius:2px;background:#1f83c4`;
  return `<span style="${bar}"></span>${brief(Number((100 * share).toPrecision(2)))} %`;
}

/** How many numbers gradients change, and what else there is. */
function totals(inputs: readonly Shape[] | undefined, parameters: readonly AnyParameter[]): string {
  const kept = count(parameters.filter(({ trainable }) => !trainable));
  const total = count(parameters) - kept;
  const isUnbuilt = inputs === undefined && total === 0;
  const write = (n: number): string => n.toLocaleString('en');
  return text({
    en: `${write(total)} parameters${kept === 0 ? '' : `, and ${write(kept)} numbers that no gradient changes`}${isUnbuilt ? ' (none yet: they are made when the first batch comes)' : ''}`,
    zh: `共 ${write(total)} 个参数${kept === 0 ? '' : `，另有 ${write(kept)} 个不由梯度改变的数`}${isUnbuilt ? '（尚未建立：收到第一个批次时才建立）' : ''}`,
  });
}

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly output: string;
  readonly from: string;
  /** Of parameters; an input has none. */
  readonly count?: number;
  /** How many layers it is inside of. */
  readonly depth: number;
}

function rowsOfModel(layers: readonly NamedLayer[], inputs: readonly Shape[] = []): readonly Row[] {
  const first = inputs.map((shape, i, { length }) => ({
    ...{ name: length === 1 ? 'input' : `input${i + 1}`, kind: '', output: showShape(shape), from: '', depth: 0 },
  }));
  return [...first, ...layers.flatMap((layer) => rowsOf(layer))];
}

/** A row for the layer, and one for each layer inside it. */
function rowsOf({ name, layer, output = layer.outputShape, from = [] }: NamedLayer, depth = 0): readonly Row[] {
  const inner = Object.entries(layer.inner).flatMap(([key, part]) => rowsOf({ name: key, layer: part }, depth + 1));
  const shape = output === undefined ? '?' : showShape(output);
  const own = { name, kind: layer.kind, output: shape, from: from.join(', '), depth };
  return [{ ...own, count: count(Object.values(layer.parameters)) }, ...inner];
}

function count(parameters: readonly AnyParameter[]): number {
  return parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Columns aligned: words to the left, the last column to the right, a rule under the head. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column]))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => padColumns(cell, widths[column], column === row.length - 1 ? 'right' : 'left'))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const [head, ...body] = rows;
  return [line(head), rule, ...body.map(line), rule].join('\n');
}
