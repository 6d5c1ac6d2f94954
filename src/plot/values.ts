/** Reads plain lists of numbers, from arrays and from tensors of any shape. */
import { text } from '../display/language.ts';
import { ShapeError } from '../errors.ts';
import { isTensorLike, type TensorLike } from './array.ts';

/** Numbers in a list, or in a tensor of any shape, row by row. */
export type Values = ArrayLike<number> | TensorLike;

/** The numbers of a list or a tensor. */
export function numbersOf(values: Values): ArrayLike<number> {
  return isTensorLike(values) ? values.data : values;
}

/** @throws ShapeError unless there are as many as points */
export function checkCount(who: string, name: string, received: number, expected: number): void {
  if (received === expected) return;
  throw new ShapeError({
    what: who,
    expected: `${name}: one for each of the ${expected} points`,
    received: String(received),
  });
}

/** The least and the greatest, in one pass: a hundred thousand arguments are too many for Math.min. */
export function rangeOf(values: ArrayLike<number>): { readonly low: number; readonly high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Mean and standard deviation. */
export function momentsOf(values: ArrayLike<number>): { readonly mean: number; readonly std: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}

/** How many of all are left out because they are NaN or infinite; undefined where none is. */
export function leftOutNote(bad: number, all: number): string | undefined {
  if (bad === 0) return undefined;
  return text({
    en: `${bad} of ${all} not finite (NaN or ∞) and left out`,
    zh: `共 ${all} 个，其中 ${bad} 个不是有限数（NaN 或 ∞），未画出`,
  });
}
