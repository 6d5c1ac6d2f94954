/** Leaves out the points of a curve that nobody would miss. */

/**
 * The curve through as few of its points as stay within `tolerance` of all: the ends, and the farthest from the line between
 * two kept ones for as long as it is farther. Distances are measured between the places, in the plane or in space, where
 * `onPage` puts the points.
 *
 * Source: Douglas, Peucker, “Algorithms for the reduction of the number of points …” (1973).
 */
export function simplify<P>(
  points: readonly P[],
  tolerance: number,
  onPage: (point: P) => readonly number[],
): readonly P[] {
  if (points.length < 3) return points;
  const places = points.map(onPage);
  const kept = new Set([0, points.length - 1]);
  const waiting: (readonly [number, number])[] = [[0, points.length - 1]];
  for (let span = waiting.pop(); span !== undefined; span = waiting.pop()) {
    const [from, to] = span;
    let [farthest, most] = [-1, tolerance];
    for (let i = from + 1; i < to; i++) {
      const distance = distanceTo(places[i], places[from], places[to]);
      if (distance > most) [farthest, most] = [i, distance];
    }
    if (farthest < 0) continue;
    kept.add(farthest);
    waiting.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, i) => kept.has(i));
}

/** From a point to the stretch between two others. */
function distanceTo(point: readonly number[], from: readonly number[], to: readonly number[]): number {
  let [length, along] = [0, 0];
  for (let axis = 0; axis < point.length; axis++) {
    const step = to[axis] - from[axis];
    length += step * step;
    along += (point[axis] - from[axis]) * step;
  }
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  let square = 0;
  for (let axis = 0; axis < point.length; axis++) {
    square += (point[axis] - from[axis] - share * (to[axis] - from[axis])) ** 2;
  }
  return Math.sqrt(square);
}
