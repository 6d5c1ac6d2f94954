/** Cuts a curve to what a frame shows: points far outside it would make pictures that some renderers fail on. */
import type { Vertex } from './contours.ts';
import type { Range } from './scalar-field.ts';

/** A rectangle of the plane. */
export interface Window {
  readonly x: Range;
  readonly y: Range;
}

/** The parts of a curve that lie in a window. Source: Liang, Barsky, “A new concept and method for line clipping” (1984). */
export function clip(curve: readonly Vertex[], window: Window): readonly (readonly Vertex[])[] {
  const parts: Vertex[][] = [];
  curve.slice(1).forEach((to, i) => {
    const from = curve[i];
    const inside = stretch(from, to, window);
    if (inside === undefined) return;
    const point = (share: number): Vertex => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    const last = parts.at(-1);
    if (last && inside[0] === 0 && i > 0 && last.at(-1) === from) last.push(inside[1] === 1 ? to : point(inside[1]));
    else parts.push([inside[0] === 0 ? from : point(inside[0]), inside[1] === 1 ? to : point(inside[1])]);
  });
  return parts;
}

/** Whether a point lies in a window. */
export function within([a, b]: Vertex, { x, y }: Window): boolean {
  return a >= x[0] && a <= x[1] && b >= y[0] && b <= y[1];
}

/** The shares of the way from one point to another between which it runs inside. */
function stretch(from: Vertex, to: Vertex, { x, y }: Window): readonly [number, number] | undefined {
  let [start, end] = [0, 1];
  for (const [axis, [low, high]] of [x, y].entries()) {
    const [a, b] = [from[axis], to[axis]];
    if (a === b) {
      if (a < low || a > high) return undefined;
      continue;
    }
    const shares = [(low - a) / (b - a), (high - a) / (b - a)];
    start = Math.max(start, Math.min(...shares));
    end = Math.min(end, Math.max(...shares));
  }
  return start < end ? [start, end] : undefined;
}
