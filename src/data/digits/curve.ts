/** A stroke's points, and the smooth line that the pen draws through them (a centripetal Catmull–Rom spline). */
import { type Dice } from './dice.ts';

export type Point = readonly [x: number, y: number];

/** A control point; the pen stops and turns at a corner. */
export interface Knot {
  readonly at: Point;
  readonly spread: Point;
  readonly corner: boolean;
}

const COORDINATE = '(-?[\\d.]+)(?:±([\\d.]+))?';
const KNOT = new RegExp(`^${COORDINATE},${COORDINATE}(!?)$`);

/** Reads `"16±3,4 13,24! …"` (percent of the digit's height) into knots (parts of the height). */
export function parseStroke(text: string): readonly Knot[] {
  return text.split(' ').map((word) => {
    const found = KNOT.exec(word);
    if (found === null) throw new SyntaxError(`A stroke's point must read x,y or x±d,y±d or x,y!, received "${word}".`);
    const [, x, dx, y, dy, corner] = found;
    return {
      at: [Number(x) / 100, Number(y) / 100],
      spread: [Number(dx ?? 0) / 100, Number(dy ?? 0) / 100],
      corner: corner === '!',
    };
  });
}

/** One person's way through the knots: every knot moves by its spread and by the tremor that all knots share. */
export function wander(knots: readonly Knot[], tremor: number, random: Dice): readonly Knot[] {
  // Tremor is a first-order autoregression along the stroke, so that neighbours move together; 0.6² + 0.8² = 1.
  let [tx, ty] = [tremor * random.normal(), tremor * random.normal()];
  return knots.map(({ at: [x, y], spread, corner }) => {
    tx = 0.6 * tx + 0.8 * tremor * random.normal();
    ty = 0.6 * ty + 0.8 * tremor * random.normal();
    const at: Point = [x + spread[0] * random.between(-1.5, 1.5) + tx, y + spread[1] * random.between(-1.5, 1.5) + ty];
    return { at, spread, corner };
  });
}

/** The line through the knots as a fine polyline; pieces between corners are splines of their own. */
export function trace(knots: readonly Knot[]): Point[] {
  const line: Point[] = [];
  let piece: Point[] = [];
  for (const [index, { at, corner }] of knots.entries()) {
    piece.push(at);
    if (corner || index === knots.length - 1) {
      if (piece.length > 1) line.push(...spline(piece));
      piece = [at];
    }
  }
  return line;
}

const STEPS = 6;

function spline(points: readonly Point[]): Point[] {
  const line: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const b = points[i];
    const c = points[i + 1];
    const a = points[i - 1] ?? mirrored(c, b);
    const d = points[i + 2] ?? mirrored(b, c);
    for (let step = i === 0 ? 0 : 1; step <= STEPS; step++) line.push(between(a, b, c, d, step / STEPS));
  }
  return line;
}

/** Point `a` seen from `centre`, on the other side. */
const mirrored = (a: Point, centre: Point): Point => [2 * centre[0] - a[0], 2 * centre[1] - a[1]];

/** Square root of the distance: the centripetal parametrisation, which neither loops nor overshoots (Yuksel et al., 2011). */
function knotDistance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.max(1e-3, Math.sqrt(Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))));
}

/** The curve from b (t = 0) to c (t = 1), by the pyramid of Barry and Goldman (1988). */
function between(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const ta = 0;
  const tb = ta + knotDistance(a, b);
  const tc = tb + knotDistance(b, c);
  const td = tc + knotDistance(c, d);
  const at = tb + t * (tc - tb);
  const mix = (p: Point, q: Point, from: number, to: number): Point => {
    const s = (at - from) / (to - from);
    return [p[0] + s * (q[0] - p[0]), p[1] + s * (q[1] - p[1])];
  };
  const ab = mix(a, b, ta, tb);
  const bc = mix(b, c, tb, tc);
  const cd = mix(c, d, tc, td);
  return mix(mix(ab, bc, ta, tc), mix(bc, cd, tb, td), tb, tc);
}
