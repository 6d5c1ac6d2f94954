/** A canvas of plain bytes: rectangles, ink laid over them, and PNG out of it, anywhere JavaScript runs. */
import { type Rgb } from './colors.ts';
import { type Drawn } from './resvg.ts';

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
 * A drawn picture laid on white, in at most so many colours, 256 by default, for which a PNG takes one byte per pixel. Those
 * that are too many, mostly of soft edges, become their nearest among the most frequent.
 */
export function rasterOf({ width, pixels }: Drawn, most = 256): Raster {
  const canvas = raster(width, pixels.length / 4 / width, [255, 255, 255]);
  const { data } = canvas;
  const counts = new Map<number, number>();
  for (let i = 0; i < data.length; i += 3) {
    const at = (4 * i) / 3;
    const share = (pixels[at + 3] ?? 0) / 255;
    for (let c = 0; c < 3; c++) data[i + c] = Math.round(255 + ((pixels[at + c] ?? 255) - 255) * share);
    const color = colorAt(data, i);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  if (counts.size <= most) return canvas;
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([color]) => color);
  const nearest = nearestOf(frequent.slice(0, most));
  const replaced = new Map(frequent.slice(most).map((color) => [color, nearest(color)]));
  for (let i = 0; i < data.length; i += 3) {
    const instead = replaced.get(colorAt(data, i));
    if (instead !== undefined) data.set(bytesOf(instead), i);
  }
  return canvas;
}

const colorAt = (data: Uint8Array, i: number): number =>
  ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);

const bytesOf = (color: number): [number, number, number] => [color >> 16, (color >> 8) & 255, color & 255];

function nearestOf(palette: readonly number[]): (color: number) => number {
  const entries = palette.map((color) => [color, ...bytesOf(color)] as const);
  return (color) => {
    const [r, g, b] = bytesOf(color);
    let best = color;
    let least = Infinity;
    for (const [entry, red, green, blue] of entries) {
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (distance < least) [best, least] = [entry, distance];
    }
    return best;
  };
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
    const color = colorAt(data, i * 3);
    const number = numbers.get(color) ?? numbers.size;
    if (number > 255) return { data, channels: 3 };
    numbers.set(color, number);
    indices[i] = number;
  }
  return { data: indices, channels: 1, palette: [...numbers.keys()].map(bytesOf) };
}
