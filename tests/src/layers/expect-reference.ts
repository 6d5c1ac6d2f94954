/** A layer held to one case of the oracle: its value, and all its gradients. */
import { expect } from 'vitest';
import { applyLayer, type Context, valueAndGrad } from 'tslate';
import type { Layer } from '../../../src/layers/layer.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';
import { reference } from '../../oracle/reference.ts';
import { expectClose } from '../values.ts';

/** Compares the layer's value, its gradient by the input and by each parameter with the numbers under `path`, to 1e-5. */
export function expectReference(layer: Layer, topic: string, ...place: readonly (string | number)[]): void {
  expectAnswers(layer, (name) => reference(topic, ...place, name), { what: [topic, ...place].join('/') });
}

interface How {
  readonly context?: Context;
  /** Names of further inputs. */
  readonly others?: readonly string[];
  /** For messages. */
  readonly what?: string;
}

/**
 * The same where the numbers do not lie in one place, or there are further inputs.
 * @param at the number of that name: the input x, each further input and parameter, y, dy, and d of each input and parameter
 */
export function expectAnswers(layer: Layer, at: (name: string) => Tensor, how: How = {}): void {
  const { context = {}, others = [], what = '' } = how;
  const names = ['x', ...others];
  const inputs = names.map(at);
  const [first, ...more] = inputs.map(({ shape }) => shape.slice(1));
  layer.build(first, { others: more });
  for (const [name, p] of Object.entries(layer.parameters)) p.assign(at(name));
  const trained = Object.entries(layer.parameters).filter(([, { trainable }]) => trainable);
  const { gradients } = valueAndGrad((x: Tensor<Shape>, ...rest: Tensor<Shape>[]) => {
    const y = applyLayer(layer, x, context, ...rest).cast('float32');
    expectClose(y, at('y'), 1e-5, `${what} y`);
    expect(layer.outputShape).toEqual(y.shape.slice(1));
    const value = y.mul(at('dy')).sum();
    if (trained.length > 0) value.backward();
    return value;
  })(inputs[0], ...inputs.slice(1));
  gradients.forEach((gradient, i) => expectClose(gradient, at(`d${names[i]}`), 1e-5, `${what} d${names[i]}`));
  for (const [name, p] of trained) {
    if (p.grad === undefined) throw new Error(`${name} has no gradient`);
    expectClose(p.grad, at(`d${name}`), 1e-5, `${what} d${name}`);
  }
}
