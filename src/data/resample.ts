/** Reading an image between its pixels: the weighted mean of the four that surround a point (bilinear interpolation). */

/** Where in the old image a pixel of the new one comes from, as [row, column], written to `to`. */
export type Origin = (row: number, column: number, to: Float64Array) => void;

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
  const point = new Float64Array(2);
  const pixel = (row: number, column: number, channel: number): number =>
    row < 0 || row >= height || column < 0 || column >= width
      ? fill
      : source[offset + (row * width + column) * channels + channel];
  let at = offset;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      origin(row, column, point);
      const y = snapped(point[0]);
      const x = snapped(point[1]);
      const top = Math.floor(y);
      const left = Math.floor(x);
      const down = y - top;
      const right = x - left;
      for (let channel = 0; channel < channels; channel++, at++) {
        let value = 0;
        // A weight of nothing must not read a pixel: 0 · NaN is not 0.
        if (down < 1 && right < 1) value += (1 - down) * (1 - right) * pixel(top, left, channel);
        if (right > 0) value += (1 - down) * right * pixel(top, left + 1, channel);
        if (down > 0) value += down * (1 - right) * pixel(top + 1, left, channel);
        if (down > 0 && right > 0) value += down * right * pixel(top + 1, left + 1, channel);
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
