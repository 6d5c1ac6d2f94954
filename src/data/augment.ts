/** Images varied at random, so that a model learns what does not matter: where a digit stands, how it leans, who wrote it. */
import { ArgumentError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { type Elastic, elasticField } from './elastic.ts';
import { type Origin, resample } from './resample.ts';
import { generatorOf, type Seed } from './seed.ts';
import { affine, type ImageShape, mapImages, sizeOfImages } from './warp-images.ts';

/** How strongly images are changed. */
export interface AugmentOptions {
  /** The most pixels an image is shifted up, down, left or right. */
  readonly shift?: number;
  /** The most degrees it is turned, either way. */
  readonly rotate?: number;
  /** How much larger or smaller it gets at most: 0.1 means by a factor between 1/1.1 and 1.1. */
  readonly scale?: number;
  /** Elastic distortion; a number is its strength, with a smoothness of 4 pixels. */
  readonly elastic?: number | Elastic;
  /** Standard deviation of the normal noise added to every value; nothing is cut off at 0 and 1. */
  readonly noise?: number;
  /** What comes in from outside, 0 by default. */
  readonly fill?: number;
  /** A whole number, or a generator; the shared generator by default. Every call goes on from where the last one ended. */
  readonly seed?: Seed;
}

/**
 * A function that varies every image of a batch, each otherwise: uniform shifts, angles and (on a logarithmic scale)
 * sizes within the limits given, an elastic distortion, noise. What is not named is left alone.
 *
 *     const varied = augment({ shift: 2, rotate: 10, scale: 0.1, elastic: 1, noise: 0.05, seed: 0 });
 *     for (const [x, y] of batches(xTrain, yTrain, { size: 32 })) step(varied(x), y);
 *
 * All movements are made at once, with one bilinear interpolation. It takes images [n, rows, columns, channels], float32,
 * and no gradient flows through it.
 * @throws ArgumentError for an amount that is negative or not finite; the function: ShapeError for what are no images
 */
export function augment(options: AugmentOptions): <S extends ImageShape>(x: Tensor<S>) => Tensor<S> {
  const { shift = 0, rotate = 0, scale = 0, noise = 0, fill = 0, seed } = options;
  const { elastic: given = 0 } = options;
  const elastic = typeof given === 'number' ? { strength: given, smoothness: 4 } : given;
  checkAmounts({ shift, rotate, scale, noise, 'elastic strength': elastic.strength });
  if (!(elastic.smoothness > 0 && elastic.smoothness < Infinity)) {
    throw new ArgumentError({
      what: 'augment: elastic smoothness',
      expected: 'a number of pixels above 0',
      received: String(elastic.smoothness),
    });
  }
  const random = generatorOf(seed);
  const moves = shift > 0 || rotate > 0 || scale > 0 || elastic.strength > 0;
  return <S extends ImageShape>(x: Tensor<S>): Tensor<S> => {
    const size = sizeOfImages('augment', x);
    if (!moves) return noise > 0 ? noisy(x) : x;
    const amounts = random.uniform([x.shape[0], 4], { low: -1, high: 1 }).data;
    const moved = mapImages(x, size, (source, target, offset, i) => {
      const [down, right, turn, growth] = amounts.subarray(4 * i, 4 * i + 4);
      const plain = affine(size, {
        shift: [shift * down, shift * right],
        rotate: rotate * turn,
        scale: (1 + scale) ** growth,
      });
      resample(source, target, offset, size, elastic.strength > 0 ? bent(plain, size) : plain, fill);
    });
    return noise > 0 ? noisy(moved) : moved;
  };

  function noisy<S extends ImageShape>(x: Tensor<S>): Tensor<S> {
    const sum = random.normal(x.shape, { std: noise });
    // The array was made just now and nobody else has it.
    for (let i = 0; i < sum.data.length; i++) sum.data[i] += x.data[i];
    return sum;
  }

  /** The way back of a row of pixels, made crooked by a field of its own. */
  function bent(plain: Origin, { height, width }: { readonly height: number; readonly width: number }): Origin {
    const { down, right } = elasticField(height, width, elastic, random);
    return (row, to) => {
      plain(row, to);
      for (let column = 0; column < width; column++) {
        to[2 * column] += down[row * width + column];
        to[2 * column + 1] += right[row * width + column];
      }
    };
  }
}

function checkAmounts(amounts: Readonly<Record<string, number>>): void {
  for (const [name, amount] of Object.entries(amounts)) {
    if (amount >= 0 && amount < Infinity) continue;
    throw new ArgumentError({ what: `augment: ${name}`, expected: 'a finite number ≥ 0', received: String(amount) });
  }
}
