/** Thins a long series to a number of points without losing what the eye looks for: its ends and its extremes. */

/** A point of a series. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * At most `limit` points of a series, in order: the first, the last, and of each of equally long stretches between them
 * the lowest and the highest. Series that are short enough come back as they are.
 */
export function thin<P extends Point>(points: readonly P[], limit: number): readonly P[] {
  if (points.length <= limit) return points;
  const inner = points.slice(1, -1);
  const stretches = Math.max(1, Math.floor((limit - 2) / 2));
  const kept = new Set<P>(points.slice(0, 1));
  for (let i = 0; i < stretches; i++) {
    const from = Math.floor((i * inner.length) / stretches);
    const stretch = inner.slice(from, Math.floor(((i + 1) * inner.length) / stretches));
    const { low, high } = extremes(stretch);
    for (const point of stretch) if (point === low || point === high) kept.add(point);
  }
  for (const point of points.slice(-1)) kept.add(point);
  return [...kept];
}

/** The lowest and the highest point of a series, the earliest of equals; undefined where it is empty. */
export function extremes<P extends Point>(points: readonly P[]): { low?: P; high?: P } {
  let low = points[0];
  let high = points[0];
  for (const point of points) {
    if (low && point.y < low.y) low = point;
    if (high && point.y > high.y) high = point;
  }
  return { ...(low && { low }), ...(high && { high }) };
}
