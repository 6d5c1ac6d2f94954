/** Pooling of sequences: of each window the strongest answer, or the mean. */
import { optional, wholeNumber } from '../config/field.ts';
import { averagePool, maxPool } from '../ops/pool.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { Padding } from '../tensor/window-types.ts';
import { placesOf, type Windows } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';
import {
  asImages,
  checkWindow,
  type Features,
  sequenceWindowFields,
  type WindowedSequence,
  windowsAlong,
} from './sequence-windows.ts';

/** [time, features] → [places, features]. */
export interface Pool1dShape<
  Kind extends string,
  K extends number,
  S extends number,
  P extends Padding,
> extends ShapeFunction {
  readonly out: WindowedSequence<Kind, this['in'], Features<this['in']>, K, S, 1, P>;
}

/** How pooling moves its window along a sequence. */
export interface Pool1dOptions<S extends number = number, P extends Padding = Padding> {
  /** Steps from window to window, the size of the window by default. */
  readonly stride?: S;
  /** 'valid' (default): windows inside the sequence; 'same': windows may reach beyond it, where nothing counts. */
  readonly padding?: P;
}

/**
 * The largest element of each window, feature by feature; the gradient goes to the first of equal ones.
 *
 *     y[t, f] = max over k of x[t·stride + k, f]        x: [batch, time, features]
 *
 * @param size length of the window, 2 by default
 * @throws ShapeError when a sample is no sequence of vectors, or is shorter than the window
 */
export function maxPool1d<const K extends number = 2, const S extends number = K, const P extends Padding = 'valid'>(
  size?: K,
  options?: Pool1dOptions<S, P>,
): Layer<Pool1dShape<'maxPool1d', K, S, P>>;
export function maxPool1d(size = 2, options: Pool1dOptions = {}): Layer {
  return pool1d('maxPool1d', size, options, maxPool);
}

/**
 * The mean of each window, feature by feature; what lies beyond the sequence does not count.
 *
 *     y[t, f] = Σₖ x[t·stride + k, f] / size        x: [batch, time, features]
 *
 * @param size length of the window, 2 by default
 * @throws ShapeError when a sample is no sequence of vectors, or is shorter than the window
 */
export function averagePool1d<
  const K extends number = 2,
  const S extends number = K,
  const P extends Padding = 'valid',
>(size?: K, options?: Pool1dOptions<S, P>): Layer<Pool1dShape<'averagePool1d', K, S, P>>;
export function averagePool1d(size = 2, options: Pool1dOptions = {}): Layer {
  return pool1d('averagePool1d', size, options, averagePool);
}

function pool1d(
  kind: string,
  size: number,
  { stride = size, padding = 'valid' }: Pool1dOptions,
  pool: (x: AnyTensor, windows: Windows) => AnyTensor,
): Layer {
  const window = { size, stride, dilation: 1, padding };
  checkWindow(kind, 'size', window);
  return layer<ShapeFunction>({
    kind,
    config: { size, stride, padding },
    shape: (input) => [placesOf([input[0], 1], windowsAlong(kind, input, window))[0], input[1]],
    call: (x) => asImages(x, (images) => pool(images, windowsAlong(kind, x.shape.slice(1), window))),
  });
}

const fields = { size: optional(wholeNumber(1)), ...sequenceWindowFields };
layerKind('maxPool1d', fields, ({ size, ...options }) => maxPool1d(size, options));
layerKind('averagePool1d', fields, ({ size, ...options }) => averagePool1d(size, options));
