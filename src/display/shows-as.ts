/** Gives plain values a look of their own in a notebook. */
import { type Displayable, displaySymbol, metadataSymbol } from './mime.ts';

/**
 * Makes `value` show itself as `look()`, which is asked for when it is shown. What it holds stays as it was: the look is no
 * property that a loop, a comparison or JSON would find.
 */
export function showsAs<T extends object>(value: T, look: () => Displayable): T {
  let shown: Displayable | undefined;
  return Object.defineProperties(value, {
    [displaySymbol]: { value: () => (shown = look())[displaySymbol]() },
    [metadataSymbol]: { get: () => shown?.[metadataSymbol] },
  });
}
