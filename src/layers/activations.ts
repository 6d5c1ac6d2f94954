/** Activation functions by name. */
import { layerKind } from '../config/layer-kind.ts';
import { oneOf } from '../config/field.ts';
import { ArgumentError, lookUp, namesOf } from '../errors.ts';
import { composite } from '../ops/composite.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { layer, type Layer } from './layer.ts';
import type { SameShape } from './layer-types.ts';

export type ActivationName = 'linear' | 'relu' | 'sigmoid' | 'tanh' | 'softplus' | 'swish' | 'gelu' | 'softmax';
export type ActivationFunction = (x: AnyTensor) => AnyTensor;
/** An activation by its name, or a function of one’s own on tensors. */
export type Activation = ActivationName | ActivationFunction;

const activations: Readonly<Record<ActivationName, ActivationFunction>> = {
  linear: (x) => x,
  relu: (x) => x.relu(),
  sigmoid: (x) => x.sigmoid(),
  tanh: (x) => x.tanh(),
  softplus: (x) => x.softplus(),
  /** x · sigmoid x, also called SiLU. Source: Ramachandran, Zoph and Le, “Searching for activation functions”, 2017. */
  swish: (x) => x.mul(x.sigmoid()),
  gelu,
  softmax: (x) => x.softmax(),
};

/**
 * x · P(Z ≤ x) for a normal Z, by the formula with tanh that GPT-2 uses (within 5e-4 of the exact one).
 * Source: Hendrycks and Gimpel, “Gaussian error linear units”, 2016.
 */
function gelu(x: AnyTensor): AnyTensor {
  const z = x.add(x.mul(x.square()).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
  return composite('gelu', [x], {}, x.mul(0.5).mul(z.tanh().add(1)));
}

export const activationNames = namesOf(activations);

/** The function of that name; a function stands for itself. @throws ArgumentError for an unknown name. */
export function activationFunction(activation: Activation): ActivationFunction {
  return typeof activation === 'function' ? activation : lookUp(activations, activation, 'activation');
}

/** The name for a configuration. */
export function activationName(activation: Activation): string {
  if (typeof activation === 'string') return activation;
  if (activation.name === '') {
    throw new ArgumentError('activation: a function of one’s own needs a name, give it one with const.');
  }
  return activation.name;
}

/**
 * y = f(x), element by element (softmax: along the last axis).
 * @param f 'relu', 'sigmoid', 'tanh', 'softplus', 'swish', 'gelu', 'softmax', 'linear', or a function on tensors
 */
export function activation(f: Activation): Layer<SameShape> {
  const call = activationFunction(f);
  return layer<SameShape>({
    kind: 'activation',
    config: { activation: activationName(f) },
    shape: (input) => input,
    call: (x) => call(x),
  });
}

layerKind('activation', { activation: oneOf(activationNames) }, (settings) => activation(settings.activation));
