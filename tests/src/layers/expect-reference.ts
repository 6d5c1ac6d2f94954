/** A layer held to one case of the oracle: its value, and all its gradients. */
import { expect } from 'vitest';
import { valueAndGrad } from 'tslate';
import type { Layer } from '../../../src/layers/layer.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { reference } from '../../oracle/reference.ts';
import { expectClose } from '../values.ts';

/** Compares the layer's value, its gradient by the input and by each parameter with the numbers under `path`, to 1e-5. */
export function expectReference(layer: Layer, topic: string, ...place: readonly (string | number)[]): void {
  const path = [topic, ...place];
  const at = (name: string): Tensor<Shape> => reference(topic, ...place, name);
  const input = at('x');
  layer.build(input.shape.slice(1));
  for (const [name, p] of Object.entries(layer.parameters)) p.assign(at(name));
  const call: (x: AnyTensor) => Tensor<Shape> = (x) => Reflect.apply(layer.call, layer, [x]);
  const { gradients } = valueAndGrad((x: Tensor<Shape>) => {
    const y = call(x);
    expectClose(y, at('y'), 1e-5, `${path.join('/')} y`);
    expect(layer.outputShape).toEqual(y.shape.slice(1));
    const value = y.mul(at('dy')).sum();
    if (Object.keys(layer.parameters).length > 0) value.backward();
    return value;
  })(input);
  expectClose(gradients[0], at('dx'), 1e-5, `${path.join('/')} dx`);
  for (const [name, p] of Object.entries(layer.parameters)) {
    if (p.grad === undefined) throw new Error(`${name} has no gradient`);
    expectClose(p.grad, at(`d${name}`), 1e-5, `${path.join('/')} d${name}`);
  }
}
