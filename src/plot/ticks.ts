/** Round numbers along an axis. */

/** About `count` multiples of 1, 2 or 5 times a power of ten that lie from `low` to `high`. */
export function ticks(low: number, high: number, count: number): readonly number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / count;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * decade >= rough) ?? 10) * decade;
  const first = Math.ceil(low / step);
  const all = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
  // 3 × 0.1 is no round number in floating point.
  return all.map((tick) => Number(tick.toPrecision(12)));
}
