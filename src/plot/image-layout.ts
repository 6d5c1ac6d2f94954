/** Where the images, captions, title and colour bar of an image grid stand, in CSS pixels. */
import { textWidth } from './text-width.ts';

/** A line of text; `y` is its baseline. */
export interface PlacedText {
  readonly line: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What has to be placed. */
export interface ImageLayoutOptions {
  readonly count: number;
  /** Source pixels of the largest image. */
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly columns?: number;
  /** CSS pixels of an image's longer side, as near as whole enlargements come to it. */
  readonly size?: number;
  readonly captions?: readonly string[];
  readonly title?: string;
  /** The ends of the colour bar, where one is drawn. */
  readonly bar?: readonly [low: string, middle: string, high: string];
}

/** The finished layout. */
export interface ImageLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** How many device pixels one source pixel takes in each direction. */
  readonly scale: number;
  readonly cells: readonly Box[];
  readonly texts: readonly PlacedText[];
  readonly bar?: Box;
}

/** Device pixels per CSS pixel: images are drawn twice as fine, so that fine screens show sharp edges. */
export const density = 2;

const margin = 12;
const gap = 6;
const captionSize = 12;
const titleSize = 15;
/** The width of a notebook's output, less the prompt, on a laptop. */
const pageWidth = 780;

/** Places everything. */
export function layoutImages(options: ImageLayoutOptions): ImageLayout {
  const { count, imageWidth, imageHeight, captions = [], title, bar } = options;
  const size = options.size ?? (count <= 5 ? 112 : count <= 10 ? 64 : 48);
  const scale = Math.max(1, Math.round((size * density) / Math.max(imageWidth, imageHeight)));
  const [width, height] = [(imageWidth * scale) / density, (imageHeight * scale) / density];
  const widest = captions.reduce((most, line) => Math.max(most, textWidth(line, captionSize)), 0);
  const pitch = Math.ceil(Math.max(width, widest)) + gap;
  const fitting = Math.max(1, Math.floor((pageWidth - 2 * margin + gap) / pitch));
  const columns = Math.min(count, options.columns ?? niceColumns(count, fitting));
  const rows = Math.ceil(count / columns);
  const captionHeight = captions.length > 0 ? captionSize + 8 : 0;
  const top = margin + (title === undefined ? 0 : titleSize + 11);
  const cells = Array.from({ length: count }, (_, i) => ({
    x: margin + (i % columns) * pitch + Math.floor((pitch - gap - width) / 2),
    y: top + Math.floor(i / columns) * (height + captionHeight + gap),
    width,
    height,
  }));
  const bottom = top + rows * (height + captionHeight + gap) - gap;
  const texts: PlacedText[] = captions.map((line, i) => {
    const cell = cells[i] ?? { x: 0, y: 0 };
    return { line, x: cell.x + width / 2, y: cell.y + height + captionSize + 2, size: captionSize, anchor: 'middle' };
  });
  if (title !== undefined)
    texts.unshift({ line: title, x: margin, y: margin + titleSize - 3, size: titleSize, anchor: 'start' });
  const barBox = { x: margin, y: Math.ceil(bottom + 12), width: 180, height: 10 };
  if (bar) {
    const y = barBox.y + barBox.height + captionSize + 3;
    texts.push({ line: bar[0], x: barBox.x, y, size: captionSize, anchor: 'start' });
    texts.push({ line: bar[1], x: barBox.x + barBox.width / 2, y, size: captionSize, anchor: 'middle' });
    texts.push({ line: bar[2], x: barBox.x + barBox.width, y, size: captionSize, anchor: 'end' });
  }
  const content = Math.max(
    columns * pitch - gap,
    bar ? barBox.width : 0,
    title === undefined ? 0 : textWidth(title, titleSize) * 1.1,
  );
  return {
    width: Math.ceil(content) + 2 * margin,
    height: Math.ceil(bar ? barBox.y + barBox.height + captionSize + 6 : bottom) + margin,
    columns,
    rows,
    scale,
    cells,
    texts,
    ...(bar && { bar: barBox }),
  };
}

/** One row where all fit; else full rows if the count allows; else as near to ten as fits. */
function niceColumns(count: number, fitting: number): number {
  if (count <= Math.min(10, fitting)) return count;
  const most = Math.min(16, fitting);
  for (let columns = most; columns >= 5; columns--) if (count % columns === 0 && count / columns > 1) return columns;
  return Math.min(10, most);
}
