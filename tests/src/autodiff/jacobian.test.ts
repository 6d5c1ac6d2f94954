import { describe, expect, it } from 'vitest';
import { eye, grad, hessian, jacobian, jvp, type Tensor, tensor, zeros } from 'tslate';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { reference, referenceAs } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';

type Float64 = Tensor<Shape, 'float64'>;

/** The functions of tests/oracle/topics/jacobians.py. */
const f = (x: Float64, W: Float64): Float64 =>
  W.matmul(x.reshape([3, 1])).reshape([2]).tanh().mul(x.at([0, 2]).exp()); // prettier-ignore
const g = (x: Float64, W: Float64): Tensor<readonly [], 'float64'> =>
  f(x, W).square().sum().add(x.softmax().at([0, 1]).sum().mul(W.reshape([6]).prod(0).sum())); // prettier-ignore

const at = (...path: (string | number)[]): Float64 => referenceAs('float64', 'jacobians', ...path);
const [x, W] = [at('x'), at('W')];

describe('jacobian', () => {
  it('agrees with PyTorch for each of two arguments', () => {
    jacobian(f)(x, W).forEach((J, k) => expectClose(J, at('jacobian', k), 1e-8));
  });

  it('of a linear function is its matrix', () => {
    const A = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
    const [J] = jacobian((v: Tensor<readonly [3, 1]>) => A.matmul(v))(zeros([3, 1]));
    expect(J.shape).toEqual([2, 1, 3, 1]);
    expect(J.squeeze().toArray()).toEqual(A.toArray());
  });

  it('of a scalar function is its gradient, of one without outputs or without effect it is empty or 0', () => {
    const v = tensor([1, 2]);
    expect(jacobian((t: typeof v) => t.square().sum())(v)[0].toArray()).toEqual([2, 4]);
    expect(jacobian((t: typeof v) => t.at([1, 1]))(v)[0].shape).toEqual([0, 2]);
    expect(jacobian((_: typeof v) => zeros([1]))(v)[0].toArray()).toEqual([[0, 0]]);
    expect(jacobian((t: typeof v) => t)(v)[0].toArray()).toEqual(eye(2).toArray());
  });

  it('can be differentiated again', () => {
    // Σ ∂(tᵢ³)/∂tⱼ = 3·Σ tᵢ², whose gradient is 6t.
    const total = (t: Tensor<readonly [2]>) => jacobian((u: typeof t) => u.mul(u).mul(u))(t)[0].sum();
    expectClose(grad(total)(tensor([1, 2]))[0], tensor([6, 12]), 1e-6);
  });
});

describe('hessian', () => {
  it('agrees with PyTorch for each pair of two arguments', () => {
    hessian(g)(x, W).forEach((row, i) => row.forEach((H, k) => expectClose(H, at('hessian', i, k), 1e-7)));
  });

  it('of a quadratic form is its matrix and the transpose added', () => {
    const A = tensor([[1, 2], [3, 4]]); // prettier-ignore
    const form = (v: Tensor<readonly [2]>) => v.mul(A.matmul(v.reshape([2, 1])).reshape([2])).sum();
    const [[H]] = hessian(form)(tensor([5, 6]));
    expect(H.toArray()).toEqual([[2, 5], [5, 8]]); // prettier-ignore
  });
});

describe('jvp', () => {
  it('agrees with PyTorch, and with the Jacobian times the direction', () => {
    const along = jvp(f)([x, W], [at('v'), at('dW')]);
    expectClose(along, at('jvp'), 1e-8);
    const [Jx, JW] = jacobian(f)(x, W);
    const product = Jx.mul(at('v')).sum(-1).add(JW.mul(at('dW')).sum([-2, -1])); // prettier-ignore
    expectClose(along, product, 1e-12);
  });

  it('wants a direction of its argument’s shape', () => {
    const v: AnyTensor = zeros([2]);
    expect(messageOf(() => jvp((t: AnyTensor) => t.reshape([-1]))([v], [reference('jacobians', 'x')]))).toBe(
      'jvp, direction 0: expected the shape of its argument, 2, received 3.',
    );
  });
});
