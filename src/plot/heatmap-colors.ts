/** Which colours the values of a heatmap have. */
import { blues, diverging, type ColorMap } from './colors.ts';

/** How values become colours. */
export interface ColorRule {
  readonly map: ColorMap;
  /** What the ends of the map stand for. */
  readonly low: number;
  readonly high: number;
  /** Where a value of a row stands between them. */
  level(value: number, row: readonly number[]): number;
}

/** Blue – white – vermilion about zero where some value is negative, else white to blue; or shares of the row. */
export function colorRule(
  matrix: readonly (readonly number[])[],
  { colors, shareOf }: { readonly colors?: 'sequential' | 'diverging'; readonly shareOf?: 'row' },
): ColorRule {
  const finite = matrix.flat().filter(Number.isFinite);
  const bound = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const level = (value: number) => value;
  if (colors === 'diverging' || (colors === undefined && low < 0)) {
    return { map: diverging, low: -bound, high: bound, level };
  }
  if (shareOf === 'row') {
    const share = (value: number, row: readonly number[]) => value / (row.reduce((sum, v) => sum + v, 0) || 1);
    return { map: blues, low: 0, high: 1, level: share };
  }
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  return { map: blues, low: Math.min(0, low), high: high > Math.min(0, low) ? high : 1, level };
}
