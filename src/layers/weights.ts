/** What layers with weights W and a bias b share: how these start, what they cost, and the function that follows. */
import { flag, numberIn, oneOf, optional } from '../config/field.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { initializer, type InitializerName, initializerName, initializerNames } from '../initializers/initializers.ts';
import { regularizer, regularizerConfig, type RegularizerOptions } from '../losses/regularizers.ts';
import type { Rng } from '../random/rng.ts';
import { zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import {
  type Activation,
  type ActivationFunction,
  activationFunction,
  activationName,
  activationNames,
} from './activations.ts';
import type { LayerConfig } from './layer.ts';

/** With l1 or l2 the loss has λ Σ |W| or λ Σ W² added in training. */
export interface WeightOptions extends RegularizerOptions {
  /** f, 'linear' by default. */
  readonly activation?: Activation;
  /** Whether b is added, true by default. */
  readonly useBias?: boolean;
  /** How W starts, 'glorotUniform' by default; b starts at 0. */
  readonly initializer?: InitializerName | Initializer;
}

/** The same in a configuration. */
export const weightFields = {
  activation: optional(oneOf(activationNames)),
  useBias: optional(flag),
  initializer: optional(oneOf(initializerNames)),
  l1: optional(numberIn(0)),
  l2: optional(numberIn(0)),
};

export type Weights = { readonly W: Parameter; readonly b?: Parameter };

interface WeightParts {
  /** The activation. */
  readonly f: ActivationFunction;
  readonly config: LayerConfig;
  /** W of the given shape, drawn, and one 0 for each of `units` outputs. */
  initial(shape: Shape, units: number, rng: Rng): { readonly W: Tensor<Shape>; readonly b?: Tensor<Shape> };
  penalty(weights: Weights): AnyTensor | undefined;
}

/** The parts of a layer that its options decide; an unknown name is an error at once, not at the first batch. */
export function weightsOf(options: WeightOptions): WeightParts {
  const { activation = 'linear', useBias = true, initializer: start = 'glorotUniform' } = options;
  const draw = initializer(start);
  const penalty = regularizer(options);
  return {
    f: activationFunction(activation),
    config: {
      ...{ activation: activationName(activation), useBias, initializer: initializerName(start) },
      ...regularizerConfig(options),
    },
    initial: (shape, units, rng) => ({ W: draw(shape, rng), ...(useBias ? { b: zeros([units]) } : {}) }),
    penalty: ({ W }) => penalty?.(W),
  };
}

/** z + b, where there is a bias. */
export function plus(z: AnyTensor, b: AnyTensor | undefined): AnyTensor {
  return b === undefined ? z : z.add(b);
}
