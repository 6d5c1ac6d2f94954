/** The convolutional layer for sequences. */
import { checkWholeNumber } from '../checks.ts';
import { optional, wholeNumber } from '../config/field.ts';
import { convolve } from '../ops/convolution.ts';
import type { Padding } from '../tensor/window-types.ts';
import { placesOf } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';
import {
  asImages,
  checkWindow,
  sequenceWindowFields,
  type WindowedSequence,
  windowsAlong,
} from './sequence-windows.ts';
import { plus, weightFields, type WeightOptions, type Weights, weightsOf } from './weights.ts';

/** [time, features] → [places, F]. */
export interface Convolution1dShape<
  F extends number,
  K extends number,
  S extends number,
  D extends number,
  P extends Padding,
> extends ShapeFunction {
  readonly out: WindowedSequence<'conv1d', this['in'], F, K, S, D, P>;
}

/** How a convolution moves its window along a sequence, and what follows. */
export interface Conv1dOptions<
  S extends number = number,
  D extends number = number,
  P extends Padding = Padding,
> extends WeightOptions {
  /** Steps from window to window, 1 by default. */
  readonly stride?: S;
  /** 'valid' (default): windows inside the sequence; 'same': zeros around, so that stride 1 keeps its length. */
  readonly padding?: P;
  /** Steps between the elements of a window, 1 by default. */
  readonly dilation?: D;
}

/**
 * A layer whose filters look at one short piece of the sequence after another, with the same weights everywhere.
 *
 *     y[t, f] = activation(Σₖ꜀ x[t·stride + k·dilation, c] · W[k, c, f] + b[f])
 *
 *     x: [batch, time, features]   W: [k, features, filters]   b: [filters]
 *
 * @param filters number of output features
 * @param kernelSize length of the window, 3 by default
 * @throws ShapeError when a sample is no sequence of vectors, or is shorter than the window
 * Source: Waibel et al., “Phoneme recognition using time-delay neural networks”, IEEE Trans. ASSP 37 (1989).
 */
export function conv1d<
  const F extends number,
  const K extends number = 3,
  const S extends number = 1,
  const D extends number = 1,
  const P extends Padding = 'valid',
>(filters: F, kernelSize?: K, options?: Conv1dOptions<S, D, P>): Layer<Convolution1dShape<F, K, S, D, P>>;
export function conv1d(filters: number, kernelSize = 3, options: Conv1dOptions = {}): Layer {
  const { stride = 1, padding = 'valid', dilation = 1 } = options;
  const { f, config, initial, penalty } = weightsOf(options);
  const window = { size: kernelSize, stride, dilation, padding };
  checkWholeNumber('conv1d', 'filters', filters);
  checkWindow('conv1d', 'kernelSize', window);
  return layer<ShapeFunction, Weights>({
    kind: 'conv1d',
    config: { filters, kernelSize, stride, padding, dilation, ...config },
    shape: (input) => [placesOf([input[0], 1], windowsAlong('conv1d', input, window))[0], filters],
    parameters: ([, features], rng) => initial([kernelSize, features, filters], filters, rng),
    penalty,
    call(x, { W, b }) {
      const windows = windowsAlong('conv1d', x.shape.slice(1), window);
      const filter = W.reshape([kernelSize, 1, x.shape[2], filters]);
      return f(
        plus(
          asImages(x, (images) => convolve(images, filter, windows)),
          b,
        ),
      );
    },
  });
}

layerKind(
  'conv1d',
  {
    ...{ filters: wholeNumber(1), kernelSize: optional(wholeNumber(1)), dilation: optional(wholeNumber(1)) },
    ...{ ...sequenceWindowFields, ...weightFields },
  },
  ({ filters, kernelSize, ...options }) => conv1d(filters, kernelSize, options),
);
