/** Global average pooling: from images to one vector per sample. */
import { imageOf } from '../tensor/windows.ts';
import type { NoImage } from '../tensor/window-types.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';

interface GlobalAverageShape extends ShapeFunction {
  readonly out: this['in'] extends readonly [number, number, infer C extends number]
    ? readonly [C]
    : this['in'] extends readonly number[]
      ? number extends this['in']['length']
        ? readonly number[]
        : NoImage<'globalAveragePool2d', this['in']>
      : never;
}

/**
 * The mean of each channel of the whole image.
 *
 *     y[c] = Σᵢⱼ x[i, j, c] / (height · width)        x: [batch, height, width, channels]   y: [batch, channels]
 *
 * @throws ShapeError when a sample is no image
 * Source: Lin, Chen and Yan, “Network in network”, ICLR 2014.
 */
export function globalAveragePool2d(): Layer<GlobalAverageShape> {
  return layer<GlobalAverageShape>({
    kind: 'globalAveragePool2d',
    config: {},
    shape: (input) => [imageOf('globalAveragePool2d', input)[2]],
    call: (x) => x.reshape([x.shape[0], x.shape[1] * x.shape[2], x.shape[3]]).mean(1),
  });
}
