import { describe, expect, it } from 'vitest';
import { grad, tensor } from 'tslate';
import { reference, referenceAs } from '../../oracle/reference.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf } from '../values.ts';

describe('functions of one number', () => {
  it.each(['relu', 'sigmoid', 'tanh', 'softplus'] as const)(
    '%s and its slope agree with PyTorch from −1000 to 1000',
    (name) => {
      const x = reference('functions', 'x');
      expectClose(x[name](), reference('functions', name, 'y'), 1e-6);
      const [dx] = grad((t: Tensor<Shape>) => t[name]().sum())(x);
      expectClose(dx, reference('functions', name, 'dx'), 1e-6);
      const exact = referenceAs('float64', 'functions', 'x');
      expectClose(exact[name](), referenceAs('float64', 'functions', name, 'y'), 1e-8);
    },
  );

  it('keep what small numbers have: log1p and softplus where 1 + x rounds to 1', () => {
    const tiny = tensor([1e-12, -1e-12]);
    expectClose(tiny.log1p(), tiny);
    expect(tensor(-40).softplus().item()).toBeCloseTo(Math.exp(-40), 24);
  });

  it('pass NaN on, relu too', () => {
    const x = tensor([NaN, -1, 2]);
    expect(Array.from(x.relu().data)).toEqual([NaN, 0, 2]);
    expect(x.abs().data[0]).toBeNaN();
    expect(x.maximum(0).data[0]).toBeNaN();
    expect(x.minimum(0).data[0]).toBeNaN();
  });

  it('give the whole numbers of whole numbers, or refuse them', () => {
    const whole = tensor(new Int32Array([-3, 0, 4]), [3]);
    expect(Array.from(whole.neg().data)).toEqual([3, 0, -4]);
    expect(Array.from(whole.square().data)).toEqual([9, 0, 16]);
    expect(whole.abs().dtype).toBe('int32');
    expect(messageOf(() => whole.exp())).toBe(
      "exp: expected float32 or float64, received int32; cast('float32') first.",
    );
    expect(messageOf(() => whole.equal(0).neg())).toBe("neg: expected numbers, received bool; cast('float32') first.");
  });
});
