/** Draws diagrams, as figures. */
import { escapeMarkup } from '../display/mime.ts';
import type { Diagram } from './diagram.ts';
import { layoutDiagram } from './diagram-layout.ts';
import { diagramShapes } from './diagram-paint.ts';
import { figureOf, type Figure } from './figure.ts';
import { wordsMarkup } from './words.ts';

/** Draws a diagram as a figure. */
export function drawDiagram(diagram: Diagram): Figure {
  const { alt, title } = diagram;
  let svg: Promise<string> | undefined;
  const draw = async () => {
    const layout = await layoutDiagram(diagram);
    const { width, height, texts } = layout;
    const label = escapeMarkup(alt);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${label}" width="${width}" height="${height}"`,
      ` viewBox="0 0 ${width} ${height}"><title>${escapeMarkup(title ?? alt)}</title><desc>${label}</desc>`,
      `${diagramShapes(layout)}${wordsMarkup(texts)}</svg>`,
    ].join('');
  };
  return figureOf({ alt, toSVG: () => (svg ??= draw()) });
}
