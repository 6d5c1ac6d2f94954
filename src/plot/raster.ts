/** A canvas of plain bytes: rectangles, ink laid over them, and PNG out of it, anywhere JavaScript runs. */
import { type Rgb } from './colors.ts';

/** An image of red, green and blue bytes that can be drawn on. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  rectangle(left: number, top: number, width: number, height: number, color: Rgb): void;
  /** Lays a colour over the pixels, each covered 0 to 255; in 16 steps, so that a palette is enough. */
  cover(coverage: Uint8Array, color: Rgb): void;
}

/** A raster of one colour. */
export function raster(width: number, height: number, background: Rgb): Raster {
  const data = new Uint8Array(width * height * 3);
  const rectangle: Raster['rectangle'] = (left, top, w, h, [red, green, blue]) => {
    for (let y = Math.max(0, top); y < Math.min(height, top + h); y++) {
      for (let x = Math.max(0, left); x < Math.min(width, left + w); x++) {
        const i = (y * width + x) * 3;
        data[i] = red;
        data[i + 1] = green;
        data[i + 2] = blue;
      }
    }
  };
  rectangle(0, 0, width, height, background);
  return {
    width,
    height,
    data,
    rectangle,
    cover(coverage, color) {
      for (let i = 0; i < data.length; i++) {
        const share = Math.round((coverage[Math.floor(i / 3)] ?? 0) / 17) / 15;
        if (share > 0) data[i] = Math.round((data[i] ?? 0) * (1 - share) + (color[i % 3] ?? 0) * share);
      }
    },
  };
}

/**
 * Pixels of four bytes, the last of which says how far they cover, laid on white. Rounded to steps of 5, so that flat
 * shapes with soft edges have few enough colours for a palette.
 */
export function rasterOf({ width, pixels }: { readonly width: number; readonly pixels: Uint8Array }): Raster {
  const canvas = raster(width, pixels.length / 4 / width, [255, 255, 255]);
  for (let i = 0; i < canvas.data.length; i++) {
    const at = 4 * Math.floor(i / 3);
    const share = (pixels[at + 3] ?? 0) / 255;
    canvas.data[i] = 5 * Math.round((255 + ((pixels[at + (i % 3)] ?? 255) - 255) * share) / 5);
  }
  return canvas;
}

/** The raster as a PNG in base64; grey ones and those of at most 256 colours take one byte per pixel. */
export async function pngBase64({ width, height, data }: Raster): Promise<string> {
  const { encode } = await import('fast-png');
  const image = { width, height, depth: 8, ...smallest(data) } as const;
  const png = encode(image, { zlib: { level: 9 } });
  let binary = '';
  for (const byte of png) binary += String.fromCharCode(byte);
  return btoa(binary);
}

interface Pixels {
  readonly data: Uint8Array;
  readonly channels: number;
  readonly palette?: number[][];
}

/** The pixels as grey values, as numbers of the colours in a palette, or as they are. */
function smallest(data: Uint8Array): Pixels {
  if (data.every((value, i) => i % 3 === 0 || value === data[i - 1])) {
    return { data: data.filter((_, i) => i % 3 === 0), channels: 1 };
  }
  const numbers = new Map<number, number>();
  const indices = new Uint8Array(data.length / 3);
  for (let i = 0; i < indices.length; i++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * 3, i * 3 + 3);
    const color = (red << 16) | (green << 8) | blue;
    const number = numbers.get(color) ?? numbers.size;
    if (number > 255) return { data, channels: 3 };
    numbers.set(color, number);
    indices[i] = number;
  }
  const palette = [...numbers.keys()].map((color) => [color >> 16, (color >> 8) & 255, color & 255]);
  return { data: indices, channels: 1, palette };
}
