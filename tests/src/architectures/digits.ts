/** A few small digits to learn: the project's own, a quarter of their size. */
import { averagePool2d, tensor, type Tensor } from 'tslate';
import { join } from 'node:path';
import { DIGITS } from '../../../src/data/digests.ts';
import { packageData, readSet } from '../../../src/data/files.ts';
import { readIdx } from '../../../src/data/idx.ts';

export interface SmallDigits {
  readonly x: Tensor<readonly [number, 14, 14, 1]>;
  readonly y: Tensor<readonly [number], 'int32'>;
}

/** The first `count` embedded digits from 0 to classes − 1 to train or to test on, 14×14. */
export async function smallDigits(part: 'train' | 'test', count: number, classes = 10): Promise<SmallDigits> {
  const files = await readSet(DIGITS, join(await packageData(), DIGITS.folder));
  const labels = readIdx(files[`${part}Labels`]).data;
  const places = Array.from(labels, (_, i) => i).filter((i) => labels[i] < classes).slice(0, count); // prettier-ignore
  const pixels = readIdx(files[`${part}Images`]).data;
  const grey = places.flatMap((i) => Array.from(pixels.subarray(i * 784, (i + 1) * 784), (level) => level / 255));
  return {
    x: averagePool2d(2).call(tensor(grey, [count, 28, 28, 1])),
    y: tensor(
      Int32Array.from(places, (i) => labels[i]),
      [count],
    ),
  };
}

/** The number of weights that training changes. */
export function trainable(model: { parameters(): readonly { readonly size: number }[] }): number {
  return model.parameters().reduce((sum, { size }) => sum + size, 0);
}
