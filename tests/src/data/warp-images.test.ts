import { describe, expect, it } from 'vitest';
import { warpImages } from '../../../src/data/warp-images.ts';
import { rng } from '../../../src/random/rng.ts';
import { tensor } from '../../../src/tensor/create.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';

const image = (...rows: readonly (readonly number[])[]) =>
  tensor(Float32Array.from(rows.flat()), [1, rows.length, rows[0].length, 1]);
/** The first image's rows. */
function rowsOf({ data, shape: [, height, width] }: Tensor<readonly [number, number, number, number]>): number[][] {
  return Array.from({ length: height }, (_, row) => Array.from(data.slice(row * width, (row + 1) * width)));
}

describe('warpImages', () => {
  const random = rng(0).normal([3, 5, 5, 2]);

  it('changes nothing, to the bit, when nothing is asked', () => {
    expect(warpImages(random, {})).toEqual(random);
    expect(warpImages(random, { rotate: 360 })).toEqual(random);
  });

  it('turns by 90° counterclockwise as a permutation of pixels, in even and odd sizes', () => {
    expect(rowsOf(warpImages(image([1, 2], [3, 4]), { rotate: 90 }))).toEqual([
      [2, 4],
      [1, 3],
    ]);
    const turned = warpImages(random, { rotate: 90 }).data;
    const at = (i: number, row: number, column: number, channel: number) => ((i * 5 + row) * 5 + column) * 2 + channel;
    for (let i = 0; i < 3; i++) {
      for (let row = 0; row < 5; row++) {
        for (let column = 0; column < 5; column++) {
          for (const channel of [0, 1]) {
            expect(turned[at(i, row, column, channel)]).toBe(random.data[at(i, column, 4 - row, channel)]);
          }
        }
      }
    }
    const twice = warpImages(warpImages(random, { rotate: 90 }), { rotate: 90 });
    expect(warpImages(random, { rotate: 180 })).toEqual(twice);
    expect(warpImages(warpImages(random, { rotate: 90 }), { rotate: -90 })).toEqual(random);
  });

  it('shifts down and to the right by whole pixels, and fills what comes in', () => {
    const x = image([1, 2, 3], [4, 5, 6]);
    expect(rowsOf(warpImages(x, { shift: [1, -1] }))).toEqual([
      [0, 0, 0],
      [2, 3, 0],
    ]);
    expect(rowsOf(warpImages(x, { shift: [0, 2], fill: -1 }))).toEqual([
      [-1, -1, 1],
      [-1, -1, 4],
    ]);
  });

  it('blends neighbours for parts of a pixel', () => {
    // At (row, column) = (r − ¼, c − ½): ¾·½ of a pixel and its left neighbour, ¼·½ of those above.
    const x = image([0, 0, 0], [0, 16, 0], [0, 0, 0]);
    expect(rowsOf(warpImages(x, { shift: [0.25, 0.5] }))).toEqual([
      [0, 0, 0],
      [0, 6, 6],
      [0, 2, 2],
    ]);
  });

  it('enlarges about the middle: a ramp becomes flatter', () => {
    const ramp = image([-2, -1, 0, 1, 2]);
    expect(rowsOf(warpImages(ramp, { scale: 2 }))).toEqual([[-1, -0.5, 0, 0.5, 1]]);
    expect(rowsOf(warpImages(ramp, { scale: 0.5, fill: 9 }))).toEqual([[9, -2, 0, 2, 9]]);
  });

  it('agrees with the formula at any angle on an image that bilinear interpolation reproduces', () => {
    // z = 2·row + 3·column is linear, so that interpolation is exact where no border is near.
    const size = 21;
    const plane = tensor(
      Float32Array.from({ length: size * size }, (_, i) => 2 * Math.floor(i / size) + 3 * (i % size)),
      [1, size, size, 1],
    );
    const turned = rowsOf(warpImages(plane, { rotate: 30, scale: 1.25, shift: [1, -2] }));
    const [cos, sin] = [Math.sqrt(3) / 2, 1 / 2];
    for (const [row, column] of [
      [10, 10],
      [7, 12],
      [13, 8],
    ]) {
      const [y, x] = [(row - 11) / 1.25, (column - 8) / 1.25];
      const expected = 2 * (10 + sin * x + cos * y) + 3 * (10 + cos * x - sin * y);
      expect(turned[row][column]).toBeCloseTo(expected, 4);
    }
  });

  it('does not let a missing value spread through a weight of nothing', () => {
    expect(rowsOf(warpImages(image([NaN, 1, 2]), { shift: [0, 1] }))).toEqual([[0, NaN, 1]]);
  });

  it('refuses in a sentence what are no images or no amounts', () => {
    expect(() => warpImages(random, { scale: 0 })).toThrow(
      'warpImages: expected finite amounts and a scale above 0, received shift [0, 0], rotate 0, scale 0.',
    );
    expect(() => warpImages(random, { rotate: NaN })).toThrow(/rotate NaN/);
    // @ts-expect-error -- the compiler says so, too
    expect(() => warpImages(tensor([[1, 2]]), {})).toThrow(/expected images of shape \[n, rows, columns, channels\]/);
  });
});
