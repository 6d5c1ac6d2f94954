/** Global average pooling: from images to one vector per sample. */
import { globalAveragePool } from '../ops/pool.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { globalPool2d, type GlobalPoolShape } from './pool2d.ts';

/**
 * The mean of each channel of the whole image.
 *
 *     y[c] = Σᵢⱼ x[i, j, c] / (height · width)        x: [batch, height, width, channels]   y: [batch, channels]
 *
 * @throws ShapeError when a sample is no image
 * Source: Lin, Chen and Yan, “Network in network”, ICLR 2014.
 */
export function globalAveragePool2d(): Layer<GlobalPoolShape<'globalAveragePool2d'>> {
  return globalPool2d('globalAveragePool2d', globalAveragePool);
}

layerKind('globalAveragePool2d', {}, globalAveragePool2d);
