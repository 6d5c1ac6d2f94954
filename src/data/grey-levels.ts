/** Grey levels that are kept as bytes, in a quarter of the memory; a batch of them is made into floats when it is needed. */
import type { Quotients } from '../engines/engine.ts';
import { engine } from '../engines/index.ts';
import { copyRows, type Elements } from '../tensor/deferred.ts';

/** The levels divided by `divisor`. All of them as floats are made once, for all who ask. */
export function greyLevels(bytes: Uint8Array, divisor: number): Elements<'float32'> {
  let floats: Float32Array | undefined;
  let table: Quotients | 'none' | undefined;
  /** The engine's table, made when it is first needed; from then on the bytes are there and nowhere else. */
  const quick = (): Quotients | undefined => {
    const { quotients } = engine();
    if (quotients === undefined) return undefined;
    table ??= quotients(bytes, divisor) ?? 'none';
    if (table === 'none') return undefined;
    ({ bytes } = table);
    return table;
  };
  const divide = (from: Uint8Array, to: Float32Array): void => {
    for (let i = 0; i < to.length; i++) to[i] = from[i] / divisor;
  };
  const fill = (to: Float32Array): void => {
    const table = quick();
    if (table === undefined) divide(bytes, to);
    else table.fill(to);
  };
  return {
    fill,
    all() {
      if (floats === undefined) fill((floats = new Float32Array(bytes.length)));
      return floats;
    },
    room: (size) => quick()?.room(size),
    fillRows(to, indices) {
      const table = quick();
      if (table !== undefined) return table.fillRows(to, indices);
      const picked = new Uint8Array(to.length);
      copyRows(bytes, picked, indices);
      divide(picked, to);
    },
  };
}
