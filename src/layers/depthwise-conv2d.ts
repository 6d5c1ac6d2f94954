/** The depthwise convolution: every channel has its own filters. */
import { checkWholeNumber } from '../checks.ts';
import { optional, pair, wholeNumber } from '../config/field.ts';
import { convolveDepthwise } from '../ops/convolution.ts';
import type { Multiply } from '../tensor/shape-types.ts';
import type { Channels, Padding, Pair, Windowed } from '../tensor/window-types.ts';
import { checkPadding, pairOf, placesOf, windowsOn } from '../tensor/windows.ts';
import { layer, type Layer } from './layer.ts';
import { type ImageWindowOptions, windowFields } from './image-window.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';
import { plus, weightFields, type WeightOptions, type Weights, weightsOf } from './weights.ts';

/** [height, width, channels] → [places down, places across, channels · M]. */
export interface DepthwiseShape<
  M extends number,
  K extends Pair,
  S extends Pair,
  D extends Pair,
  P extends Padding,
> extends ShapeFunction {
  readonly out: Windowed<'depthwiseConv2d', this['in'], Multiply<Channels<this['in']>, M>, K, S, D, P>;
}

/** How a depthwise convolution moves its windows, and what follows. */
export interface DepthwiseConv2dOptions<
  M extends number = number,
  S extends Pair = Pair,
  D extends Pair = Pair,
  P extends Padding = Padding,
>
  extends WeightOptions, ImageWindowOptions<S, D, P> {
  /** m, filters for each channel, 1 by default. */
  readonly multiplier?: M;
}

/**
 * A convolution that does not mix channels: each has `multiplier` = m filters of its own.
 *
 *     y[i, j, c·m + q] = activation(Σₖₗ x[i·stride + k·dilation, j·stride + l·dilation, c] · W[k, l, c, q] + b[c·m + q])
 *
 *     x: [batch, height, width, channels]   W: [k height, k width, channels, m]   b: [channels · m]
 *
 * @param kernelSize height and width of the window, 3 by default; one number, or [height, width]
 * @throws ShapeError when a sample is no image, or is smaller than the window
 * Source: Chollet, “Xception: deep learning with depthwise separable convolutions”, CVPR 2017.
 */
export function depthwiseConv2d<
  const K extends Pair = 3,
  const M extends number = 1,
  const S extends Pair = 1,
  const D extends Pair = 1,
  const P extends Padding = 'valid',
>(kernelSize?: K, options?: DepthwiseConv2dOptions<M, S, D, P>): Layer<DepthwiseShape<M, K, S, D, P>>;
export function depthwiseConv2d(kernelSize: Pair = 3, options: DepthwiseConv2dOptions = {}): Layer {
  const { multiplier = 1, stride = 1, padding = 'valid', dilation = 1 } = options;
  const { f, config, initial, penalty } = weightsOf(options);
  checkWholeNumber('depthwiseConv2d', 'multiplier', multiplier);
  const size = pairOf('depthwiseConv2d', 'kernelSize', kernelSize);
  const window = {
    size,
    stride: pairOf('depthwiseConv2d', 'stride', stride),
    dilation: pairOf('depthwiseConv2d', 'dilation', dilation),
    padding,
  };
  checkPadding('depthwiseConv2d', padding);
  return layer<ShapeFunction, Weights>({
    kind: 'depthwiseConv2d',
    config: { kernelSize, multiplier, stride, padding, dilation, ...config },
    shape: (input) => [...placesOf(input, windowsOn('depthwiseConv2d', input, window)), input[2] * multiplier],
    parameters: ([, , channels], rng) => initial([...size, channels, multiplier], channels * multiplier, rng),
    penalty,
    call: (x, { W, b }) => f(plus(convolveDepthwise(x, W, windowsOn('depthwiseConv2d', x.shape.slice(1), window)), b)),
  });
}

layerKind(
  'depthwiseConv2d',
  {
    ...{ kernelSize: optional(pair), multiplier: optional(wholeNumber(1)), ...windowFields },
    ...{ dilation: optional(pair), ...weightFields },
  },
  ({ kernelSize, ...options }) => depthwiseConv2d(kernelSize, options),
);
