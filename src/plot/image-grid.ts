/** A grid of small images: digits, filters, first-layer weights, feature maps. */
import { written } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import { figureOf, type Figure, type FigureOptions } from './figure.ts';
import { paintImages } from './image-paint.ts';
import { describeImages } from './image-alt.ts';
import { colorScale, type ColorOptions } from './image-colors.ts';
import { density, layoutImages } from './image-layout.ts';
import { readPictures, type ImageShape, type ImagesLike } from './pictures.ts';
import { pngBase64 } from './raster.ts';
import { svgDocument } from './svg-document.ts';
import { drawWords, wordsMarkup } from './words.ts';

/** How an image grid is drawn. */
export interface ImageGridOptions extends FigureOptions, ColorOptions {
  /** One line under each image. */
  readonly captions?: readonly (string | number)[];
  /** Height and width, where the data are flat and not square, or are the columns of a weight matrix. */
  readonly imageShape?: ImageShape;
  /** Images in a row; as many as make the grid about square where it is not given. */
  readonly columns?: number;
  /** CSS pixels of an image's longer side, as near as whole enlargements come to it. */
  readonly size?: number;
  /** The most images that are drawn; 100. */
  readonly limit?: number;
}

/**
 * Draws images side by side, enlarged with sharp pixels: `imageGrid(x.slice(0, 10), { captions: y })`, or the weights of a
 * first layer, one image per unit: `imageGrid(W1, { imageShape: [28, 28] })`.
 * @throws ArgumentError when there is no image or not as many captions, ShapeError when one has not height × width values
 */
export function imageGrid(images: ImagesLike, options: ImageGridOptions = {}): Figure {
  const { pictures, total } = readPictures(images, options.limit ?? 100, options.imageShape);
  const captions = readCaptions(options.captions, total, pictures.length);
  const scale = colorScale(pictures, options);
  const { title } = options;
  const bound = scale.shared;
  const layout = layoutImages({
    ...options,
    captions,
    count: pictures.length,
    imageWidth: Math.max(...pictures.map(({ width }) => width)),
    imageHeight: Math.max(...pictures.map(({ height }) => height)),
    ...(bound && scale.colors === 'diverging' && { bar: [written(bound[0]), '0', written(bound[1])] }),
  });
  const alt =
    options.alt ??
    describeImages({ pictures, total, captions, layout, ...scale, ...(title !== undefined && { title }) });
  const paint = { pictures, layout, ...scale };
  let plain: Promise<string> | undefined;
  const unwritten = () => (plain ??= pngBase64(paintImages(paint)));
  const toSVG = async () => {
    const { width, height, texts } = layout;
    const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${await unwritten()}"/>`;
    return svgDocument({ width, height, alt, title }, image + wordsMarkup(texts));
  };
  return figureOf({
    alt,
    toSVG,
    async paint() {
      if (layout.texts.length === 0) return unwritten();
      const words = await drawWords(layout, density);
      return words && pngBase64(paintImages(paint, words));
    },
  });
}

function readCaptions(
  captions: readonly (string | number)[] | undefined,
  total: number,
  drawn: number,
): readonly string[] {
  if (!captions) return [];
  if (captions.length !== total) {
    throw new ArgumentError(`imageGrid: expected ${total} captions, one for each image, received ${captions.length}.`);
  }
  return captions.slice(0, drawn).map(String);
}
