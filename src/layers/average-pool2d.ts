/** Average pooling: the mean of each window. */
import { averagePool } from '../ops/pool.ts';
import type { Channels, Padding, Pair, Windowed } from '../tensor/window-types.ts';
import { checkPadding, pairOf, placesOf, windowsOn } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';

interface AveragePoolShape<K extends Pair, S extends Pair, P extends Padding> extends ShapeFunction {
  readonly out: Windowed<'averagePool2d', this['in'], Channels<this['in']>, K, S, 1, P>;
}

export interface AveragePool2dOptions<S extends Pair = Pair, P extends Padding = Padding> {
  /** Steps from window to window, the size of the window by default; one number, or [vertical, horizontal]. */
  readonly stride?: S;
  /** 'valid' (default): windows inside the image; 'same': windows may reach beyond it, where nothing counts. */
  readonly padding?: P;
}

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
  options?: AveragePool2dOptions<S, P>,
): Layer<AveragePoolShape<K, S, P>>;
export function averagePool2d(size: Pair = 2, options: AveragePool2dOptions = {}): Layer {
  const { stride = size, padding = 'valid' } = options;
  const window = {
    size: pairOf('averagePool2d', 'size', size),
    stride: pairOf('averagePool2d', 'stride', stride),
    padding,
  };
  checkPadding('averagePool2d', padding);
  return layer<ShapeFunction>({
    kind: 'averagePool2d',
    config: { size, stride, padding },
    shape: (input) => [...placesOf(input, windowsOn('averagePool2d', input, window)), input[2]],
    call: (x) => averagePool(x, windowsOn('averagePool2d', x.shape.slice(1), window)),
  });
}
