/** A list of n values. */
export function listOf<T>(n: number, value: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => value(i));
}
