/** The convolutional layer. */
import { checkWholeNumber } from '../checks.ts';
import { optional, pair, wholeNumber } from '../config/field.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { convolve } from '../ops/convolution.ts';
import { showShape } from '../tensor/shape.ts';
import type { Padding, Pair, Windowed } from '../tensor/window-types.ts';
import { checkPadding, pairOf, placesOf, windowsOn } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import { type ImageWindowOptions, windowFields } from './image-window.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';
import { plus, weightFields, type WeightOptions, type Weights, weightsOf } from './weights.ts';

/** [height, width, channels] → [places down, places across, F]. */
export interface ConvolutionShape<
  F extends number,
  K extends Pair,
  S extends Pair,
  D extends Pair,
  P extends Padding,
> extends ShapeFunction {
  readonly out: Windowed<'conv2d', this['in'], F, K, S, D, P>;
}

/** How a convolution moves its windows, and what follows. */
export interface Conv2dOptions<S extends Pair = Pair, D extends Pair = Pair, P extends Padding = Padding>
  extends WeightOptions, ImageWindowOptions<S, D, P> {
  /** Channels and filters are cut into so many groups that do not see each other, 1 by default. */
  readonly groups?: number;
}

/**
 * A layer whose filters look at one small window of the image after another, with the same weights everywhere.
 *
 *     y[i, j, f] = activation(Σₖₗ꜀ x[i·stride + k·dilation, j·stride + l·dilation, c] · W[k, l, c, f] + b[f])
 *
 *     x: [batch, height, width, channels]   W: [k height, k width, channels / groups, filters]   b: [filters]
 *
 * @param filters number of output channels
 * @param kernelSize height and width of the window, 3 by default; one number, or [height, width]
 * @throws ShapeError when a sample is no image, is smaller than the window, or has channels that the groups do not divide
 * Source: LeCun et al., “Gradient-based learning applied to document recognition”, Proc. IEEE 86 (1998).
 */
export function conv2d<
  const F extends number,
  const K extends Pair = 3,
  const S extends Pair = 1,
  const D extends Pair = 1,
  const P extends Padding = 'valid',
>(filters: F, kernelSize?: K, options?: Conv2dOptions<S, D, P>): Layer<ConvolutionShape<F, K, S, D, P>>;
export function conv2d(filters: number, kernelSize: Pair = 3, options: Conv2dOptions = {}): Layer {
  const { stride = 1, padding = 'valid', dilation = 1, groups = 1 } = options;
  const { f, config, initial, penalty } = weightsOf(options);
  checkWholeNumber('conv2d', 'filters', filters);
  checkWholeNumber('conv2d', 'groups', groups);
  const size = pairOf('conv2d', 'kernelSize', kernelSize);
  const window = {
    size,
    stride: pairOf('conv2d', 'stride', stride),
    dilation: pairOf('conv2d', 'dilation', dilation),
    padding,
  };
  checkPadding('conv2d', padding);
  if (filters % groups !== 0) {
    throw new ArgumentError({
      what: 'conv2d',
      expected: `filters that ${groups} groups divide`,
      received: String(filters),
    });
  }
  return layer<ShapeFunction, Weights>({
    kind: 'conv2d',
    config: { filters, kernelSize, stride, padding, dilation, groups, ...config },
    shape(input) {
      const places = placesOf(input, windowsOn('conv2d', input, window));
      if (input[2] % groups !== 0) {
        throw new ShapeError({
          what: 'conv2d',
          expected: `a number of channels that ${groups} groups divide`,
          received: `${input[2]} in ${showShape(input)}`,
        });
      }
      return [...places, filters];
    },
    parameters: ([, , channels], rng) => initial([...size, channels / groups, filters], filters, rng),
    penalty,
    call: (x, { W, b }) => f(plus(convolve(x, W, windowsOn('conv2d', x.shape.slice(1), window), groups), b)),
  });
}

layerKind(
  'conv2d',
  {
    ...{ filters: wholeNumber(1), kernelSize: optional(pair), groups: optional(wholeNumber(1)), ...windowFields },
    ...{ dilation: optional(pair), ...weightFields },
  },
  ({ filters, kernelSize, ...options }) => conv2d(filters, kernelSize, options),
);
