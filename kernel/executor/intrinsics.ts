/**
 * Private references to the globals that the executor needs: a cell may declare its own `Map`, `Promise` or `process`, and
 * may set what it likes on the real ones (`JSON.stringify = undefined`).
 */

/** The global object, whatever a cell names so. */
export const globalObject = globalThis;

export const {
  AbortController,
  Buffer,
  Error,
  Int32Array,
  Map,
  Number,
  Promise,
  Proxy,
  Set,
  SharedArrayBuffer,
  String,
  Symbol,
  SyntaxError,
  Uint8Array,
  URL,
} = globalThis;

export const Array = functionsOf(globalThis.Array);
export const Atomics = functionsOf(globalThis.Atomics);
export const JSON = functionsOf(globalThis.JSON);
export const Object = functionsOf(globalThis.Object);
export const Reflect = functionsOf(globalThis.Reflect);

/** The same functions, out of reach. */
function functionsOf<T extends object>(namespace: T): T {
  return globalThis.Object.create(null, globalThis.Object.getOwnPropertyDescriptors(namespace));
}
