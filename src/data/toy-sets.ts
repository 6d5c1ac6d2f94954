/** Points in the plane with a class each, drawn from textbook figures: to watch what a model can and cannot separate. */
import { ArgumentError } from '../errors.ts';
import { scatter, type ToyOptions, type ToySet } from './toy-points.ts';

/**
 * Four squares of which those on a diagonal belong together: y = [x₁ > 0] ⊕ [x₂ > 0], x uniform in [−1, 1]².
 * No straight line separates the classes.
 *
 *     const { x, y } = xor({ samples: 200, seed: 0 });
 *
 * `noise` moves the points after they have their class, 0 by default. Source: Minsky, Papert, Perceptrons (1969).
 * @throws ArgumentError for fewer than 2 samples or a negative noise
 */
export function xor(options: ToyOptions = {}): ToySet {
  return scatter('xor', 2, options, (i, _count, label, random) => {
    // A class has two squares, which its samples fall into in turn; 1 − next() is never 0, which lies on the border.
    const right = i % 2 === 0 ? 1 : -1;
    const up = label === 0 ? right : -right;
    return [right * (1 - random.next()), up * (1 - random.next())];
  });
}

/** How many blobs, where, and how wide. */
export interface BlobOptions extends ToyOptions {
  /** How many blobs, 3 by default; each has as many samples as the others, give or take one. */
  readonly classes?: number;
  /** Where they lie, one point a class; by default drawn uniformly in [−10, 10]². */
  readonly centers?: readonly (readonly [number, number])[];
}

/**
 * Round clouds: x = cₖ + noise · N(0, 1), y = k. `noise` is 1 by default.
 *
 * Source: scikit-learn, `make_blobs`.
 * @throws ArgumentError for fewer samples than classes, a negative noise, or `classes` that are not as many as `centers`
 */
export function blobs({ centers, classes = centers?.length ?? 3, noise = 1, ...rest }: BlobOptions = {}): ToySet {
  if (centers !== undefined && centers.length !== classes) {
    throw new ArgumentError({
      what: 'blobs',
      expected: `one center for each of the ${classes} classes`,
      received: `${centers.length}`,
      hint: 'leave out classes where centers are given',
    });
  }
  const drawn: (readonly [number, number])[] = [];
  return scatter('blobs', classes, { ...rest, noise }, (_i, _count, label, random) => {
    if (centers !== undefined) return centers[label];
    return (drawn[label] ??= [20 * random.next() - 10, 20 * random.next() - 10]);
  });
}

/**
 * Two half circles that grip each other: (cos t, sin t) and (1 − cos t, ½ − sin t), t even in [0, π].
 *
 * Source: scikit-learn, `make_moons`.
 * @throws ArgumentError for fewer than 2 samples or a negative noise
 */
export function moons(options: ToyOptions = {}): ToySet {
  return scatter('moons', 2, options, (i, count, label) => {
    const t = Math.PI * (count === 1 ? 0 : i / (count - 1));
    return label === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
  });
}

/** How far the inner circle is from the outer one. */
export interface CircleOptions extends ToyOptions {
  /** Radius of the inner circle, class 1, in (0, 1); 0.8 by default. The outer one, class 0, has the radius 1. */
  readonly factor?: number;
}

/**
 * A circle within a circle: r·(cos t, sin t), t even in [0, 2π), r = 1 or `factor`.
 *
 * Source: scikit-learn, `make_circles`.
 * @throws ArgumentError for fewer than 2 samples, a negative noise, or a factor outside (0, 1)
 */
export function circles({ factor = 0.8, ...options }: CircleOptions = {}): ToySet {
  if (!(factor > 0 && factor < 1)) {
    throw new ArgumentError({ what: 'circles', expected: 'a factor between 0 and 1', received: String(factor) });
  }
  return scatter('circles', 2, options, (i, count, label) => {
    const t = (2 * Math.PI * i) / count;
    const r = label === 0 ? 1 : factor;
    return [r * Math.cos(t), r * Math.sin(t)];
  });
}

/** How many arms, and how long they are. */
export interface SpiralOptions extends ToyOptions {
  /** How many arms, 2 by default. */
  readonly classes?: number;
  /** How often an arm goes round, 1 by default; Lang and Witbrock's two spirals go round three times. */
  readonly turns?: number;
}

/**
 * Arms that wind out of the centre: r·(cos θ, sin θ), θ = 2π(turns · r + k / classes), r even in (0, 1].
 *
 * Source: Lang, Witbrock, “Learning to tell two spirals apart” (1988); with more arms, Stanford's course CS231n.
 * @throws ArgumentError for fewer samples than classes, a negative noise, or turns that are no number
 */
export function spirals({ classes = 2, turns = 1, ...options }: SpiralOptions = {}): ToySet {
  if (!Number.isFinite(turns)) {
    throw new ArgumentError({ what: 'spirals', expected: 'a number of turns', received: String(turns) });
  }
  return scatter('spirals', classes, options, (i, count, label) => {
    const r = (i + 1) / count;
    const angle = 2 * Math.PI * (turns * r + label / classes);
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}
