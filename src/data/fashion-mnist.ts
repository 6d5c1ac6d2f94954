/** Fashion-MNIST, 70,000 pictures of clothes in the format of MNIST: the same task, but harder. */
import { FASHION_MNIST } from './digests.ts';
import type { ImageData } from './images.ts';
import { type LoadOptions, loadSet } from './load.ts';

/** Clothes as tensors. */
export type Clothes = ImageData<'Fashion-MNIST'>;

/** Fashion-MNIST, pieces of clothing in the format of MNIST. */
export const fashionMnist = {
  /** What the labels 0 to 9 mean. */
  classes: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ] as const,

  /**
   * Loads Fashion-MNIST: 60,000 images to train on and 10,000 to test, 28×28 grey levels in [0, 1], with their labels.
   *
   * It looks in turn at the option `directory`, the directory named by `TSLATE_DATA` (in its sub-folder
   * `fashion-mnist`), the user's cache, and downloads into the cache (31 MB, unless `TSLATE_OFFLINE` is set).
   * ```ts
   * const { xTrain, yTrain, xTest, yTest } = await fashionMnist.load();
   * ```
   * @throws DataError when a file is missing or damaged in the place found (with its digest), or the set cannot be had:
   * there is no embedded set that could stand in for it.
   *
   * Source: Xiao, Rasul, Vollgraf, “Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms”,
   * arXiv 1708.07747 (2017).
   */
  load: (options: Omit<LoadOptions, 'offline'> = {}): Promise<Clothes> => loadSet(FASHION_MNIST, options),
};
