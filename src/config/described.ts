/** How a function was made, as plain data, so that a configuration can hold it. */
import type { Json } from '../json.ts';

const configs = new WeakMap<object, Json>();

/** Notes how `made` is written down; returns it. */
export function described<T extends object>(config: Json, made: T): T {
  configs.set(made, config);
  return made;
}

/** How it is written down, if that was noted. */
export function descriptionOf(made: object): Json | undefined {
  return configs.get(made);
}
