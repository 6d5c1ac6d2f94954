/** Several figures as one picture: curves beside images, a row of steps, the figure of a paper. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError } from '../errors.ts';
import { figureOf, type Figure, type FigureOptions } from './figure.ts';
import { nestedSvg } from './nested-svg.ts';
import { sizeOfSvg } from './paint-svg.ts';
import { svgDocument } from './svg-document.ts';
import { wordsMarkup } from './words.ts';

/** How panels are arranged. */
export interface PanelsOptions extends FigureOptions {
  /** How many stand side by side, 2 by default. */
  readonly columns?: number;
}

/** Pixels of the widest row at most: a notebook's output on a wide screen. */
const pageWidth = 1080;
const gap = 12;

/**
 * Puts figures of any kind together, row after row, in a row with their upper edges on one line. Of charts it is the still
 * picture.
 *
 *     panels([trainingCurves(history), imageGrid(filters(conv1))], { title: 'What it learns' })
 *
 * @throws ArgumentError for no figure, or columns that are no whole number ≥ 1
 */
export function panels(figures: readonly Figure[], options: PanelsOptions = {}): Figure {
  const { columns = 2, title } = options;
  checkWholeNumber('panels', 'columns', columns);
  if (figures.length === 0)
    throw new ArgumentError({ what: 'panels', expected: 'at least one figure', received: 'none' });
  const alt = options.alt ?? [...(title === undefined ? [] : [title]), ...figures.map((each) => each.alt)].join('\n');
  let svg: Promise<string> | undefined;
  const draw = async () => {
    const svgs = await Promise.all(figures.map((figure) => figure.toSVG()));
    return arranged(svgs, columns, { alt, title });
  };
  return figureOf({ alt, toSVG: () => (svg ??= draw()) });
}

/** The pictures in rows, all made smaller alike where a row would be too wide. */
function arranged(
  svgs: readonly string[],
  columns: number,
  about: { readonly alt: string; readonly title: string | undefined },
): string {
  const all = svgs.map((svg, index) => ({ svg, index, ...sizeOfSvg(svg) }));
  const rows = Array.from({ length: Math.ceil(all.length / columns) }, (_, r) =>
    all.slice(r * columns, (r + 1) * columns),
  );
  const widthOf = (row: typeof all) => row.reduce((sum, { width }) => sum + width, 0);
  const room = (row: typeof all) => pageWidth - gap * (row.length + 1);
  const scale = Math.min(1, ...rows.map((row) => room(row) / widthOf(row)));
  const { title } = about;
  let y = title === undefined ? gap : gap + 32;
  let widest = 0;
  const pictures = rows.flatMap((row) => {
    const tallest = Math.max(...row.map(({ height }) => Math.round(height * scale)));
    let x = gap;
    const placed = row.map(({ svg, index, ...size }) => {
      const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
      const box = { x, y, width, height };
      x += width + gap;
      return nestedSvg(svg, index, box);
    });
    y += tallest + gap;
    widest = Math.max(widest, x);
    return placed;
  });
  const texts =
    title === undefined ? [] : [{ line: title, x: gap + 2, y: gap + 18, size: 16, anchor: 'start' as const }];
  return svgDocument({ width: widest, height: y, ...about }, pictures.join('') + wordsMarkup(texts));
}
