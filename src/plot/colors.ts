/** Colour maps: from a number between 0 and 1 to red, green and blue. */

import type { JsonObject } from '../json.ts';

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Maps 0 … 1 to a colour. */
export type ColorMap = (share: number) => Rgb;

/** Between stops at equal distances, straight lines in sRGB. */
export function interpolated(stops: readonly [Rgb, Rgb, ...Rgb[]]): ColorMap {
  return (share) => {
    const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
    const index = Math.min(stops.length - 2, Math.floor(place));
    const [from, to] = [stops[index] ?? stops[0], stops[index + 1] ?? stops[1]];
    const mix = (a: number, b: number) => Math.round(a + (b - a) * (place - index));
    return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
  };
}

/** Black at 0 to white at 1, as MNIST stores its digits. */
export const gray: ColorMap = interpolated([
  [0, 0, 0],
  [255, 255, 255],
]);

/** White at 0 to black at 1: ink on paper. */
export const inkOnPaper: ColorMap = interpolated([
  [255, 255, 255],
  [0, 0, 0],
]);

/** Blue below, white in the middle, vermilion above; the two hues of Okabe and Ito that all readers tell apart. */
export const diverging: ColorMap = interpolated([
  [0, 51, 102],
  [0, 114, 178],
  [140, 190, 222],
  [250, 250, 250],
  [240, 173, 125],
  [213, 94, 0],
  [117, 45, 0],
]);

/** White at 0 to deep blue at 1, its lightness falling evenly. */
export const blues: ColorMap = interpolated([
  [247, 251, 255],
  [178, 210, 234],
  [86, 160, 206],
  [0, 114, 178],
  [0, 51, 102],
]);

/** A map as a scale of Vega-Lite, from `low` to `high`. */
export function colorScale(map: ColorMap, low: number, high: number): JsonObject {
  const shares = Array.from({ length: 7 }, (_, i) => i / 6);
  const span = high > low ? high - low : 1;
  return {
    type: 'linear',
    domain: shares.map((share) => low + share * span),
    range: shares.map((share) => hex(map(share))),
    interpolate: 'rgb',
  };
}

/** The colour as `#rrggbb`. */
export function hex(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
