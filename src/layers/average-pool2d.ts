/** Average pooling: the mean of each window. */
import { averagePool } from '../ops/pool.ts';
import type { Padding, Pair } from '../tensor/window-types.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { pool2d, poolFields, type Pool2dOptions, type PoolShape } from './pool2d.ts';

/**
 * The mean of each window, channel by channel.
 *
 *     y[i, j, c] = Σₖₗ x[i·stride + k, j·stride + l, c] / (elements of the window that lie on the image)
 *
 * @param size height and width of the window, 2 by default; one number, or [height, width]
 * @throws ShapeError when a sample is no image, or is smaller than the window
 */
export function averagePool2d<const K extends Pair = 2, const S extends Pair = K, const P extends Padding = 'valid'>(
  size?: K,
  options?: Pool2dOptions<S, P>,
): Layer<PoolShape<'averagePool2d', K, S, P>>;
export function averagePool2d(size: Pair = 2, options: Pool2dOptions = {}): Layer {
  return pool2d('averagePool2d', size, options, averagePool);
}

layerKind('averagePool2d', poolFields, ({ size, ...options }) => averagePool2d(size, options));
