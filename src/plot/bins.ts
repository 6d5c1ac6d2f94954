/** Counts how many values fall into each of equally wide bins with round edges. */
import { rangeOf } from './values.ts';

/** Edges of bins, one more than bins; the last bin includes its upper edge. */
export type Edges = readonly number[];

/** Values of one distribution. */
export interface Sample {
  readonly finite: readonly number[];
  /** How many are NaN or infinite. */
  readonly bad: number;
}

/** The values that are finite, and how many are not. */
export function sampleOf(values: ArrayLike<number>): Sample {
  const all = Array.from(values);
  const finite = all.filter(Number.isFinite);
  return { finite, bad: all.length - finite.length };
}

/**
 * Edges around all values, about `bins` of them: 1, 2 or 5 · 10ᵏ apart, or whole numbers in the middle of their bins where
 * all values are whole and few. Undefined where there is no value.
 */
export function edgesOf(samples: readonly Sample[], bins: number): Edges | undefined {
  const ranges = samples.map(({ finite }) => rangeOf(finite));
  const low = Math.min(...ranges.map((range) => range.low));
  const high = Math.max(...ranges.map((range) => range.high));
  if (low > high) return undefined;
  if (high - low < 60 && samples.every(({ finite }) => finite.every(Number.isInteger))) {
    return Array.from({ length: high - low + 2 }, (_, i) => low + i - 0.5);
  }
  // Of one value only, a bin around it.
  const span = high > low ? high - low : Math.abs(high) || 1;
  const rough = span / bins;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // Rounded, because multiples of 0.1 are not exact.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(15)));
}

/** How many of the values lie in each bin. */
export function countsIn(edges: Edges, values: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  const [low = 0] = edges;
  const width = ((edges.at(-1) ?? 1) - low) / counts.length;
  for (const value of values) {
    const bin = Math.min(counts.length - 1, Math.max(0, Math.floor((value - low) / width + 1e-9)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Bins enough to show the shape: 2·n^(1/3), from 10 to 60 (Rice's rule). */
export function binsFor(samples: readonly Sample[]): number {
  const most = Math.max(...samples.map(({ finite }) => finite.length));
  return Math.min(60, Math.max(10, Math.ceil(2 * Math.cbrt(most))));
}
