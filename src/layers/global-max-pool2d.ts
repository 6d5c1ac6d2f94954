/** Global max pooling: from images to one vector per sample. */
import { maxPool } from '../ops/pool.ts';
import { windowsOn } from '../tensor/windows.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { globalPool2d, type GlobalPoolShape } from './pool2d.ts';

/**
 * The largest element of each channel of the whole image; the gradient goes to the first of equal ones.
 *
 *     y[c] = max over i, j of x[i, j, c]        x: [batch, height, width, channels]   y: [batch, channels]
 *
 * @throws ShapeError when a sample is no image
 */
export function globalMaxPool2d(): Layer<GlobalPoolShape<'globalMaxPool2d'>> {
  return globalPool2d('globalMaxPool2d', (x) => {
    const [batch, height, width, channels] = x.shape;
    const whole = windowsOn('globalMaxPool2d', x.shape.slice(1), { size: [height, width] });
    return maxPool(x, whole).reshape([batch, channels]);
  });
}

layerKind('globalMaxPool2d', {}, globalMaxPool2d);
