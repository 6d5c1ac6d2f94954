/** Draws the words of a picture on their own, so that they can be laid over its pixels. */
import { escapeMarkup } from '../display/mime.ts';
import { type ImageLayout, type PlacedText } from './image-layout.ts';
import { coverageOf, paintSvg } from './paint-svg.ts';
import { resvg, type DrawSvg } from './resvg.ts';
import { font, ink } from './theme.ts';

/** The texts of a picture as SVG. */
export function wordsMarkup(texts: readonly PlacedText[]): string {
  const lines = texts.map(({ line, x, y, size, anchor }) => {
    const weight = size > 12 ? ' font-weight="600"' : '';
    return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${weight}>${escapeMarkup(line)}</text>`;
  });
  return `<g font-family="${escapeMarkup(font)}" fill="${ink.strong}">${lines.join('')}</g>`;
}

/**
 * How far the texts of a layout cover each pixel, 0 to 255, with `zoom` pixels per CSS pixel.
 * Undefined where there is no renderer, or where no font of the machine has one of the characters.
 */
export async function drawWords(
  { width, height, texts }: Pick<ImageLayout, 'width' | 'height' | 'texts'>,
  zoom: number,
  renderer: Promise<DrawSvg | undefined> = resvg(),
): Promise<Uint8Array | undefined> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${wordsMarkup(texts)}</svg>`;
  const drawn = await paintSvg(svg, zoom, renderer);
  return drawn && coverageOf(drawn);
}
