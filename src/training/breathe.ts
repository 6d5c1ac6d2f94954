/** Lets others run now and then while a long loop works: displays, timers, and the wish to stop. */

/** Milliseconds of work between two pauses. */
const STRETCH = 100;
let last = performance.now();

/** A host that can be interrupted puts a function under this symbol that throws when it was asked to stop. */
const interruptSymbol = Symbol.for('tslate.interrupted');

/** Throws when the host was asked to interrupt; pauses when it has been long; says whether it paused. */
export async function breathe(): Promise<boolean> {
  interrupted();
  if (performance.now() - last < STRETCH) return false;
  await new Promise((resolve) => setTimeout(resolve));
  last = performance.now();
  return true;
}

/** Throws when the host (a notebook's stop button) asked to interrupt; for long loops of one's own. */
export function interrupted(): void {
  const check: unknown = Reflect.get(globalThis, interruptSymbol);
  if (typeof check === 'function') check();
}

/** Whether an error says that the host asked to stop, so that nothing may take it for a failure and go on. */
export function isInterruption(error: unknown): boolean {
  return error instanceof Error && (error.name === 'KeyboardInterrupt' || error.name === 'AbortError');
}
