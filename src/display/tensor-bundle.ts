/** A tensor for the page: what it is, a small table of its elements, and what can be said of all of them. */
import type { DType } from '../tensor/dtype.ts';
import { format, formatNumber, type Printable, shown } from '../tensor/print.ts';
import { text } from './language.ts';
import { escapeMarkup, type MimeBundle } from './mime.ts';
import { brief } from './names.ts';

/** What is said of all elements together. */
export interface TensorStatistics {
  /** Of the finite elements; NaN where there are none. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly zeros: number;
  readonly nans: number;
  readonly infinities: number;
}

/** Counts and sums in one pass. */
export function tensorStatistics(data: ArrayLike<number>): TensorStatistics {
  let [min, max, sum, finite, zeros, nans] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value - value !== 0) {
      if (Number.isNaN(value)) nans++;
      continue;
    }
    finite++;
    sum += value;
    if (value === 0) zeros++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const infinities = data.length - finite - nans;
  return { ...(finite > 0 ? { min, max } : { min: NaN, max: NaN }), mean: sum / finite, zeros, nans, infinities };
}

/**
 * HTML and text of a tensor. The text is that of `toString`, of more than two axes a matrix in them alone; the statistics
 * stand below where elements are left out.
 * @param name what kind of tensor it is, and its name where it has one: `Tensor`, `Parameter dense1/W`
 */
export function tensorBundle(tensor: Printable, name: string): MimeBundle {
  const { shape, dtype, data } = tensor;
  const facts = data.length === 0 ? '' : factsOf(dtype, tensorStatistics(data), data.length).join(' · ');
  const isWhole = shape.length < 3 && shape.every((length) => !shown(length).includes(undefined));
  const { place, rows, columns } = matrixOf(shape);
  const plain = (place === '' ? format(tensor) : matrixText(tensor, place, rows, columns)).replace(
    'Tensor',
    () => name,
  );
  const size =
    shape.length === 0 ? `${text({ en: 'scalar', zh: '标量' })} ${formatted(data[0], dtype)}` : shape.join('×');
  const at = place === '' ? '' : ` <span style="opacity:0.7">${place}</span>`;
  const head = `<div><strong>${escapeMarkup(name)}</strong> ${dtype} ${size}${at}</div>`;
  const table = data.length === 0 || shape.length === 0 ? '' : tableOf(tensor, rows, columns);
  const foot = facts === '' ? '' : `<div style="opacity:0.8">${facts}</div>`;
  return {
    'text/html': `<div style="font-family:system-ui,sans-serif;font-size:13px;line-height:1.6">${head}${table}${foot}</div>`,
    'text/plain': isWhole || facts === '' ? plain : `${plain}\n${facts}`,
  };
}

function factsOf(dtype: DType, { min, max, mean, zeros, nans, infinities }: TensorStatistics, size: number): string[] {
  const share = (count: number): string =>
    `${count.toLocaleString('en')}${count === 0 ? '' : ` (${brief(Number(((100 * count) / size).toPrecision(2)))} %)`}`;
  if (dtype === 'bool') return [`true ${share(size - zeros)}`, `false ${share(zeros)}`];
  const facts = [
    ...(Number.isNaN(min)
      ? []
      : [
          `${text({ en: 'min', zh: '最小' })} ${brief(min)}`,
          `${text({ en: 'max', zh: '最大' })} ${brief(max)}`,
          `${text({ en: 'mean', zh: '平均' })} ${brief(mean)}`,
          `${text({ en: 'zeros', zh: '零' })} ${share(zeros)}`,
        ]),
    ...(nans > 0 ? [`NaN ${share(nans)}`] : []),
    ...(infinities > 0 ? [`∞ ${share(infinities)}`] : []),
  ];
  // One element says it all.
  return size === 1 ? [] : facts;
}

/** An axis of the table: its length, how far apart its elements lie, and whether the tensor has it. */
interface Axis {
  readonly length: number;
  readonly step: number;
  readonly isThere: boolean;
}

const none: Axis = { length: 1, step: 0, isThere: false };

/** The two axes that are shown of a tensor with more: the last ones, or those before a few channels; and where they lie. */
function matrixOf(shape: readonly number[]): { readonly place: string; readonly rows: Axis; readonly columns: Axis } {
  const steps = shape.map((_, i) => shape.slice(i + 1).reduce((product, length) => product * length, 1));
  const rank = shape.length;
  const axis = (i: number): Axis => ({ length: shape[i] ?? 1, step: steps[i] ?? 0, isThere: true });
  if (rank < 2) return { place: '', rows: none, columns: rank === 0 ? none : axis(0) };
  const hasChannels = rank > 2 && (shape[rank - 1] ?? 0) <= 4;
  const [first, second] = hasChannels ? [rank - 3, rank - 2] : [rank - 2, rank - 1];
  const place = shape.map((_, i) => (i === first || i === second ? ':' : '0'));
  return { place: rank === 2 ? '' : `[${place.join(', ')}]`, rows: axis(first), columns: axis(second) };
}

function matrixText({ shape, dtype, data }: Printable, place: string, rows: Axis, columns: Axis): string {
  const head = `Tensor ${dtype} ${shape.join('×')}`;
  if (data.length === 0) return `${head} (empty)`;
  const values = Array.from({ length: rows.length * columns.length }, (_, i) => {
    return data[Math.floor(i / columns.length) * rows.step + (i % columns.length) * columns.step] ?? NaN;
  });
  const [, ...matrix] = format({ shape: [rows.length, columns.length], dtype, data: values }).split('\n');
  return [`${head}, ${place}`, ...matrix].join('\n');
}

function tableOf({ data, dtype }: Printable, rows: Axis, columns: Axis): string {
  const across = shown(columns.length);
  const index = (i: number | undefined): string => `<th scope="col" align="right">${i ?? '…'}</th>`;
  const corner = rows.isThere ? '<th></th>' : '';
  const head = columns.isThere ? `<thead><tr>${corner}${across.map(index).join('')}</tr></thead>` : '';
  const body = shown(rows.length).map((row) => {
    const cells = across.map((column) => {
      if (row === undefined || column === undefined) return '<td align="right">…</td>';
      return `<td align="right">${formatted(data[row * rows.step + column * columns.step], dtype)}</td>`;
    });
    return `<tr>${rows.isThere ? `<th scope="row" align="right">${row ?? '…'}</th>` : ''}${cells.join('')}</tr>`;
  });
  return `<table style="margin:2px 0;font-variant-numeric:tabular-nums">${head}<tbody>${body.join('')}</tbody></table>`;
}

function formatted(value: number | undefined, dtype: DType): string {
  return formatNumber(value ?? NaN, dtype).replaceAll('-', '−');
}
