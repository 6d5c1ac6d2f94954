/** Images shifted, turned and enlarged by given amounts. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { type ImageSize, type Origin, resample } from './resample.ts';

/** Images, rows, columns, channels. */
export type ImageShape = readonly [number, number, number, number];

/** How far images are shifted, turned, enlarged and bent. */
export interface WarpOptions {
  /** Pixels down and to the right, [0, 0] by default; parts of pixels blend neighbours. */
  readonly shift?: readonly [number, number];
  /** Degrees, counterclockwise, about the middle of the image; 0 by default. */
  readonly rotate?: number;
  /** How much larger, about the middle; 1 by default. */
  readonly scale?: number;
  /** What comes in from outside, 0 by default. */
  readonly fill?: number;
}

/**
 * Enlarges, turns, then shifts all images by the same amounts, with bilinear interpolation.
 *
 *     warpImages(x, { rotate: 90 })
 *
 * A pixel at p, counted from the middle, comes from R(−θ)(p − shift) / scale.
 * @param x images [n, rows, columns, channels]
 * @throws ShapeError for another number of axes, ArgumentError for amounts that are not finite or a scale ≤ 0
 */
export function warpImages<S extends ImageShape>(x: Tensor<S>, options: WarpOptions): Tensor<S> {
  const { shift = [0, 0], rotate = 0, scale = 1, fill = 0 } = options;
  const finite = [...shift, rotate, scale].every(Number.isFinite);
  if (!finite || scale <= 0) {
    throw new ArgumentError({
      what: 'warpImages',
      expected: 'finite amounts and a scale above 0',
      received: `shift [${shift.join(', ')}], rotate ${rotate}, scale ${scale}`,
    });
  }
  const size = sizeOfImages('warpImages', x);
  const origin = affine(size, { shift, rotate, scale });
  return mapImages(x, size, (source, target, offset) => resample(source, target, offset, size, origin, fill));
}

/** Where the pixels of an image come from that is enlarged, turned, and shifted. */
export function affine(
  { height, width }: ImageSize,
  { shift, rotate, scale }: Required<Omit<WarpOptions, 'fill'>>,
): Origin {
  const middle = [(height - 1) / 2, (width - 1) / 2];
  const cos = Math.cos((rotate * Math.PI) / 180) / scale;
  const sin = Math.sin((rotate * Math.PI) / 180) / scale;
  return (row, to) => {
    const y = row - middle[0] - shift[0];
    for (let column = 0; column < width; column++) {
      const x = column - middle[1] - shift[1];
      // Rows count downwards: counterclockwise is what the eye sees.
      to[2 * column] = middle[0] + sin * x + cos * y;
      to[2 * column + 1] = middle[1] + cos * x - sin * y;
    }
  };
}

/** New images of the same shape; `draw` fills in the one that begins at `offset`. */
export function mapImages<S extends ImageShape>(
  x: Tensor<S>,
  { height, width, channels }: ImageSize,
  draw: (source: Float32Array, target: Float32Array, offset: number, i: number) => void,
): Tensor<S> {
  const target = new Float32Array(x.size);
  for (let i = 0; i < x.shape[0]; i++) draw(x.data, target, i * height * width * channels, i);
  return new Tensor(target, x.shape, 'float32');
}

/** @throws ShapeError unless there are four axes. */
export function sizeOfImages(what: string, x: Tensor<ImageShape>): ImageSize {
  const [, height, width, channels] = x.shape;
  if (x.rank === 4) return { height, width, channels };
  throw new ShapeError({
    what,
    expected: 'images of shape [n, rows, columns, channels]',
    received: `a tensor of shape ${showShape(x.shape)}`,
    hint: 'reshape it: 28×28 grey levels in a row become .reshape([-1, 28, 28, 1])',
  });
}
