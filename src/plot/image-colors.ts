/** Chooses the colours of an image grid, and which values take the two ends of the colour map. */
import { type Picture } from './array.ts';
import { diverging, gray, inkOnPaper, type ColorMap } from './colors.ts';

/** How images are coloured: as stored, dark on white, or blue – white – vermilion about zero. */
export type ImageColors = 'gray' | 'ink' | 'diverging';

/** What a caller may say about colours. */
export interface ColorOptions {
  /** `gray`, unless some value is negative: then `diverging`. */
  readonly colors?: ImageColors;
  /** The values at the two ends of the colours; `each` gives every image its own. From the data of all images. */
  readonly range?: readonly [low: number, high: number] | 'each';
}

/** The colour map, and for each picture the values that take its two ends. */
export interface ColorScale {
  readonly colors: ImageColors;
  readonly map: ColorMap;
  readonly ranges: readonly (readonly [low: number, high: number])[];
  /** The range of all, where they share one. */
  readonly shared?: readonly [low: number, high: number];
}

const maps: Readonly<Record<ImageColors, ColorMap>> = { gray, ink: inkOnPaper, diverging };

/** Chooses the colours: `colors` and `range` as asked, else from the data of all pictures. */
export function colorScale(pictures: readonly Picture[], { colors, range }: ColorOptions): ColorScale {
  const own = pictures.map(({ data }) => extent(data));
  const all: readonly [number, number] = [
    Math.min(...own.map(([low]) => low)),
    Math.max(...own.map(([, high]) => high)),
  ];
  const chosen = colors ?? (all[0] < 0 ? 'diverging' : 'gray');
  const map = maps[chosen];
  if (range === 'each') return { colors: chosen, map, ranges: own.map((ends) => normal(ends, chosen)) };
  const shared = range ?? normal(all, chosen);
  return { colors: chosen, map, ranges: pictures.map(() => shared), shared };
}

/** Diverging ranges lie evenly about 0; brightness in 0 … 1 or 0 … 255 keeps that range, other values their own. */
function normal([low, high]: readonly [number, number], colors: ImageColors): readonly [number, number] {
  if (low > high) return [0, 1];
  if (colors === 'diverging') {
    const bound = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return [-bound, bound];
  }
  if (low >= 0 && high <= 1 && high > 0.5) return [0, 1];
  if (low >= 0 && high <= 255 && high > 127 && Number.isInteger(high)) return [0, 255];
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

function extent(data: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? NaN;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
