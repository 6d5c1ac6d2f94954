/** Squeeze and excite: the whole image decides how much of each channel passes. */
import { checkAtLeast } from '../checks.ts';
import { numberIn, oneOf, optional } from '../config/field.ts';
import { initializer } from '../initializers/initializers.ts';
import { matrixProduct } from '../ops/matmul.ts';
import { globalAveragePool } from '../ops/pool.ts';
import { zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { imageOf } from '../tensor/windows.ts';
import { type Activation, activationFunction, activationName, activationNames } from './activations.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ImageShape } from './layer-types.ts';

/** What is between the two layers of excitation. */
export interface SqueezeExciteOptions {
  /** f, 'relu' by default. */
  readonly activation?: Activation;
}

type Name = 'W1' | 'b1' | 'W2' | 'b2';

/**
 * Weighs the channels of an image by what the image shows:
 *
 *     s[c] = Σᵢⱼ x[i, j, c] / (height · width)                          squeeze: each channel's mean
 *     w    = sigmoid(f(s·W1 + b1)·W2 + b2)                              excite: a weight from 0 to 1 for each channel
 *     y[i, j, c] = w[c] · x[i, j, c]
 *
 *     x, y: [batch, height, width, c]   W1: [c, c / ratio]   W2: [c / ratio, c]
 *
 * @param ratio how many times fewer the numbers in between are than the channels, 16 by default; at least one remains
 * @throws ShapeError when a sample is no image
 * Source: Hu, Shen and Sun, “Squeeze-and-excitation networks”, CVPR 2018.
 */
export function squeezeExcite(
  ratio = 16,
  { activation = 'relu' }: SqueezeExciteOptions = {},
): Layer<ImageShape<'squeezeExcite'>> {
  checkAtLeast('squeezeExcite', 'ratio', ratio, 1);
  const f = activationFunction(activation);
  const draw = initializer('glorotUniform');
  return layer<ImageShape<'squeezeExcite'>, { readonly [N in Name]: Parameter }>({
    kind: 'squeezeExcite',
    config: { ratio, activation: activationName(activation) },
    shape: (input) => imageOf('squeezeExcite', input),
    parameters([, , channels], rng) {
      const few = Math.max(1, Math.floor(channels / ratio));
      return {
        ...{ W1: draw([channels, few], rng), b1: zeros([few]) },
        ...{ W2: draw([few, channels], rng), b2: zeros([channels]) },
      };
    },
    call(x, { W1, b1, W2, b2 }) {
      const [batch, , , channels] = x.shape;
      const weights = matrixProduct(f(matrixProduct(globalAveragePool(x), W1).add(b1)), W2)
        .add(b2)
        .sigmoid();
      return x.mul(weights.reshape([batch, 1, 1, channels]));
    },
  });
}

layerKind(
  'squeezeExcite',
  { ratio: optional(numberIn(1)), activation: optional(oneOf(activationNames)) },
  ({ ratio, ...options }) => squeezeExcite(ratio, options),
);
