import { describe, expect, it } from 'vitest';
import { grad, tensor, valueAndGrad } from 'tslate';
import { gradients } from '../../../src/autodiff/gradients.ts';
import { apply } from '../../../src/ops/apply.ts';
import type { Primitive } from '../../../src/tensor/primitive.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { parameter } from '../../../src/tensor/parameter.ts';
import { messageOf } from '../values.ts';

type Scalar = Tensor<readonly [], 'float64'>;
const scalar = (x: number): Scalar => tensor(Float64Array.of(x), []);

describe('grad', () => {
  it('gives one gradient for each argument, in its shape', () => {
    const [dx, dy] = grad((x: Tensor<readonly [2]>, y: Tensor<readonly []>) => x.mul(y).sum())(
      tensor([2, 3], [2]),
      tensor(10),
    );
    expect(dx.toArray()).toEqual([10, 10]);
    expect(dy.item()).toBe(5);
  });

  it('gives zeros by what the value does not depend on', () => {
    const [dx, dy] = grad((x: Scalar, _: Tensor<readonly [2]>) => x.square())(scalar(3), tensor([1, 2], [2]));
    expect([dx.item(), dy.toArray()]).toEqual([6, [0, 0]]);
  });

  it('computes nothing but what leads to its arguments: by an input no gradients of weights', () => {
    const W = parameter(tensor([3, 4]), 'W');
    const product: Primitive = {
      ...{ kind: 'general', name: 'product', formula: 'y = x · W', samples: [] },
      output: ([x]) => x,
      kernel: ([x, w], y) => y.data.forEach((_, i) => (y.data[i] = x.data[i] * w.data[i])),
      gradient: [
        (dy, { inputs: [, w] }) => dy.mul(w),
        () => {
          throw new Error('W was not asked for');
        },
      ],
    };
    const f = (x: Tensor<readonly [2]>): Tensor<readonly []> => apply<readonly [2], 'float32'>(product, [x, W]).sum();
    expect(grad(f)(tensor([1, 2]))[0].toArray()).toEqual([3, 4]);
    expect(messageOf(() => f(tensor([1, 2])).backward())).toBe('W was not asked for');
  });

  it('can be taken again and again: derivatives of x⁵', () => {
    let f = (x: Scalar): Scalar => x.pow(5);
    const values: number[] = [];
    for (let order = 0; order < 6; order++) {
      values.push(f(scalar(2)).item());
      const g = f;
      f = (x) => grad(g)(x)[0];
    }
    const expected = [32, 80, 160, 240, 240, 120];
    values.forEach((value, order) => expect(value).toBeCloseTo(expected[order], 9));
  });

  it('gives the mixed derivatives, alike in either order', () => {
    const f = (x: Scalar, y: Scalar): Scalar => x.mul(y).sin().mul(x.exp());
    const byX = (x: Scalar, y: Scalar): Scalar => grad(f)(x, y)[0];
    const byY = (x: Scalar, y: Scalar): Scalar => grad(f)(x, y)[1];
    const [x, y] = [scalar(0.7), scalar(-1.3)];
    expect(grad(byX)(x, y)[1].item()).toBeCloseTo(grad(byY)(x, y)[0].item(), 12);
  });

  it('lets a gradient be part of a loss', () => {
    const p = parameter(scalar(3));
    // ∂/∂p (∂(p x³)/∂x)² at x = 2 is 2·(12 p)·12.
    const [slope] = grad((x: Scalar) => x.pow(3).mul(p))(scalar(2));
    slope.square().backward();
    expect(p.grad?.item()).toBeCloseTo(864, 9);
  });

  it('gives the value that it computed on the way', () => {
    const { value, gradients: found } = valueAndGrad((x: Scalar) => x.square())(scalar(4));
    expect([value.item(), found[0].item()]).toEqual([16, 8]);
  });

  it('does not touch its arguments', () => {
    const x = scalar(4);
    grad((t: Scalar) => t.square())(x);
    expect([x.tracked, x.origin]).toEqual([false, undefined]);
  });

  it('wants a function that returns a scalar', () => {
    const f = (x: AnyTensor): AnyTensor => x.square();
    expect(messageOf(() => Reflect.apply(grad, undefined, [f])(tensor([1, 2])))).toBe(
      'grad: expected a function that returns a scalar, received a result of shape 2; reduce it with .sum() or .mean().',
    );
  });
});

describe('gradients', () => {
  it('weigh the elements of an output by a seed', () => {
    const x = new Tensor<Shape, 'float64'>(Float64Array.of(1, 2, 3), [3], 'float64', undefined, true);
    const y = x.square();
    const found = gradients(y, new Set([x]), tensor(Float64Array.of(1, 0, -1), [3]));
    expect(Array.from(found.get(x)?.data ?? [])).toEqual([2, 0, -6]);
  });

  it('are recorded while symbolic values are traced, as everything is', () => {
    const x = new Tensor<Shape, 'float32'>(undefined, [2], 'float32', undefined, true);
    const dx = gradients(x.square().sum(), new Set([x])).get(x);
    expect([dx?.symbolic, dx?.shape]).toEqual([true, [2]]);
    expect(messageOf(() => dx?.data)).toContain('its values are not known yet');
  });
});
