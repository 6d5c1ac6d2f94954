/** Batches made ready while the model still works on the last ones. */
import { checkWholeNumber } from '../checks.ts';

/**
 * Goes through `source` with up to `ahead` items asked for before they are needed: while the loop awaits something, the
 * next items are read, decoded or augmented. Order, errors and the end are those of `source`; leaving the loop closes it.
 *
 *     for await (const [x, y] of prefetch(batches(X, Y, { size: 32 }), 2)) await step(x, y);
 *
 * Each loop over the result goes through `source` anew.
 * @param ahead items that may be ready or under way, 2 by default
 * @throws ArgumentError unless `ahead` is a whole number ≥ 1
 */
export function prefetch<T>(source: Iterable<T> | AsyncIterable<T>, ahead = 2): AsyncIterable<T> {
  checkWholeNumber('prefetch', 'ahead', ahead);
  return { [Symbol.asyncIterator]: () => readAhead(source, ahead) };
}

async function* readAhead<T>(source: Iterable<T> | AsyncIterable<T>, ahead: number): AsyncGenerator<T, void> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const waiting: Promise<IteratorResult<T>>[] = [];
  let open = true;
  const ask = () => {
    // Not at once: the loop's own work goes first, and an error must come as a rejection.
    const next = Promise.resolve().then(() => iterator.next());
    // It is thrown when its turn comes, not as an unhandled rejection before.
    next.then(
      ({ done }) => (open &&= done !== true),
      () => (open = false),
    );
    waiting.push(next);
  };
  try {
    for (;;) {
      while (waiting.length < ahead && open) ask();
      const next = waiting.shift();
      if (next === undefined) return;
      const { done, value } = await next;
      if (done === true) return;
      if (open) ask();
      yield value;
    }
  } finally {
    await Promise.allSettled(waiting);
    if (open) await iterator.return?.();
  }
}
