/** Ink on paper, then the paper scanned as MNIST scanned it: a 20×20 box, grey edges, centred by mass in 28×28. */
import { type Point } from './curve.ts';
import { type Dice } from './dice.ts';

/** A piece of a stroke: a straight line whose pen radius runs from `r0` to `r1`, all in units of the digit's height. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
  readonly r0: number;
  readonly r1: number;
}

export const SIDE = 28;
const BOX = 20;

/** Grey levels are multiples of this: nobody sees the difference, and the files are a quarter smaller. */
const LEVEL = 8;

/**
 * Renders segments as grey levels 0…255, 28×28, row by row.
 * @param edge width in pixels of the grey edge of a stroke; 1 is a perfect scanner, more is a blurred one
 * @param rough how much the grey of edges is disturbed, as a part of full ink
 */
export function render(segments: readonly Segment[], edge: number, rough: number, random: Dice): Uint8Array {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { from, to, r0, r1 } of segments) {
    left = Math.min(left, from[0] - r0, to[0] - r1);
    right = Math.max(right, from[0] + r0, to[0] + r1);
    top = Math.min(top, from[1] - r0, to[1] - r1);
    bottom = Math.max(bottom, from[1] + r0, to[1] + r1);
  }
  // MNIST keeps the aspect ratio: the longer side fills the box (LeCun et al., 1998, "Gradient-based learning …").
  const scale = BOX / Math.max(right - left, bottom - top);
  const width = (right - left) * scale;
  const height = (bottom - top) * scale;
  const offset: Point = [(BOX - width) / 2 - left * scale, (BOX - height) / 2 - top * scale];
  const box = new Float64Array(BOX * BOX);
  for (const segment of segments) stamp(box, segment, scale, offset, edge);
  for (const [at, ink] of box.entries()) {
    if (ink > 0 && ink < 1) box[at] = Math.min(Math.max(ink + rough * random.normal(), 0), 1);
  }
  return centre(box);
}

/** Darkens the pixels that one segment covers: ½ + (r − distance)/edge, softly cut to [0, 1]. */
function stamp(box: Float64Array, { from, to, r0, r1 }: Segment, scale: number, offset: Point, edge: number): void {
  const ax = from[0] * scale + offset[0];
  const ay = from[1] * scale + offset[1];
  const dx = (to[0] - from[0]) * scale;
  const dy = (to[1] - from[1]) * scale;
  const length2 = Math.max(dx * dx + dy * dy, 1e-12);
  const reach = Math.max(r0, r1) * scale + edge;
  const first = (low: number) => Math.max(0, Math.floor(low - reach));
  const last = (high: number) => Math.min(BOX - 1, Math.ceil(high + reach));
  for (let y = first(Math.min(ay, ay + dy)); y <= last(Math.max(ay, ay + dy)); y++) {
    for (let x = first(Math.min(ax, ax + dx)); x <= last(Math.max(ax, ax + dx)); x++) {
      const px = x + 0.5 - ax;
      const py = y + 0.5 - ay;
      const t = Math.min(Math.max((px * dx + py * dy) / length2, 0), 1);
      const qx = px - t * dx;
      const qy = py - t * dy;
      const coverage = 0.5 + ((r0 + t * (r1 - r0)) * scale - Math.sqrt(qx * qx + qy * qy)) / edge;
      const at = y * BOX + x;
      box[at] = Math.max(box[at], smooth(coverage));
    }
  }
}

/** 0 below 0, 1 above 1, and the S-shaped 3c² − 2c³ between: how a blurred scanner sees the edge of a stroke. */
function smooth(c: number): number {
  const cut = Math.min(Math.max(c, 0), 1);
  return cut * cut * (3 - 2 * cut);
}

/** Puts the box into the 28×28 image so that its centre of mass lies in the middle, as far as whole pixels allow. */
function centre(box: Float64Array): Uint8Array {
  let mass = 0;
  let mx = 0;
  let my = 0;
  for (const [at, ink] of box.entries()) {
    mass += ink;
    mx += ink * ((at % BOX) + 0.5);
    my += ink * (Math.floor(at / BOX) + 0.5);
  }
  // Measured on MNIST: its centres of mass lie within half a pixel of the middle of pixel 14, not of the image's middle.
  const shift = (m: number) => Math.min(Math.max(Math.round(SIDE / 2 + 0.5 - m / mass), 0), SIDE - BOX);
  const [sx, sy] = [shift(mx), shift(my)];
  const image = new Uint8Array(SIDE * SIDE);
  for (const [at, ink] of box.entries()) {
    image[(Math.floor(at / BOX) + sy) * SIDE + (at % BOX) + sx] = Math.min(
      255,
      LEVEL * Math.round((255 / LEVEL) * ink),
    );
  }
  return image;
}
