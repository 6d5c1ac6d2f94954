/** What layers ask of their counts: units, filters, heads, steps. */
import { ArgumentError } from '../errors.ts';

/** @throws ArgumentError unless `value` is a whole number ≥ `least` */
export function checkWholeNumber(what: string, name: string, value: number, least = 1): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new ArgumentError({ what, expected: `${name}: a whole number ≥ ${least}`, received: String(value) });
}
