/** MNIST, the 70,000 handwritten digits on which neural networks are learned. */
import { DIGITS, MNIST } from './digests.ts';
import type { ImageData } from './images.ts';
import { type LoadOptions, loadSet } from './load.ts';

/** Digits as tensors; `source` says whether they are the real ones. */
export type Digits = ImageData<'MNIST' | 'synthetic digits'>;

/** MNIST, handwritten digits. */
export const mnist = {
  /**
   * Loads MNIST: 60,000 images to train on and 10,000 to test, 28×28 grey levels in [0, 1], with their labels.
   *
   * It looks in turn at the option `directory`, the directory named by `TSLATE_DATA`, the user's cache, and downloads
   * into the cache (unless `TSLATE_OFFLINE` is set). Where none of that helps it prints one line that says so and gives
   * the embedded set instead, digits that this project draws itself: `source` is then `'synthetic digits'`.
   * ```ts
   * const { xTrain, yTrain, xTest, yTest } = await mnist.load();
   * ```
   * @throws DataError when a file is missing or damaged in the place found (with its digest), or, with
   * `offline: 'error'`, when the set cannot be had.
   */
  load: (options: LoadOptions = {}): Promise<Digits> => loadSet(MNIST, options, DIGITS),
};
