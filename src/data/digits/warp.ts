/** What a hand does to a whole digit: slant, turn, stretch, bend it, and distort it smoothly here and there. */
import { type Point } from './curve.ts';
import { type Dice } from './dice.ts';

/** How a digit is commonly written. */
export interface Manner {
  /** The average lean to the right, x per unit of y, and its spread. */
  readonly slant: number;
  readonly slantSpread: number;
  /** Average width, relative to the skeleton. */
  readonly width: number;
  /** How freely the hand distorts this digit. */
  readonly vigour: number;
  /** Width of the pen: 1 is average. MNIST scales every digit to the same box, small ones with a broader pen. */
  readonly pen: number;
}

export type Warp = (point: Point) => Point;

/** A random smooth deformation of the plane; the centre of the digit comes to the origin. */
export function randomWarp(random: Dice, { slant, slantSpread, width, vigour }: Manner): Warp {
  const lean = slant + slantSpread * random.normal();
  const stretch = width * (1 + 0.21 * clamp(random.normal(), 2));
  // Half-angle form of a rotation, which needs no sine: cos = (1 − t²)/(1 + t²), sin = 2t/(1 + t²).
  const t = 0.06 * random.normal();
  const cos = (1 - t * t) / (1 + t * t);
  const sin = (2 * t) / (1 + t * t);
  const balance = 0.22 * random.normal();
  const bow = 0.25 * vigour * random.normal();
  const taper = 0.25 * vigour * random.normal();
  const elastic = randomElastic(random, 0.09 * vigour);
  return (point) => {
    const [ex, ey] = elastic(point);
    // Where the waist sits: y ↦ y + b·y(1 − y) keeps both ends and moves the middle.
    const down = clamp(ey, 2) + balance * ey * (1 - ey) - 0.5;
    const x = (ex - 0.3) * stretch * (1 + taper * down) + bow * down * down - lean * down;
    return [cos * x - sin * down, sin * x + cos * down];
  };
}

/** Few and large cells: a hand changes whole loops, not details. */
const CELLS = 2;

/** A displacement field: random arrows on a coarse grid, blended by the uniform cubic B-spline. */
function randomElastic(random: Dice, amount: number): Warp {
  const arrows = Array.from({ length: (CELLS + 3) ** 2 }, (): Point => [
    amount * random.normal(),
    amount * random.normal(),
  ]);
  return ([x, y]) => {
    const column = grid(x + 0.2);
    const row = grid(y);
    let dx = 0;
    let dy = 0;
    for (const [j, wy] of row.weights.entries()) {
      for (const [i, wx] of column.weights.entries()) {
        const [ax, ay] = arrows[(row.cell + j) * (CELLS + 3) + column.cell + i];
        dx += wx * wy * ax;
        dy += wx * wy * ay;
      }
    }
    return [x + 2 * dx, y + 2 * dy];
  };
}

/** The cell of the grid in which a coordinate in [0, 1] lies, and the weights of the four arrows around it. */
function grid(value: number): { readonly cell: number; readonly weights: readonly number[] } {
  const scaled = Math.min(Math.max(value, 0), 1) * CELLS;
  const cell = Math.min(Math.floor(scaled), CELLS - 1);
  const u = scaled - cell;
  const v = 1 - u;
  return {
    cell,
    weights: [
      (v * v * v) / 6,
      (3 * u * u * u - 6 * u * u + 4) / 6,
      (3 * v * v * v - 6 * v * v + 4) / 6,
      (u * u * u) / 6,
    ],
  };
}

const clamp = (value: number, limit: number): number => Math.min(Math.max(value, -limit), limit);
