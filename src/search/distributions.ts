/** What a setting may be: a range or a list, from which values are drawn at random or laid out in a grid. */
import { ArgumentError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';

/** What one setting may be. */
export interface Distribution<out T> {
  /** A value at random. */
  draw(random: Rng): T;
  /** Values laid out evenly: `points` of a range, ends included (of one point the middle); all of a list. */
  grid(points: number): readonly T[];
}

/**
 * Any number of a range, all equally likely:  x = low + (high − low)·u,   u ~ U[0, 1).
 * @param low the least value
 * @param high what no value reaches
 * @throws ArgumentError unless low < high, both finite
 */
export function uniform(low: number, high: number): Distribution<number> {
  checkRange('uniform', low, high, -Infinity);
  return range((u) => low + (high - low) * u);
}

/**
 * A number whose logarithm is uniform, for rates and strengths of which the order of magnitude counts: from 0.001 to 0.01 is
 * as likely as from 0.01 to 0.1.
 *
 *     x = low · (high / low)ᵘ,   u ~ U[0, 1)
 *
 * @param low the least value, above 0
 * @param high what no value reaches
 * @throws ArgumentError unless 0 < low < high, both finite
 */
export function logUniform(low: number, high: number): Distribution<number> {
  checkRange('logUniform', low, high, 0);
  // At u = 1 the power may be off by a rounding error; an end that was asked for is met.
  return range((u) => (u === 1 ? high : low * (high / low) ** u));
}

/** A number of a list is any number to the compiler, a word is one of the words: `units` fits dense, 'relu' an activation. */
type Choice<T> = T extends number ? number : T;

/**
 * One of a list, all equally likely:  x = v[⌊n·u⌋],   u ~ U[0, 1).
 * @param values v, at least one
 * @throws ArgumentError for an empty list
 */
export function choice<const T>(values: readonly T[]): Distribution<Choice<T>>;
export function choice<T>(values: readonly T[]): Distribution<T> {
  if (values.length === 0) {
    throw new ArgumentError({ what: 'choice', expected: 'at least one value', received: 'an empty list' });
  }
  const list = [...values];
  return { draw: (random) => list[Math.floor(list.length * random.next())], grid: () => list };
}

/**
 * A whole number from low to high, both included, all equally likely:  x = low + ⌊(high − low + 1)·u⌋,   u ~ U[0, 1).
 * A grid has all of them where there are no more than its points, else as many, rounded.
 * @param low the least value
 * @param high the greatest value
 * @throws ArgumentError unless both are whole numbers with low ≤ high
 */
export function wholeNumbers(low: number, high: number): Distribution<number> {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high) {
    throw new ArgumentError({
      what: 'wholeNumbers',
      expected: 'two whole numbers with low ≤ high',
      received: `${low} and ${high}`,
    });
  }
  const count = high - low + 1;
  return {
    draw: (random) => low + Math.floor(count * random.next()),
    grid: (points) => evenly(Math.min(points, count)).map((u) => Math.round(low + (high - low) * u)),
  };
}

/** A range as a function of u from 0 to 1. */
function range(at: (u: number) => number): Distribution<number> {
  return { draw: (random) => at(random.next()), grid: (points) => evenly(points).map(at) };
}

/** 0 to 1 in equal steps; the middle for one point. */
function evenly(points: number): number[] {
  return Array.from({ length: points }, (_, i) => (points === 1 ? 0.5 : i / (points - 1)));
}

function checkRange(what: string, low: number, high: number, above: number): void {
  if (low > above && low < high && high < Infinity) return;
  throw new ArgumentError({
    what,
    expected: above === 0 ? 'two numbers with 0 < low < high' : 'two numbers with low < high',
    received: `${low} and ${high}`,
  });
}
