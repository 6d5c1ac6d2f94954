/** Activation functions by name. */
import { oneOf } from '../config/field.ts';
import { ArgumentError, lookUp, namesOf } from '../errors.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { SameShape } from './layer-types.ts';

export type ActivationName =
  | 'linear'
  | 'relu'
  | 'leakyRelu'
  | 'elu'
  | 'sigmoid'
  | 'hardSigmoid'
  | 'logSigmoid'
  | 'tanh'
  | 'softsign'
  | 'softplus'
  | 'swish'
  | 'silu'
  | 'gelu'
  | 'geluTanh'
  | 'softmax'
  | 'logSoftmax';
export type ActivationFunction = (x: AnyTensor) => AnyTensor;
/** An activation by its name, or a function of one’s own on tensors. */
export type Activation = ActivationName | ActivationFunction;

const activations: Readonly<Record<ActivationName, ActivationFunction>> = {
  linear: (x) => x,
  relu: (x) => x.relu(),
  leakyRelu: (x) => x.leakyRelu(),
  elu: (x) => x.elu(),
  sigmoid: (x) => x.sigmoid(),
  hardSigmoid: (x) => x.hardSigmoid(),
  logSigmoid: (x) => x.logSigmoid(),
  tanh: (x) => x.tanh(),
  softsign: (x) => x.softsign(),
  softplus: (x) => x.softplus(),
  /** Both names are in use, for x · sigmoid x. */
  swish: (x) => x.silu(),
  silu: (x) => x.silu(),
  gelu: (x) => x.gelu(),
  geluTanh: (x) => x.gelu({ approximate: true }),
  softmax: (x) => x.softmax(),
  logSoftmax: (x) => x.logSoftmax(),
};

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
 * y = f(x), element by element (softmax and logSoftmax: along the last axis).
 * @param f a name, for example 'relu', or a function on tensors
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
