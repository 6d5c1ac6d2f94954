/** One SVG inside another. */
import { escapeMarkup } from '../display/mime.ts';
import type { Box } from './image-layout.ts';
import { sizeOfSvg } from './paint-svg.ts';

/** An SVG at another place and size; its ids get a prefix of their own, made of `index`. Who embeds it says what is seen. */
export function nestedSvg(svg: string, index: number, { x, y, width, height }: Box): string {
  const size = sizeOfSvg(svg);
  const [head = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const family = / font-family="[^"]*"/.exec(head)?.[0] ?? '';
  const inside = svg
    .slice(head.length)
    .replace(/<(title|desc)>.*?<\/\1>/gs, '')
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="f${index}-${escapeMarkup(id)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#f${index}-${id})`)
    .replace(/href="#([^"]+)"/g, (_, id: string) => `href="#f${index}-${id}"`);
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 ${size.width} ${size.height}"${family} aria-hidden="true">${inside}`;
}
