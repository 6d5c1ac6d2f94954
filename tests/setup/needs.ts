/** What some tests need from outside the repository; without it they are skipped with the reason, or fail where CI demands it. */
import { type TestContext } from 'vitest';

/** Something found on this machine, or the reason why it is missing. */
export type Need<T> = { readonly value: T } | { readonly missing: string };

/**
 * @param demand the environment variable that, set to 1, forbids skipping
 * @throws when it is missing and demanded
 */
export function need<T>(value: T | undefined, missing: string, demand: string): Need<T> {
  if (value !== undefined) return { value };
  if (process.env[demand] === '1') throw new Error(`${missing} (${demand}=1 demands it)`);
  return { missing };
}

/** A test's body that runs with what it needs, or is skipped with the reason. */
export function needing<T>(
  what: Need<T>,
  body: (value: T, context: TestContext) => unknown,
): (context: TestContext) => Promise<void> {
  return async (context) => {
    if ('missing' in what) context.skip(what.missing);
    else await body(what.value, context);
  };
}

/** Makes something once, at the first call, for several tests. */
export function once<A extends readonly unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let made: { readonly value: T } | undefined;
  return (...args) => (made ??= { value: make(...args) }).value;
}
