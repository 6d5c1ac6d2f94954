/** The embedded set: which digits of the endless series are in it, and its four IDX files. */
import { writeIdx } from '../idx.ts';
import { drawDigits } from './draw.ts';
import { SIDE } from './ink.ts';

const SEED = 2017;

/** Places in the series; what is tested on follows what is trained on. */
export const PARTS = { train: { first: 0, count: 30_000 }, t10k: { first: 30_000, count: 2000 } } as const;

/** The digits at places `first`, … of the series that the embedded set is cut from. */
export const embeddedSeries = (count: number, first: number) => drawDigits(count, SEED, first);

/** The IDX files by name, as MNIST names them. */
export function embeddedDigits(): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const [part, { first, count }] of Object.entries(PARTS)) {
    const { images, labels } = embeddedSeries(count, first);
    files[`${part}-images-idx3-ubyte`] = writeIdx({ shape: [count, SIDE, SIDE], data: images });
    files[`${part}-labels-idx1-ubyte`] = writeIdx({ shape: [count], data: labels });
  }
  return files;
}
