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
  /** Why there are none. */
  readonly note?: string | undefined;
}

/** A frame that says that there are no data; `kind` is what the figure would be, for its words. */
export function emptyChart(kind: Bilingual, options: EmptyOptions): Chart {
  const { width = 380, height = 200, title, xLabel, yLabel, note } = options;
  const named = title === undefined ? '' : `“${title}”`;
  const why = note === undefined ? '' : text({ en: ` (${note})`, zh: `（${note}）` });
  const alt = text({
    en: `${kind.en}${named && ` ${named}`}: no data${why}.`,
    zh: `${kind.zh}${named}：没有数据${why}。`,
  });
  const side = (field: string, label: string | undefined): JsonObject => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, 1] },
    title: label ?? null,
    axis: { labels: false, ticks: false, grid: false },
  });
  const frame = {
    mark: { type: 'point', opacity: 0, aria: false },
    encoding: { x: side('x', xLabel), y: side('y', yLabel) },
  };
  const body = { width, height, data: { values: [{ x: 0.5, y: 0.5 }] }, layer: [frame, noData(width, height)] };
  return chart(body, {
    alt: options.alt ?? alt,
    ...(title !== undefined && { title }),
    ...(note !== undefined && { note }),
  });
}
