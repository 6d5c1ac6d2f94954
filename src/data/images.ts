/** From the four IDX files of an image set to tensors: pictures, labels, and other views of the same numbers. */
import { ArgumentError } from '../errors.ts';
import { showsAs } from '../display/shows-as.ts';
import { tensor } from '../tensor/create.ts';
import { Deferred } from '../tensor/deferred.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { DataError } from './data-error.ts';
import type { ImageFiles, ImageSet } from './digests.ts';
import { greyLevels } from './grey-levels.ts';
import { readIdx } from './idx.ts';
import { sampleGrid } from './sample-grid.ts';

type Images = Tensor<readonly [number, 28, 28, 1]>;
type Labels = Tensor<readonly [number], 'int32'>;

/** An image set as tensors; `n` is the number of images. */
export interface ImageData<Source extends string = string> {
  /** Images to train on, n×28×28×1: rows, columns, one grey channel; ink is 1 and paper 0 (255 and 0 if not normalized). */
  readonly xTrain: Images;
  /** Their classes, n numbers from 0 to 9. */
  readonly yTrain: Labels;
  /** Images to test on, in the same form. */
  readonly xTest: Images;
  /** Their classes. */
  readonly yTest: Labels;
  /** The same images as rows of 784 numbers; they share their memory with `xTrain` and `xTest`. */
  readonly flat: { readonly xTrain: Tensor<readonly [number, 784]>; readonly xTest: Tensor<readonly [number, 784]> };
  /** The classes as rows of ten numbers, 1 at the class and 0 elsewhere; computed when first asked for. */
  readonly oneHot: { readonly yTrain: Tensor<readonly [number, 10]>; readonly yTest: Tensor<readonly [number, 10]> };
  /** What a result on these data must be called. */
  readonly source: Source;
  /** One sentence: what the data are, and how many. */
  readonly description: string;
}

/** How many images are taken, and on which scale. */
export interface ImageOptions {
  /** How many training images to take, from the first on; all by default, and all where there are fewer. */
  readonly train?: number;
  /** How many test images to take; all by default. */
  readonly test?: number;
  /** Divides grey levels by 255, so that they lie in [0, 1]; true by default. */
  readonly normalize?: boolean;
}

const CLASSES = 10;
const SIDE = 28;

/**
 * Puts the tensors together.
 * @param place the folder the files came from, for errors
 * @throws DataError when a file is no IDX file, images are not 28×28, labels are not 0…9, or their numbers differ.
 */
export function imageData<Source extends string>(
  set: ImageSet<Source>,
  files: ImageFiles<Uint8Array>,
  place: string,
  { train, test, normalize = true }: ImageOptions = {},
): ImageData<Source> {
  const { trainImages, trainLabels, testImages, testLabels } = set.files;
  const name = (file: { readonly name: string }) => `${place}/${file.name}`;
  const training = readPart(
    { bytes: files.trainImages, name: name(trainImages) },
    { bytes: files.trainLabels, name: name(trainLabels) },
    checkCount('train', train),
    normalize,
  );
  const testing = readPart(
    { bytes: files.testImages, name: name(testImages) },
    { bytes: files.testLabels, name: name(testLabels) },
    checkCount('test', test),
    normalize,
  );
  const classes = { train: lazy(() => oneHot(training.y.data)), test: lazy(() => oneHot(testing.y.data)) };
  const data = {
    xTrain: training.x,
    yTrain: training.y,
    xTest: testing.x,
    yTest: testing.y,
    flat: { xTrain: training.flat, xTest: testing.flat },
    oneHot: {
      get yTrain() {
        return classes.train();
      },
      get yTest() {
        return classes.test();
      },
    },
    source: set.source,
    description: `${set.about}: ${training.y.size} training and ${testing.y.size} test images.`,
  };
  return showsAs(data, () => sampleGrid(data.xTrain, data.yTrain, data.description));
}

interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly name: string;
}

function readPart(images: NamedBytes, labels: NamedBytes, count: number | undefined, normalize: boolean) {
  const pictures = readIdx(images.bytes, images.name);
  const classes = readIdx(labels.bytes, labels.name);
  const [n] = pictures.shape;
  if (pictures.shape.length !== 3 || pictures.shape[1] !== SIDE || pictures.shape[2] !== SIDE) {
    throw new DataError(images.name, {
      expected: 'images of 28×28',
      received: `the shape ${pictures.shape.join('×')}`,
    });
  }
  if (!(pictures.data instanceof Uint8Array)) {
    throw new DataError(images.name, {
      expected: 'grey levels from 0 to 255, a byte each',
      received: 'larger numbers',
    });
  }
  if (classes.shape.length !== 1 || classes.shape[0] !== n) {
    throw new DataError(labels.name, {
      expected: `${n} labels, one for each image of ${images.name}`,
      received: classes.shape.length === 1 ? `${classes.shape[0]}` : `the shape ${classes.shape.join('×')}`,
      hint: 'take images and labels from the same data set',
    });
  }
  const wrong = classes.data.findIndex((label) => !(label >= 0 && label < CLASSES));
  if (wrong !== -1) {
    throw new DataError(labels.name, {
      expected: 'labels from 0 to 9',
      received: `${classes.data[wrong]} at place ${wrong}`,
      hint: 'the file is damaged or of another data set',
    });
  }
  const taken = Math.min(count ?? n, n);
  const grey = greyLevels(pictures.data.subarray(0, taken * SIDE * SIDE), normalize ? 255 : 1);
  return {
    x: new Deferred(grey, [taken, 28, 28, 1] as const, 'float32'),
    flat: new Deferred(grey, [taken, 784] as const, 'float32'),
    y: tensor(Int32Array.from(classes.data.subarray(0, taken)), [taken]),
  };
}

function checkCount(option: string, count: number | undefined): number | undefined {
  if (count === undefined || (Number.isInteger(count) && count > 0)) return count;
  throw new ArgumentError({
    what: `option ${option}`,
    expected: 'a whole number of images, 1 or more',
    received: `${count}`,
    hint: 'leave it out to take all',
  });
}

function oneHot(labels: Int32Array): Tensor<readonly [number, 10]> {
  const rows = new Float32Array(labels.length * CLASSES);
  for (const [i, label] of labels.entries()) rows[i * CLASSES + label] = 1;
  return tensor(rows, [labels.length, 10]);
}

function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}
