/** A picture of one's own as an SVG document with a title and a description that screen readers speak. */
import { escapeMarkup } from '../display/mime.ts';
import { ink } from './theme.ts';

/** What is drawn, and what is said about it. */
export interface SvgDocument {
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly title?: string | undefined;
}

/** The document on a white card. */
export function svgDocument({ width, height, alt, title }: SvgDocument, inside: string): string {
  const label = escapeMarkup(alt);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}"><title>${escapeMarkup(title ?? alt)}</title><desc>${label}</desc>`,
    `<rect width="${width}" height="${height}" fill="${ink.card}"/>${inside}</svg>`,
  ].join('');
}
