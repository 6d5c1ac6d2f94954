/** Lists told apart from what else may stand in their place. */

/** Whether it is a list; `Array.isArray` does not narrow types of lists that cannot be changed. */
export function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}
