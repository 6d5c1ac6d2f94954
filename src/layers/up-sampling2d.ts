/** Images enlarged, each pixel to several: the way back from pooling, in decoders. */
import { optional, pair } from '../config/field.ts';
import type { Multiply } from '../tensor/shape-types.ts';
import type { Height, NoImage, Pair, Width } from '../tensor/window-types.ts';
import { imageOf, pairOf } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';

/** [height, width, channels] → the same, K times as high and wide. */
export interface UpSamplingShape<K extends Pair> extends ShapeFunction {
  readonly out: this['in'] extends readonly [infer H extends number, infer W extends number, infer C extends number]
    ? readonly [Multiply<H, Height<K>>, Multiply<W, Width<K>>, C]
    : this['in'] extends readonly number[]
      ? number extends this['in']['length']
        ? readonly number[]
        : NoImage<'upSampling2d', this['in']>
      : never;
}

/**
 * Every pixel becomes a rectangle of equal ones (nearest neighbour): y[i, j, c] = x[⌊i / sᵥ⌋, ⌊j / sₕ⌋, c]
 *
 *     x: [batch, height, width, channels]   y: [batch, sᵥ · height, sₕ · width, channels]
 *
 * @param size s, 2 by default; one number, or [vertical, horizontal]
 * @throws ShapeError when a sample is no image
 */
export function upSampling2d<const K extends Pair = 2>(size?: K): Layer<UpSamplingShape<K>>;
export function upSampling2d(size: Pair = 2): Layer {
  const [vertical, horizontal] = pairOf('upSampling2d', 'size', size);
  return layer<ShapeFunction>({
    kind: 'upSampling2d',
    config: { size },
    shape(input) {
      const [height, width, channels] = imageOf('upSampling2d', input);
      return [vertical * height, horizontal * width, channels];
    },
    call: (x) => x.repeat(vertical, 1).repeat(horizontal, 2),
  });
}

layerKind('upSampling2d', { size: optional(pair) }, ({ size }) => upSampling2d(size));
