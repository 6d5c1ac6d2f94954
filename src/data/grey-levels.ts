/** Grey levels that are kept as bytes, in a quarter of the memory; a batch of them is made into floats when it is needed. */
import { engine } from '../engines/index.ts';
import { copyRows, type Elements } from '../tensor/deferred.ts';

/** The levels divided by `divisor`. All of them as floats are made once, for all who ask. */
export function greyLevels(bytes: Uint8Array, divisor: number): Elements<'float32'> {
  let floats: Float32Array | undefined;
  let picked = new Uint8Array(0);
  return {
    all: () => (floats ??= divided(bytes, divisor, new Float32Array(bytes.length))),
    fill: (to) => void divided(bytes, divisor, to),
    fillRows(to, indices) {
      if (picked.length < to.length) picked = new Uint8Array(to.length);
      const part = picked.subarray(0, to.length);
      copyRows(bytes, part, indices);
      divided(part, divisor, to);
    },
  };
}

function divided(bytes: Uint8Array, divisor: number, to: Float32Array): Float32Array {
  if (engine().quotients?.(bytes, divisor, to) !== true) for (let i = 0; i < to.length; i++) to[i] = bytes[i] / divisor;
  return to;
}
