/** Private references to the globals that the executor needs: a cell may declare its own `Map`, `Promise` or `process`. */

export const {
  Array,
  Atomics,
  Buffer,
  Error,
  Int32Array,
  JSON,
  Map,
  Number,
  Object,
  Promise,
  Proxy,
  Reflect,
  Set,
  SharedArrayBuffer,
  String,
  Symbol,
  Uint8Array,
  URL,
} = globalThis;
