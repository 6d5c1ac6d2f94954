/** Bars: one value per name, such as the accuracy of several models or the probabilities of ten digits. */
import { text } from '../display/language.ts';
import { termed, written } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { ink, palette } from './theme.ts';

/** How bars are drawn. */
export interface BarsOptions extends ChartOptions {
  /** What the values are. */
  readonly valueLabel?: string;
  /** What the names are. */
  readonly nameLabel?: string;
  /** A bar to bring out, by its name; the others become grey. */
  readonly highlight?: string;
}

/**
 * Draws the `values` as horizontal bars from zero, in the order given: `bars({ 'GD': 0.91, 'Adam': 0.97 }, { valueLabel: 'accuracy' })`.
 * A value that is not finite has no bar but its name.
 * @throws ArgumentError when there is no value
 */
export function bars(values: { readonly [name: string]: number }, options: BarsOptions = {}): Chart {
  const entries = Object.entries(values).map(([name, value]) => [termed(name), value] as const);
  if (entries.length === 0) throw new ArgumentError('bars: expected at least one named value, received none.');
  const { title, highlight, width = 380, height = entries.length * 28 } = options;
  const names = entries.map(([name]) => name);
  const rows = entries.map(([name, value]) => ({
    n: name,
    t: written(value),
    v: Number.isFinite(value) ? value : 0,
    e: value > 0 && Number.isFinite(value) ? value : 0,
  }));
  const y = {
    field: 'n',
    type: 'nominal',
    scale: { domain: names, paddingInner: 0.3, paddingOuter: 0.15 },
    title: options.nameLabel ?? null,
    axis: { domain: false, ticks: false, labelLimit: 220, labelOverlap: false },
  };
  const x = {
    field: 'v',
    type: 'quantitative',
    title: options.valueLabel ?? null,
    scale: { zero: true, nice: true },
    axis: { tickCount: 5, domain: false, ticks: false },
  };
  const accent = { value: palette[0] };
  const color: JsonObject =
    highlight === undefined
      ? accent
      : { condition: { test: `datum.n === ${JSON.stringify(termed(highlight))}`, ...accent }, value: '#A6A6A6' };
  // The number of a negative bar stands right of zero, because the names stand left of the bars.
  const end = { ...x, field: 'e' };
  const label = { type: 'text', align: 'left', dx: 5, color: ink.strong, fontSize: 12, aria: false };
  const body = {
    width,
    height,
    data: { values: rows },
    layer: [
      { mark: { type: 'bar', tooltip: true }, encoding: { x, y, color } },
      { mark: label, encoding: { x: end, y, text: { field: 't', type: 'nominal' } } },
    ],
  };
  return chart(body, { alt: options.alt ?? describe(entries, options), ...(title !== undefined && { title }) });
}

function describe(entries: readonly (readonly [string, number])[], { title, valueLabel }: BarsOptions): string {
  const named = title === undefined ? '' : `“${title}”`;
  const finite = entries.filter(([, value]) => Number.isFinite(value));
  const best = finite.reduce<readonly [string, number] | undefined>(
    (top, entry) => (top && top[1] >= entry[1] ? top : entry),
    undefined,
  );
  const list = entries.map(([name, value]) => `${name} ${written(value)}`);
  const most = best && entries.length > 1 ? text({ en: ` Highest: ${best[0]}.`, zh: `最高的是 ${best[0]}。` }) : '';
  return text({
    en: `Bar chart${named && ` ${named}`}${valueLabel === undefined ? '' : ` of ${valueLabel}`}: ${list.join(', ')}.${most}`,
    zh: `条形图${named}${valueLabel === undefined ? '' : `（${valueLabel}）`}：${list.join('、')}。${most}`,
  });
}
