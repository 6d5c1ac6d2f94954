/** The pictures of a few frames beside and below each other, for readers without a slider. */
import type { PlacedText } from './image-layout.ts';
import { nestedSvg } from './nested-svg.ts';
import { sizeOfSvg } from './paint-svg.ts';
import { svgDocument } from './svg-document.ts';
import { wordsMarkup } from './words.ts';

/** A frame as it stands alone. */
export interface FrameStill {
  readonly label: string;
  readonly svg: string;
}

/** Pixels of all frames in a row together, where they are wide; a page on paper is not much wider than this at its resolution. */
const pageWidth = 1080;
const gap = 16;
/** Pixels above a frame for its label. */
const labelHeight = 34;
/** How much smaller frames are made so that one more stands in a row; below this the words on axes are hard to read. */
const leastScale = 0.8;

/** The frames in rows under their labels, as many in a row as can be read. */
export function stillsInRows(
  frames: readonly FrameStill[],
  about: { readonly alt: string; readonly title?: string | undefined },
): string {
  const sizes = frames.map(({ svg }) => sizeOfSvg(svg));
  const { columns, scale } = columnsFor(Math.max(...sizes.map(({ width }) => width)), frames.length);
  const [widths, heights] = [
    sizes.map((s) => Math.round(s.width * scale)),
    sizes.map((s) => Math.round(s.height * scale)),
  ];
  const pitch = Math.max(...widths) + gap;
  const rowHeight = Math.max(...heights) + labelHeight + 10;
  const top = about.title === undefined ? 0 : 28;
  const texts: PlacedText[] =
    about.title === undefined ? [] : [{ line: about.title, x: gap, y: 28, size: 15, anchor: 'start' }];
  const pictures = frames.map(({ label, svg }, i) => {
    const x = gap + (i % columns) * pitch;
    const y = top + Math.floor(i / columns) * rowHeight + labelHeight;
    texts.push({ line: label, x: x + 10, y: y - 12, size: 13, anchor: 'start' });
    return nestedSvg(svg, i, { x, y, width: widths[i], height: heights[i] });
  });
  const size = { width: gap + columns * pitch, height: top + Math.ceil(frames.length / columns) * rowHeight };
  const title = about.title === undefined ? {} : { title: about.title };
  return svgDocument({ ...size, alt: about.alt, ...title }, pictures.join('') + wordsMarkup(texts));
}

/** The most columns that need not be made too small, and how much smaller they are made. */
function columnsFor(width: number, count: number): { readonly columns: number; readonly scale: number } {
  for (let columns = count; ; columns--) {
    const scale = Math.min(1, (pageWidth - gap * (columns + 1)) / (columns * width));
    if (scale >= leastScale || columns === 1) return { columns, scale };
  }
}
