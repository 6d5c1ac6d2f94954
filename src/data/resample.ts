/** Reading an image between its pixels: the weighted mean of the four that surround a point (bilinear interpolation). */

/** Where in the old image the pixels of a row of the new one come from: row and column of one after the other. */
export type Origin = (row: number, to: Float64Array) => void;

/** The size of an image, its pixels row by row with their channels side by side. */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Draws `target` from `source`, each one image; both begin at `offset` of their arrays.
 * @param fill what lies outside of the old image
 */
export function resample(
  source: Float32Array,
  target: Float32Array,
  offset: number,
  { height, width, channels }: ImageSize,
  origin: Origin,
  fill: number,
): void {
  const points = new Float64Array(2 * width);
  const pixel = (row: number, column: number, channel: number): number =>
    row < 0 || row >= height || column < 0 || column >= width
      ? fill
      : source[offset + (row * width + column) * channels + channel];
  let at = offset;
  for (let row = 0; row < height; row++) {
    origin(row, points);
    for (let column = 0; column < width; column++) {
      const y = snapped(points[2 * column]);
      const x = snapped(points[2 * column + 1]);
      const top = Math.floor(y);
      const left = Math.floor(x);
      const down = y - top;
      const right = x - left;
      const between = down > 0 && right > 0;
      if (between && top >= 0 && left >= 0 && top < height - 1 && left < width - 1) {
        // Most pixels: all four neighbours are there, and all count.
        const upper = offset + (top * width + left) * channels;
        const lower = upper + width * channels;
        for (let k = 0; k < channels; k++, at++) {
          target[at] =
            (1 - down) * (1 - right) * source[upper + k] +
            (1 - down) * right * source[upper + channels + k] +
            down * (1 - right) * source[lower + k] +
            down * right * source[lower + channels + k];
        }
        continue;
      }
      for (let channel = 0; channel < channels; channel++, at++) {
        // A weight of nothing must not read a pixel: 0 · NaN is not 0.
        let value = (1 - down) * (1 - right) * pixel(top, left, channel);
        if (right > 0) value += (1 - down) * right * pixel(top, left + 1, channel);
        if (down > 0) value += down * (1 - right) * pixel(top + 1, left, channel);
        if (between) value += down * right * pixel(top + 1, left + 1, channel);
        target[at] = value;
      }
    }
  }
}

/** A point so near to a pixel that only the rounding of sine and cosine lies between them is that pixel. */
function snapped(position: number): number {
  const nearest = Math.round(position);
  return Math.abs(position - nearest) < 1e-9 ? nearest : position;
}
