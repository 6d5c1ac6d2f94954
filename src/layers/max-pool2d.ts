/** Max pooling: the strongest answer in each window. */
import { maxPool } from '../ops/pool.ts';
import type { Padding, Pair } from '../tensor/window-types.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { pool2d, poolFields, type Pool2dOptions, type PoolShape } from './pool2d.ts';

/**
 * The largest element of each window, channel by channel; the gradient goes to the first of equal ones.
 *
 *     y[i, j, c] = max over k, l of x[i·stride + k, j·stride + l, c]
 *
 * @param size height and width of the window, 2 by default; one number, or [height, width]
 * @throws ShapeError when a sample is no image, or is smaller than the window
 */
export function maxPool2d<const K extends Pair = 2, const S extends Pair = K, const P extends Padding = 'valid'>(
  size?: K,
  options?: Pool2dOptions<S, P>,
): Layer<PoolShape<'maxPool2d', K, S, P>>;
export function maxPool2d(size: Pair = 2, options: Pool2dOptions = {}): Layer {
  return pool2d('maxPool2d', size, options, maxPool);
}

layerKind('maxPool2d', poolFields, ({ size, ...options }) => maxPool2d(size, options));
