/** Global max pooling: from images to one vector per sample. */
import { maxPool } from '../ops/pool.ts';
import { imageOf, windowsOn } from '../tensor/windows.ts';
import type { NoImage } from '../tensor/window-types.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';

interface GlobalMaxShape extends ShapeFunction {
  readonly out: this['in'] extends readonly [number, number, infer C extends number]
    ? readonly [C]
    : this['in'] extends readonly number[]
      ? number extends this['in']['length']
        ? readonly number[]
        : NoImage<'globalMaxPool2d', this['in']>
      : never;
}

/**
 * The largest element of each channel of the whole image; the gradient goes to the first of equal ones.
 *
 *     y[c] = max over i, j of x[i, j, c]        x: [batch, height, width, channels]   y: [batch, channels]
 *
 * @throws ShapeError when a sample is no image
 */
export function globalMaxPool2d(): Layer<GlobalMaxShape> {
  return layer<GlobalMaxShape>({
    kind: 'globalMaxPool2d',
    config: {},
    shape: (input) => [imageOf('globalMaxPool2d', input)[2]],
    call: (x) =>
      maxPool(x, windowsOn('globalMaxPool2d', x.shape.slice(1), { size: [x.shape[1], x.shape[2]] })).reshape([
        x.shape[0],
        x.shape[3],
      ]),
  });
}
