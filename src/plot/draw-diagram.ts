/** Draws diagrams, as figures. */
import { displaySymbol, escapeMarkup, metadataSymbol } from '../display/mime.ts';
import type { Diagram } from './diagram.ts';
import { type DiagramLayout, layoutDiagram } from './diagram-layout.ts';
import { diagramShapes } from './diagram-paint.ts';
import { budget, type Figure } from './figure.ts';
import { density } from './image-layout.ts';
import { strong } from './image-paint.ts';
import { pngBase64, rasterOf } from './raster.ts';
import { resvg } from './resvg.ts';
import { drawWords, wordsMarkup } from './words.ts';

/** Draws a diagram: as SVG, as PNG where the machine has fonts for its words, and in words. */
export function drawDiagram(diagram: Diagram): Figure {
  const { alt, title } = diagram;
  let layout: DiagramLayout | undefined;
  const toSVG = async () => {
    layout ??= await layoutDiagram(diagram);
    const { width, height, texts } = layout;
    const label = escapeMarkup(alt);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" width="${width}" height="${height}"`,
      ` viewBox="0 0 ${width} ${height}"><title>${escapeMarkup(title ?? alt)}</title><desc>${label}</desc>`,
      `${diagramShapes(layout)}${wordsMarkup(texts)}</svg>`,
    ].join('');
  };
  return {
    alt,
    toSVG,
    /** The size is known when the diagram has been laid out. */
    get [metadataSymbol]() {
      const size = layout && { width: layout.width, height: layout.height };
      return { 'image/svg+xml': { alt }, 'image/png': { ...size, alt } };
    },
    async [displaySymbol]() {
      const svg = await toSVG();
      const png = layout && (await pngWithin(budget - svg.length, layout));
      return { 'image/svg+xml': svg, ...(png !== undefined && { 'image/png': png }), 'text/plain': alt };
    },
  };
}

/** The picture, twice as fine as the page or, where that is too large, as fine as the page. */
async function pngWithin(bytes: number, layout: DiagramLayout): Promise<string | undefined> {
  for (const zoom of [density, 1]) {
    const png = await pngOf(layout, zoom);
    if (png === undefined || png.length < bytes) return png;
  }
  return undefined;
}

/** The picture in base64; undefined without a renderer, or a font for one of the characters. */
async function pngOf(layout: DiagramLayout, zoom: number): Promise<string | undefined> {
  const [draw, words] = [await resvg(), await drawWords(layout, zoom)];
  if (draw === undefined || words === undefined) return undefined;
  const { width, height } = layout;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${diagramShapes(layout)}</svg>`;
  const canvas = rasterOf(await draw(svg, zoom));
  canvas.cover(words, strong);
  return pngBase64(canvas);
}
