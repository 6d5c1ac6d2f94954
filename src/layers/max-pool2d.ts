/** Max pooling: the strongest answer in each window. */
import { maxPool } from '../ops/pool.ts';
import type { Channels, Padding, Pair, Windowed } from '../tensor/window-types.ts';
import { checkPadding, pairOf, placesOf, windowsOn } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';

interface MaxPoolShape<K extends Pair, S extends Pair, P extends Padding> extends ShapeFunction {
  readonly out: Windowed<'maxPool2d', this['in'], Channels<this['in']>, K, S, 1, P>;
}

export interface MaxPool2dOptions<S extends Pair = Pair, P extends Padding = Padding> {
  /** Steps from window to window, the size of the window by default; one number, or [vertical, horizontal]. */
  readonly stride?: S;
  /** 'valid' (default): windows inside the image; 'same': windows may reach beyond it, where nothing counts. */
  readonly padding?: P;
}

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
  options?: MaxPool2dOptions<S, P>,
): Layer<MaxPoolShape<K, S, P>>;
export function maxPool2d(size: Pair = 2, options: MaxPool2dOptions = {}): Layer {
  const { stride = size, padding = 'valid' } = options;
  const window = { size: pairOf('maxPool2d', 'size', size), stride: pairOf('maxPool2d', 'stride', stride), padding };
  checkPadding('maxPool2d', padding);
  return layer<ShapeFunction>({
    kind: 'maxPool2d',
    config: { size, stride, padding },
    shape: (input) => [...placesOf(input, windowsOn('maxPool2d', input, window)), input[2]],
    call: (x) => maxPool(x, windowsOn('maxPool2d', x.shape.slice(1), window)),
  });
}
