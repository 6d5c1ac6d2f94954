/** Leaves out the points of a curve that nobody would miss. */
import { type Vertex } from './contours.ts';

/**
 * The curve through as few of its points as stay within `tolerance` of all: the ends, and the farthest from the line between
 * two kept ones for as long as it is farther. Distances are measured after x and y were multiplied by `scale`.
 *
 * Source: Douglas, Peucker, “Algorithms for the reduction of the number of points …” (1973).
 */
export function simplify(points: readonly Vertex[], tolerance: number, scale: Vertex = [1, 1]): readonly Vertex[] {
  if (points.length < 3) return points;
  const kept = new Set([0, points.length - 1]);
  const waiting: (readonly [number, number])[] = [[0, points.length - 1]];
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    const [from, to] = span;
    let [farthest, most] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const distance = distanceTo(points[i], points[from], points[to], scale);
      if (distance > most) [farthest, most] = [i, distance];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    waiting.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => kept.has(i));
}

/** From a point to the stretch between two others. */
function distanceTo(point: Vertex, from: Vertex, to: Vertex, [sx, sy]: Vertex): number {
  const [px, py] = [(point[0] - from[0]) * sx, (point[1] - from[1]) * sy];
  const [dx, dy] = [(to[0] - from[0]) * sx, (to[1] - from[1]) * sy];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return Math.hypot(px - share * dx, py - share * dy);
}
