import { describe, expect, it } from 'vitest';
import { activation, grad, tensor } from 'tslate';
import { activationNames } from '../../../src/layers/activations.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';
import { reference, referenceAs } from '../../oracle/reference.ts';
import { expectClose } from '../values.ts';

describe('activation functions', () => {
  const x = reference('activations', 'x');
  const weights = reference('activations', 'weights');

  it.each(activationNames.filter((name) => name !== 'linear'))('%s agrees with Keras in value and gradient', (name) => {
    const f = activation(name);
    expectClose(f.call(x.reshape([1, 13])).reshape([13]), reference('activations', name, 'y'), 1e-6, name);
    const weighted = (t: Tensor<Shape>) => f.call(t.reshape([1, 13])).reshape([13]).mul(weights).sum(); // prettier-ignore
    expectClose(grad(weighted)(x)[0], reference('activations', name, 'dx'), 1e-6, name);
  });

  it('stay finite at the extremes, with their gradients', () => {
    const extremes = tensor([-1e4, -200, 200, 1e4]);
    for (const name of activationNames) {
      const f = activation(name);
      const [dx] = grad((t: Tensor<Shape>) => f.call(t.reshape([1, 4])).sum())(extremes);
      expect([...f.call(extremes.reshape([1, 4])).data, ...dx.data].every(Number.isFinite), name).toBe(true);
    }
  });
});

describe('erf', () => {
  it('agrees with PyTorch to nine digits, on both sides of every seam', () => {
    const x = referenceAs('float64', 'activations', 'erf', 'x');
    expectClose(x.erf(), referenceAs('float64', 'activations', 'erf', 'y'), 1e-9);
    expect(tensor(NaN).erf().item()).toBeNaN();
  });

  it('has no step where one quotient takes over from another', () => {
    for (const seam of [0.46875, 6]) {
      const [below, above] = [seam - 1e-12, seam + 1e-12].map((t) => tensor([t], [], 'float64').erf().item());
      expect(Math.abs(above - below)).toBeLessThan(4e-12);
    }
  });
});
