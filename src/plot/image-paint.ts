/** Paints an image grid: every source pixel a square of device pixels. */
import { type Picture } from './array.ts';
import { type ColorMap, type Rgb } from './colors.ts';
import { type ColorScale } from './image-colors.ts';
import { density, type ImageLayout } from './image-layout.ts';
import { raster, type Raster } from './raster.ts';

/** What is painted. */
export interface ImagePaint extends ColorScale {
  readonly pictures: readonly Picture[];
  readonly layout: ImageLayout;
}

const white: Rgb = [255, 255, 255];
/** The colour of words, `ink.strong`. */
const strong: Rgb = [51, 51, 51];
const frame: Rgb = [200, 200, 200];

/** What a pixel takes that is not a finite number: a green that no colour map contains. */
export const nonFinite: Rgb = [0, 158, 115];

/** The grid as a raster; `words` says how far title and captions cover each pixel. */
export function paintImages(paint: ImagePaint, words?: Uint8Array): Raster {
  const { pictures, layout, ranges } = paint;
  const { scale, cells, bar } = layout;
  const map = coarse(paint);
  const canvas = raster(layout.width * density, layout.height * density, white);
  pictures.forEach((picture, i) => {
    const cell = cells[i];
    const range = ranges[i] ?? [0, 1];
    if (!cell) return;
    const [left, top] = [Math.round(cell.x * density), Math.round(cell.y * density)];
    const [width, height] = [picture.width * scale, picture.height * scale];
    canvas.rectangle(left - 1, top - 1, width + 2, height + 2, frame);
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        canvas.rectangle(
          left + x * scale,
          top + y * scale,
          scale,
          scale,
          pixel(picture, y * picture.width + x, range, map),
        );
      }
    }
  });
  if (bar) {
    const [left, top, width, height] = [bar.x, bar.y, bar.width, bar.height].map((side) => side * density);
    for (let i = 0; i < (width ?? 0); i++) {
      canvas.rectangle((left ?? 0) + i, top ?? 0, 1, height ?? 0, map(i / ((width ?? 0) - 1)));
    }
  }
  if (words) canvas.cover(words, strong);
  return canvas;
}

/**
 * Few enough shades for a PNG with a palette: 200 colours and some greys of the words stay below 256. Many images are drawn
 * in 32, which the eye hardly tells apart and which halves their bytes.
 */
function coarse({ map, colors, pictures }: ImagePaint): ColorMap {
  const pixels = pictures.reduce((sum, { width, height }) => sum + width * height, 0);
  const shades = pixels > 20_000 ? 32 : colors === 'diverging' ? 200 : 255;
  return (share) => map(Math.round(share * shades) / shades);
}

function pixel({ data, channels }: Picture, index: number, [low, high]: readonly [number, number], map: ColorMap): Rgb {
  const share = (channel: number) => ((data[index * channels + channel] ?? NaN) - low) / (high - low);
  const shares = Array.from({ length: channels }, (_, channel) => share(channel));
  if (!shares.every(Number.isFinite)) return nonFinite;
  const [red = 0, green = 0, blue = 0] = shares.map((value) => Math.round(Math.min(1, Math.max(0, value)) * 255));
  return channels === 3 ? [red, green, blue] : map(share(0));
}
