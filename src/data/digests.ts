/** The image sets that can be loaded: their files, the digests that prove them, and where they can be downloaded. */

export interface DataFile {
  /** The name of the uncompressed file; packed it has `.gz` at its end. */
  readonly name: string;
  /** Bytes of the uncompressed file. */
  readonly bytes: number;
  /** SHA-256 of the uncompressed file: mirrors gzip differently. */
  readonly sha256: string;
  /** Bytes to download, about; for the progress bar. */
  readonly packed: number;
}

/** One IDX file of images and one of labels, for training and for testing. */
export interface ImageFiles<T> {
  readonly trainImages: T;
  readonly trainLabels: T;
  readonly testImages: T;
  readonly testLabels: T;
}

export interface ImageSet<Source extends string = string> {
  /** What results on it must be called. */
  readonly source: Source;
  /** The folder that holds it, in a directory of data sets. */
  readonly folder: string;
  readonly about: string;
  readonly files: ImageFiles<DataFile>;
  /** Addresses of folders that hold the packed files, best first. */
  readonly mirrors: readonly string[];
}

export const MNIST: ImageSet<'MNIST'> = {
  source: 'MNIST',
  folder: 'mnist',
  about: 'The MNIST database of handwritten digits (LeCun, Cortes, Burges), CC BY-SA 3.0',
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte',
      bytes: 47_040_016,
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      packed: 9_912_422,
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte',
      bytes: 60_008,
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      packed: 28_881,
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      bytes: 7_840_016,
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      packed: 1_648_877,
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      bytes: 10_008,
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      packed: 4_542,
    },
  },
  mirrors: [
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://systemds.apache.org/assets/datasets/mnist/',
  ],
};

/**
 * Digests of the labels computed from the publisher's files, whose MD5 its README states; those of the images as several
 * public projects state them that had unpacked the same files (their digests of the labels are these too).
 */
export const FASHION_MNIST: ImageSet<'Fashion-MNIST'> = {
  source: 'Fashion-MNIST',
  folder: 'fashion-mnist',
  about: 'Fashion-MNIST, articles of clothing (Xiao, Rasul, Vollgraf, Zalando Research 2017), MIT licence',
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte',
      bytes: 47_040_016,
      sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      packed: 26_421_880,
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte',
      bytes: 60_008,
      sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      packed: 29_515,
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      bytes: 7_840_016,
      sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      packed: 4_422_102,
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      bytes: 10_008,
      sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
      packed: 5_148,
    },
  },
  mirrors: [
    'https://storage.googleapis.com/tensorflow/tf-keras-datasets/',
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
    // The publisher's own, without TLS: the digests prove what it serves.
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  ],
};

/** The embedded digits, drawn by `digits/`; `data/README.md` says what they are. */
export const DIGITS: ImageSet<'synthetic digits'> = {
  source: 'synthetic digits',
  folder: 'digits',
  about: 'Synthetic digits, drawn by the project itself in the manner of MNIST',
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte',
      bytes: 23_520_016,
      sha256: '3ab6488da3c8360a14e267277479c69d32e96d14567bd0e6a65c414008522409',
      packed: 3_573_800,
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte',
      bytes: 30_008,
      sha256: '277338318498465ee6e26ec6bbf008e92709155d52984ef442077d54b3cb7a6f',
      packed: 13_973,
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      bytes: 1_568_016,
      sha256: 'f7b69b831db004df0e4e05b331137ad58338af0c50cc864ddde2f408d2979df3',
      packed: 237_226,
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      bytes: 2_008,
      sha256: '4cd309a6ab31c45347b47154d5f2ac4937ff7468fbd19120c9b533c51f6d0e7d',
      packed: 934,
    },
  },
  mirrors: [],
};

/** Every set there is: to say whose file it is that was found in another's place. */
export const IMAGE_SETS: readonly ImageSet[] = [MNIST, FASHION_MNIST, DIGITS];
