/** Chooses the heights at which contour lines are drawn. */
import { roundNumbers } from './round-numbers.ts';
import { extremesOf, type ScalarField } from './scalar-field.ts';

/**
 * About `count` round levels between the lowest and the highest value: at even distances, or, where half of all values lie in
 * the lowest tenth as in a ravine, at 1, 2, 5, 10, … above the lowest.
 */
export function levelsOf(field: ScalarField, count = 10): readonly number[] {
  const extremes = extremesOf(field);
  if (extremes === undefined || extremes.low.value === extremes.high.value) return [];
  const [low, high] = [extremes.low.value, extremes.high.value];
  const sorted = field.values
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  if (quantile(0.5) - low >= (high - low) / 10) {
    return roundNumbers(low, high, count).filter((level) => level > low && level < high);
  }
  // The first line encloses about a hundredth of the plane.
  const first = Math.max(quantile(0.01) - low, (high - low) * 1e-6);
  const base = Math.abs(low) < first ? 0 : low;
  const decades = [Math.floor(Math.log10(first)), Math.ceil(Math.log10(high - base))];
  const powers = Array.from({ length: decades[1] - decades[0] + 1 }, (_, i) => decades[0] + i);
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    // From digits, because powers of ten computed in floating point are not exact.
    const offsets = powers.flatMap((power) => steps.map((step) => Number(`${step}e${power}`)));
    const levels = offsets.filter((offset) => offset >= first && base + offset < high).map((offset) => base + offset);
    if (levels.length <= 1.5 * count || steps.length === 1) return levels;
  }
  return [];
}
