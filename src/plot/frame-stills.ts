/** The pictures of a few frames side by side, for readers without a slider. */
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

/** Pixels of all frames together, where they are wide; a page on paper is not much wider than this at its resolution. */
const pageWidth = 1080;
const gap = 16;

/** The frames in a row under their labels, made smaller where they would be too wide. */
export function stillsInARow(
  frames: readonly FrameStill[],
  about: { readonly alt: string; readonly title?: string | undefined },
): string {
  const sizes = frames.map(({ svg }) => sizeOfSvg(svg));
  const room = pageWidth - gap * (frames.length + 1);
  const scale = Math.min(1, room / sizes.reduce((sum, { width }) => sum + width, 0));
  const top = (about.title === undefined ? 0 : 28) + 34;
  const texts: PlacedText[] =
    about.title === undefined ? [] : [{ line: about.title, x: gap, y: 28, size: 15, anchor: 'start' }];
  let x = gap;
  const pictures = frames.map(({ label, svg }, i) => {
    const [width, height] = [Math.round(sizes[i].width * scale), Math.round(sizes[i].height * scale)];
    texts.push({ line: label, x: x + 10, y: top - 12, size: 13, anchor: 'start' });
    const picture = nestedSvg(svg, i, { x, y: top, width, height });
    x += width + gap;
    return picture;
  });
  const height = top + Math.max(...sizes.map((size) => Math.round(size.height * scale))) + 10;
  const title = about.title === undefined ? {} : { title: about.title };
  return svgDocument({ width: x, height, alt: about.alt, ...title }, pictures.join('') + wordsMarkup(texts));
}
