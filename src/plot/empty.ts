/** What a figure of no data looks like: its frame, and two words in it. */
import { text, type Bilingual } from '../display/language.ts';
import type { JsonObject } from '../json.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { ink } from './theme.ts';

/** The words in the middle of a plotting area of this size, as a layer. */
export function noData(width: number, height: number): JsonObject {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text: text({ en: 'no data', zh: '没有数据' }), fontSize: 14, color: ink.soft },
    encoding: { x: { value: width / 2 }, y: { value: height / 2 } },
  };
}

/** What stands around nothing. */
export interface EmptyOptions extends ChartOptions {
  readonly xLabel?: string | undefined;
  readonly yLabel?: string | undefined;
}

/** A frame that says that there are no data; `kind` is what the figure would be, for its words. */
export function emptyChart(kind: Bilingual, options: EmptyOptions): Chart {
  const { width = 380, height = 200, title, xLabel, yLabel } = options;
  const named = title === undefined ? '' : `“${title}”`;
  const alt = text({ en: `${kind.en}${named && ` ${named}`}: no data.`, zh: `${kind.zh}${named}：没有数据。` });
  const side = (label: string | undefined): JsonObject => ({
    datum: 0.5,
    type: 'quantitative',
    scale: { domain: [0, 1] },
    title: label ?? null,
    axis: { labels: false, ticks: false, grid: false },
  });
  const frame = { mark: { type: 'point', opacity: 0, aria: false }, encoding: { x: side(xLabel), y: side(yLabel) } };
  const body = { width, height, data: { values: [{}] }, layer: [frame, noData(width, height)] };
  return chart(body, { alt: options.alt ?? alt, ...(title !== undefined && { title }) });
}
