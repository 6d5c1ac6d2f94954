/** Careful looks at values of unknown shape, such as the globals that a host provides. */

/** A function of which nothing else is known. */
export type UnknownFunction = (...values: unknown[]) => unknown;

/** Tells whether a value can be called. */
export function isFunction(value: unknown): value is UnknownFunction {
  return typeof value === 'function';
}

/** The property of a value, or undefined where there is none or where reading it throws. */
export function property(value: unknown, key: PropertyKey): unknown {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

/** Calls the method of a value; undefined where it has no such method. */
export function callMethod(value: unknown, key: PropertyKey, ...values: unknown[]): unknown {
  const method = property(value, key);
  return isFunction(method) ? Reflect.apply(method, value, values) : undefined;
}
