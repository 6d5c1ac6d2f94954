/** The block of MobileNetV2 and EfficientNet: wide inside, narrow outside, with a convolution for each channel. */
import { activation } from '../layers/activations.ts';
import { batchNormalization } from '../layers/batch-normalization.ts';
import { block } from '../layers/block.ts';
import { conv2d } from '../layers/conv2d.ts';
import { depthwiseConv2d } from '../layers/depthwise-conv2d.ts';
import type { Layer } from '../layers/layer.ts';
import type { ShapeFunction } from '../layers/layer-types.ts';
import { residual } from '../layers/residual.ts';
import { squeezeExcite } from '../layers/squeeze-excite.ts';
import type { Windowed } from '../tensor/window-types.ts';

/** How a mobile block is made. */
export interface MobileBlockOptions<S extends number = number> {
  /** How many times more channels there are inside, 6 by default; 1 leaves out the widening. */
  readonly expansion?: number;
  /** Height and width of the window, 3 by default. */
  readonly kernelSize?: number;
  /** 2 halves the image, 1 by default. */
  readonly stride?: S;
}

/** [height, width, channels] → [height / S, width / S, F]. */
export interface MobileShape<F extends number, S extends number> extends ShapeFunction {
  readonly out: Windowed<'mobileBlock', this['in'], F, 1, S, 1, 'same'>;
}

/**
 * An inverted residual with squeeze-and-excitation (MBConv):
 *
 *     inputs → ×expansion (window 1) → each channel by itself (kernelSize) → channels weighed → filters (window 1)
 *
 * every convolution with normalisation, all but the last with swish. x is added where it fits: for stride 1 and as many
 * filters as inputs.
 *
 * @param inputs channels of x
 * @param filters channels of y
 * @param options `expansion`, 6 by default, `kernelSize`, 3 by default, and `stride`, 1 by default
 * Source: Sandler et al., “MobileNetV2”, CVPR 2018; Tan and Le, “EfficientNet”, ICML 2019.
 */
export function mobileBlock<const F extends number, const S extends number = 1>(
  inputs: number,
  filters: F,
  options?: MobileBlockOptions<S>,
): Layer<MobileShape<F, S>>;
export function mobileBlock(inputs: number, filters: number, options: MobileBlockOptions = {}): Layer {
  const { expansion = 6, kernelSize = 3, stride = 1 } = options;
  const wide = inputs * expansion;
  const parts = [
    ...(expansion === 1 ? [] : normalized(conv2d(wide, 1, { useBias: false }), 'swish')),
    ...normalized(depthwiseConv2d(kernelSize, { stride, padding: 'same', useBias: false }), 'swish'),
    // A quarter of the inputs, whatever the expansion.
    squeezeExcite(4 * expansion, { activation: 'swish' }),
    ...normalized(conv2d(filters, 1, { useBias: false })),
  ];
  return stride === 1 && inputs === filters ? residual(parts) : block(parts);
}

/** A convolution, its normalisation, and a function after it where there is one. */
export function normalized(convolution: Layer, f?: 'swish'): readonly Layer[] {
  return [convolution, batchNormalization({ momentum: 0.9 }), ...(f === undefined ? [] : [activation(f)])];
}
