/** Draws handwritten-looking digits: choose a way of writing, let the hand vary it, ink it, scan it. */
import { ArgumentError } from '../../errors.ts';
import { parseStroke, type Point, trace, wander } from './curve.ts';
import { dice, type Dice } from './dice.ts';
import { render, type Segment, SIDE } from './ink.ts';
import { SKELETONS } from './skeletons.ts';
import { randomWarp } from './warp.ts';

const WAYS = SKELETONS.map((ways) =>
  ways.map(({ weight, strokes }) => ({ weight, strokes: strokes.map((stroke) => parseStroke(stroke)) })),
);

/** How each digit is commonly written; slants, widths and pens were set by comparing with MNIST's training images. */
const MANNERS = [
  { slant: 0.24, slantSpread: 0.22, width: 1.17, vigour: 0.8, pen: 1.18 },
  { slant: 0.24, slantSpread: 0.2, width: 1, vigour: 0.45, pen: 1.04 },
  { slant: 0.12, slantSpread: 0.2, width: 1.1, vigour: 1, pen: 1.02 },
  { slant: 0.04, slantSpread: 0.2, width: 1.03, vigour: 1, pen: 1.02 },
  { slant: 0.15, slantSpread: 0.24, width: 1.12, vigour: 1, pen: 0.94 },
  { slant: 0.14, slantSpread: 0.22, width: 1.1, vigour: 1, pen: 1 },
  { slant: 0.08, slantSpread: 0.2, width: 1.02, vigour: 1, pen: 0.92 },
  { slant: 0.0, slantSpread: 0.22, width: 1.1, vigour: 1, pen: 1.06 },
  { slant: 0.1, slantSpread: 0.2, width: 1.03, vigour: 1, pen: 0.9 },
  { slant: 0.12, slantSpread: 0.2, width: 1.03, vigour: 1, pen: 0.91 },
] as const;

/**
 * Draws one digit, 28×28 grey levels, white ink on black as in MNIST.
 * @param label the digit, 0 to 9
 * @param random the dice of this image; see `dice(seed, index)`
 */
export function drawDigit(label: number, random: Dice): Uint8Array {
  const ways = WAYS[label];
  const manner = MANNERS[label];
  if (ways === undefined || manner === undefined)
    throw new ArgumentError(`drawDigit: expected a digit from 0 to 9, received ${label}.`);
  const { strokes } = random.pick(ways);
  const warp = randomWarp(random, manner);
  const tremor = manner.vigour * random.between(0.004, 0.018);
  const pen = randomPen(random, manner.pen);
  const segments = strokes.flatMap((knots) => {
    const line = trace(wander(knots, tremor, random));
    return pen(overshoot(line, random).map(warp));
  });
  return render(segments, random.between(1.1, 1.7), 0.12, random);
}

/** Drawn digits, image after image and row after row, with their labels. */
export interface DrawnDigits {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * Draws the digits number `first`, `first + 1`, … of an endless series; ten in a row are always the ten digits, shuffled.
 * @param seed another seed is another series
 */
export function drawDigits(count: number, seed: number, first = 0): DrawnDigits {
  const labels = Uint8Array.from({ length: count }, (_, i) => labelOf(first + i, seed));
  const images = new Uint8Array(count * SIDE * SIDE);
  for (const [i, label] of labels.entries()) images.set(drawDigit(label, dice(seed, first + i)), i * SIDE * SIDE);
  return { images, labels };
}

/** The digit at place `index`: each ten places hold all ten digits (Fisher–Yates with dice of their own). */
function labelOf(index: number, seed: number): number {
  const random = dice(~seed, Math.floor(index / 10));
  const order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  for (let last = 9; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order[index % 10];
}

/** A pen: width, pressure along the stroke, a nib that is wider in one direction, and unsteady ink. */
function randomPen(random: Dice, width: number): (line: readonly Point[]) => Segment[] {
  const broad = random.chance(0.08) ? 0.04 : 0;
  const radius = width * (0.034 + 0.04 * (random.uniform() + random.uniform()) + broad);
  const nib = 0.2 * random.normal();
  return (line) => {
    const start = 0.15 * random.normal();
    const end = 0.18 * random.normal();
    const unsteady = [0, 1, 2, 3].map(() => 0.08 * random.normal());
    const radii = line.map((_, i) => {
      const t = i / Math.max(1, line.length - 1);
      const place = t * (unsteady.length - 1);
      const k = Math.min(Math.floor(place), unsteady.length - 2);
      const ripple = unsteady[k] * (1 - place + k) + unsteady[k + 1] * (place - k);
      return radius * Math.max(0.45, 1 + start * (1 - t) * (1 - t) + end * t * t + ripple);
    });
    return line.slice(1).map((to, i) => {
      const from = line[i];
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      const direction = (dx * dx - dy * dy) / Math.max(dx * dx + dy * dy, 1e-9);
      const wide = 1 - nib * direction;
      return { from, to, r0: radii[i] * wide, r1: radii[i + 1] * wide };
    });
  };
}

/** Lets the pen run on a little beyond the last point, or stop a little short of it. */
function overshoot(line: readonly Point[], random: Dice): readonly Point[] {
  const end = line.at(-1);
  const before = line.at(-3);
  if (end === undefined || before === undefined) return line;
  const by = random.between(-0.3, 0.9);
  return [...line.slice(0, -1), [end[0] + by * (end[0] - before[0]), end[1] + by * (end[1] - before[1])]];
}
