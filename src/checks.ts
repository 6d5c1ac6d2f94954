/** What functions ask of their settings, said in the same words everywhere. */
import { ArgumentError, written } from './errors.ts';

/** @throws ArgumentError unless `value` is a whole number ≥ `least`: of units, filters, steps */
export function checkWholeNumber(what: string, name: string, value: number, least = 1): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new ArgumentError({ what, expected: `${name}: a whole number ≥ ${least}`, received: written(value) });
}

/** @throws ArgumentError unless `value` is finite and ≥ `least` */
export function checkAtLeast(what: string, name: string, value: number, least = 0): void {
  if (value >= least && Number.isFinite(value)) return;
  throw new ArgumentError({ what, expected: `${article(name)} ${name} ≥ ${least}`, received: written(value) });
}

/** @throws ArgumentError unless `value` is finite and > 0 */
export function checkPositive(what: string, name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new ArgumentError({ what, expected: `${article(name)} ${name} > 0`, received: written(value) });
}

/** @throws ArgumentError unless 0 ≤ `value` < 1, which is called `symbol` in the sentence */
export function checkShare(what: string, name: string, value: number, symbol = name): void {
  if (value >= 0 && value < 1) return;
  const expected = `${article(name)} ${name} with 0 ≤ ${symbol} < 1`;
  throw new ArgumentError({ what, expected, received: written(value) });
}

/** @throws ArgumentError for one thing where a list of them belongs */
export function checkList(what: string, name: string, value: readonly unknown[]): void {
  if (Array.isArray(value)) return;
  const hint = 'write it in brackets, […], even when it is only one';
  throw new ArgumentError({ what, expected: `${name}: a list`, received: written(value), hint });
}

function article(name: string): string {
  return /^[aeiou]/.test(name) ? 'an' : 'a';
}
