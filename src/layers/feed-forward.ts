/** Two dense layers at every step: what a transformer does with each vector by itself. */
import { checkWholeNumber } from '../checks.ts';
import { oneOf, optional, wholeNumber } from '../config/field.ts';
import { initializer } from '../initializers/initializers.ts';
import { matrixProduct } from '../ops/matmul.ts';
import { zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { type Activation, activationFunction, activationName, activationNames } from './activations.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { SameShape } from './layer-types.ts';
import { checkAxis } from './moments.ts';

/** What is between the two layers. */
export interface FeedForwardOptions {
  /** Length of the vectors in between, 4 times the width by default. */
  readonly hidden?: number;
  /** f, 'gelu' by default. */
  readonly activation?: Activation;
}

/**
 * y = f(x·W1 + b1)·W2 + b2 for every vector along the last axis; y is as wide as x.
 *
 *     x, y: [batch, …, width]   W1: [width, hidden]   W2: [hidden, width]
 *
 * @throws ShapeError when a sample is one number
 * Source: Vaswani et al., “Attention is all you need”, NeurIPS 2017, section 3.3; with gelu as in GPT.
 */
export function feedForward({ hidden, activation = 'gelu' }: FeedForwardOptions = {}): Layer<SameShape> {
  if (hidden !== undefined) checkWholeNumber('feedForward', 'hidden', hidden);
  const f = activationFunction(activation);
  const draw = initializer('glorotUniform');
  return layer<SameShape, { readonly [Name in 'W1' | 'b1' | 'W2' | 'b2']: Parameter }>({
    kind: 'feedForward',
    config: { ...(hidden === undefined ? {} : { hidden }), activation: activationName(activation) },
    shape: (input) => checkAxis('feedForward', input),
    parameters(input, rng) {
      const width = input[input.length - 1];
      const between = hidden ?? 4 * width;
      return {
        ...{ W1: draw([width, between], rng), b1: zeros([between]) },
        ...{ W2: draw([between, width], rng), b2: zeros([width]) },
      };
    },
    call: (x, { W1, b1, W2, b2 }) => matrixProduct(f(matrixProduct(x, W1).add(b1)), W2).add(b2),
  });
}

/** The same in a configuration. */
export const feedForwardFields = { hidden: optional(wholeNumber(1)), activation: optional(oneOf(activationNames)) };

layerKind('feedForward', feedForwardFields, feedForward);
