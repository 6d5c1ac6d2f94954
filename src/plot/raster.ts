/** A canvas of plain bytes: rectangles, pixel text, and PNG out of it, anywhere JavaScript runs. */
import { type Rgb } from './colors.ts';
import { writePixels } from './pixel-font.ts';

/** An image of red, green and blue bytes that can be drawn on. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  rectangle(left: number, top: number, width: number, height: number, color: Rgb): void;
  /** Writes a line with its top left corner there, every pixel of a glyph `scale` pixels wide. */
  write(line: string, left: number, top: number, scale: number, color: Rgb): void;
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
    write(line, left, top, scale, color) {
      writePixels(line, (x, y) => rectangle(left + x * scale, top + y * scale, scale, scale, color));
    },
  };
}

/** The raster as a PNG in base64; grey ones take one byte per pixel. */
export async function pngBase64({ width, height, data }: Raster): Promise<string> {
  const { encode } = await import('fast-png');
  const grey = data.every((value, i) => i % 3 === 0 || value === data[i - 1]);
  const bytes = grey ? data.filter((_, i) => i % 3 === 0) : data;
  const png = encode({ width, height, data: bytes, depth: 8, channels: grey ? 1 : 3 }, { zlib: { level: 9 } });
  let binary = '';
  for (const byte of png) binary += String.fromCharCode(byte);
  return btoa(binary);
}
