/** The separable convolution: first along the image, channel by channel, then across the channels. */
import { optional, pair, wholeNumber } from '../config/field.ts';
import type { Padding, Pair } from '../tensor/window-types.ts';
import { type BlockShape, composed } from './block.ts';
import { conv2d } from './conv2d.ts';
import { depthwiseConv2d, type DepthwiseConv2dOptions } from './depthwise-conv2d.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { weightFields, weightsOf } from './weights.ts';
import { windowFields } from './image-window.ts';

type Parts<
  F extends number,
  K extends Pair,
  M extends number,
  S extends Pair,
  D extends Pair,
  P extends Padding,
> = readonly [ReturnType<typeof depthwiseConv2d<K, M, S, D, P>>, ReturnType<typeof conv2d<F, 1>>];

/**
 * A depthwise convolution without bias, and a convolution with window 1 that mixes its channels: nearly what `conv2d` can
 * do, with far fewer weights. The bias and the activation come at the end.
 *
 *     separableConv2d(64, 3)      W: [3, 3, channels, m] and [1, 1, channels · m, 64]      b: [64]
 *
 * @param filters number of output channels
 * @param kernelSize height and width of the window, 3 by default; one number, or [height, width]
 * @param options those of `depthwiseConv2d`
 * @throws ShapeError when a sample is no image, or is smaller than the window
 * Source: Chollet, “Xception: deep learning with depthwise separable convolutions”, CVPR 2017.
 */
export function separableConv2d<
  const F extends number,
  const K extends Pair = 3,
  const M extends number = 1,
  const S extends Pair = 1,
  const D extends Pair = 1,
  const P extends Padding = 'valid',
>(filters: F, kernelSize?: K, options?: DepthwiseConv2dOptions<M, S, D, P>): Layer<BlockShape<Parts<F, K, M, S, D, P>>>;
export function separableConv2d(filters: number, kernelSize: Pair = 3, options: DepthwiseConv2dOptions = {}): Layer {
  const { multiplier = 1, stride = 1, padding = 'valid', dilation = 1, activation, useBias, ...weights } = options;
  const windows = { multiplier, stride, padding, dilation };
  return composed('separableConv2d', { filters, kernelSize, ...windows, ...weightsOf(options).config }, [
    depthwiseConv2d(kernelSize, { ...windows, ...weights, useBias: false }),
    conv2d(filters, 1, {
      ...weights,
      ...(activation === undefined ? {} : { activation }),
      ...(useBias === undefined ? {} : { useBias }),
    }),
  ]);
}

layerKind(
  'separableConv2d',
  {
    ...{ filters: wholeNumber(1), kernelSize: optional(pair), multiplier: optional(wholeNumber(1)), ...windowFields },
    ...{ dilation: optional(pair), ...weightFields },
  },
  ({ filters, kernelSize, ...options }) => separableConv2d(filters, kernelSize, options),
);
