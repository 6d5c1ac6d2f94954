/** Reads the pictures of an image grid: a stack in one tensor, weights with one picture per row or column, or a list. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { isTensorLike, type Picture, type TensorLike } from './array.ts';

/** One picture: flat values, rows of values, or a tensor [h, w], [h, w, 1], [h, w, 3] or [h·w]. */
export type ImageLike = ArrayLike<number> | readonly ArrayLike<number>[] | TensorLike;

/**
 * Several pictures: a list, or one tensor [n, h, w], [n, h, w, 1 or 3], [n, h·w], or weights [h·w, n]. Of [n, h, w, c] with
 * other channels, as feature maps and the filters of a convolution have, each channel is a picture: n·c of them.
 */
export type ImagesLike = TensorLike | readonly ImageLike[];

/** Height and width of a picture. */
export type ImageShape = readonly [height: number, width: number];

/** The pictures to draw, and how many there are in all. */
export interface Pictures {
  readonly pictures: readonly Picture[];
  readonly total: number;
}

/** Reads at most `limit` pictures; `imageShape` is needed where the data are flat and not square. */
export function readPictures(images: ImagesLike, limit: number, imageShape?: ImageShape): Pictures {
  const { total, at } = isTensorLike(images) ? unstack(images, imageShape) : listed(images, imageShape);
  if (total === 0) throw new ArgumentError('imageGrid: expected at least one image, received none.');
  return { total, pictures: Array.from({ length: Math.min(total, limit) }, (_, i) => at(i)) };
}

/** Some number of pictures, read one at a time: a whole data set may be handed over to show its first few. */
interface Stack {
  readonly total: number;
  at(index: number): Picture;
}

function listed(images: readonly ImageLike[], imageShape: ImageShape | undefined): Stack {
  return { total: images.length, at: (i) => readOne(images[i] ?? [], i, imageShape) };
}

function unstack(tensor: TensorLike, imageShape: ImageShape | undefined): Stack {
  const { shape, data } = tensor;
  if (sizeOf(shape) !== data.length) throw sizeError('the tensor', data.length, shape);
  const [total = 0, height = 0, width = 0, channels = 1] = shape;
  if (shape.length === 3 || (shape.length === 4 && (channels === 1 || channels === 3))) {
    return { total, at: (i) => slice(data, i, [height, width], channels) };
  }
  if (shape.length === 4) return unstackChannels(tensor);
  if (shape.length === 2) return unstackMatrix(tensor, imageShape);
  throw new ShapeError(
    `imageGrid: expected images of shape [n, h, w], [n, h, w, channels] or [n, h·w], received [${shape.join(', ')}].`,
  );
}

/** Each channel a picture. */
function unstackChannels({ shape, data }: TensorLike): Stack {
  const [images = 0, height = 0, width = 0, channels = 0] = shape;
  const size = height * width * channels;
  const at = (i: number): Picture => {
    const start = Math.floor(i / channels) * size + (i % channels);
    const values = Array.from({ length: height * width }, (_, pixel) => data[start + pixel * channels] ?? NaN);
    return { height, width, channels: 1, data: values };
  };
  return { total: images * channels, at };
}

/** Rows of a matrix are pictures; where only its columns have the size of one, as in a layer's weights, those are. */
function unstackMatrix({ shape, data }: TensorLike, imageShape: ImageShape | undefined): Stack {
  const [rows = 0, columns = 0] = shape;
  const [height, width] = imageShape ?? squareOf(columns, 'each row');
  if (height * width === columns) return { total: rows, at: (i) => slice(data, i, [height, width], 1) };
  if (height * width !== rows) {
    throw new ShapeError(
      `imageGrid: expected rows or columns of ${height}×${width} = ${height * width} values, received a matrix of shape [${rows}, ${columns}].`,
    );
  }
  const column = (i: number) => Array.from({ length: rows }, (_, row) => data[row * columns + i] ?? NaN);
  return { total: columns, at: (i) => ({ height, width, channels: 1, data: column(i) }) };
}

function readOne(image: ImageLike, index: number, imageShape: ImageShape | undefined): Picture {
  const name = `image ${index}`;
  if (isTensorLike(image)) {
    const { shape, data } = image;
    if (shape.length === 1) return flat(data, name, imageShape);
    const [height = 0, width = 0, channels = 1] = shape;
    const fits = shape.length <= 3 && (channels === 1 || channels === 3) && height * width * channels === data.length;
    if (!fits) throw sizeError(name, data.length, shape);
    return { height, width, channels, data };
  }
  if (isNested(image)) {
    const width = image[0]?.length ?? 0;
    const values = image.flatMap((row) => Array.from(row));
    if (values.length !== image.length * width) {
      throw new ShapeError(`imageGrid: the rows of ${name} differ in length; expected ${width} values in each.`);
    }
    return { height: image.length, width, channels: 1, data: values };
  }
  return flat(image, name, imageShape);
}

function isNested(image: ArrayLike<number> | readonly ArrayLike<number>[]): image is readonly ArrayLike<number>[] {
  return Array.isArray(image) && typeof image[0] !== 'number';
}

function flat(data: ArrayLike<number>, name: string, imageShape: ImageShape | undefined): Picture {
  const [height, width] = imageShape ?? squareOf(data.length, name);
  if (height * width !== data.length) throw sizeError(name, data.length, [height, width]);
  return { height, width, channels: 1, data };
}

function slice(data: ArrayLike<number>, index: number, [height, width]: ImageShape, channels: number): Picture {
  const size = height * width * channels;
  return { height, width, channels, data: Array.from({ length: size }, (_, i) => data[index * size + i] ?? NaN) };
}

function squareOf(length: number, name: string): ImageShape {
  const side = Math.sqrt(length);
  if (Number.isInteger(side) && side > 0) return [side, side];
  throw new ShapeError(
    `imageGrid: ${name} has ${length} values, which make no square; say its height and width: { imageShape: [h, w] }.`,
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function sizeError(name: string, length: number, shape: readonly number[]): ShapeError {
  return new ShapeError(
    `imageGrid: ${name} of shape ${shape.join('×')} needs ${sizeOf(shape)} values, received ${length}.`,
  );
}
