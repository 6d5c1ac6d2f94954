/** Draws diagrams, as figures. */
import type { Diagram } from './diagram.ts';
import { layoutDiagram } from './diagram-layout.ts';
import { diagramShapes } from './diagram-paint.ts';
import { figureOf, type Figure } from './figure.ts';
import { svgDocument } from './svg-document.ts';
import { wordsMarkup } from './words.ts';

/** Draws a diagram as a figure. */
export function drawDiagram(diagram: Diagram): Figure {
  const { alt, title } = diagram;
  let svg: Promise<string> | undefined;
  const draw = async () => {
    const layout = await layoutDiagram(diagram);
    return svgDocument({ ...layout, alt, title }, diagramShapes(layout) + wordsMarkup(layout.texts));
  };
  return figureOf({ alt, toSVG: () => (svg ??= draw()) });
}
