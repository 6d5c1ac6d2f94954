/** Derivatives of functions with many outputs: Jacobians, Hessians, and products with a direction. */
import { ShapeError } from '../errors.ts';
import { withGradients } from '../ops/apply.ts';
import { stack } from '../ops/concat.ts';
import { eye, zeros } from '../tensor/create.ts';
import type { DType } from '../tensor/dtype.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { grad, type GradientsOf, type ScalarFunction } from './grad.ts';
import { evaluate, gradientsBy, leaf } from './gradients.ts';

type TensorFunction<Inputs extends readonly AnyTensor[], O extends Shape, D extends DType> = (
  ...inputs: Inputs
) => Tensor<O, D>;

/** For each input the derivatives of every output by every element of it: [...output, ...input]. */
export type JacobiansOf<Inputs extends readonly AnyTensor[], O extends Shape> = {
  [I in keyof Inputs]: Inputs[I] extends Tensor<infer S extends Shape, infer D extends DType>
    ? Tensor<readonly [...O, ...S], D>
    : never;
};

/** For each pair of inputs the second derivatives: [...first, ...second]. */
export type HessiansOf<Inputs extends readonly AnyTensor[]> = {
  [I in keyof Inputs]: JacobiansOf<Inputs, Inputs[I]['shape']>;
};

/**
 * Jᵢⱼ = ∂fᵢ/∂xⱼ: the derivatives of every element of f's result by every element of each argument.
 *
 *     const [J] = jacobian((x: Tensor<readonly [3]>) => W.matmul(x.reshape([3, 1])))(x);   // [2, 1, 3]
 *
 * One pass back for each element of the result. What it gives can be differentiated again.
 * @param f from tensors to a tensor
 * @returns a function of the same arguments that gives a tensor [...output, ...input] for each
 */
export function jacobian<Inputs extends readonly AnyTensor[], O extends Shape, D extends DType>(
  f: TensorFunction<Inputs, O, D>,
): (...inputs: Inputs) => JacobiansOf<Inputs, O> {
  const run = (...inputs: Inputs) => {
    const { value, leaves } = evaluate(f, inputs);
    const seeds = eye(value.size)
      .cast(value.dtype)
      .reshape([value.size, ...value.shape]);
    const rows = Array.from({ length: value.size }, (_, i) => gradientsBy(leaves, value, seeds.at(i)));
    const results = leaves.map((x, k) => {
      const shape = [...value.shape, ...x.shape];
      return rows.length === 0 ? zeros(shape, x.dtype) : stack(rows.map((row) => row[k])).reshape(shape);
    });
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the shapes are put together as the type says
    return results as unknown as JacobiansOf<Inputs, O>;
  };
  return (...inputs) => withGradients(() => run(...inputs));
}

/**
 * Hᵢⱼ = ∂²f/∂xᵢ∂xⱼ: the second derivatives of a scalar function by every pair of elements of its arguments.
 *
 *     const [[H]] = hessian((x: Tensor<readonly [3]>) => x.square().sum())(x);   // 2·1, [3, 3]
 *
 * @param f from tensors to a scalar
 * @returns a function of the same arguments that gives, for each pair of arguments, a tensor [...first, ...second]
 */
export function hessian<Inputs extends readonly AnyTensor[], D extends DType>(
  f: ScalarFunction<Inputs, D>,
): (...inputs: Inputs) => HessiansOf<Inputs> {
  return (...inputs) => {
    const rows = inputs.map((_, k) => jacobian((...given: Inputs): AnyTensor => grad(f)(...given)[k])(...inputs));
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the k-th gradient has the shape of the k-th input
    return rows as unknown as HessiansOf<Inputs>;
  };
}

/**
 * J·v = Σⱼ ∂f/∂xⱼ·vⱼ: how f changes when its arguments go in the directions v, without computing J.
 *
 * The way back is linear in what it starts from, u ↦ uᵀJ; its own way back, from v, is J·v.
 * @param f from tensors to a tensor
 * @returns a function of the arguments and of one direction for each, that gives a tensor of the result's shape
 * @throws ShapeError unless each direction has the shape of its argument
 */
export function jvp<Inputs extends readonly AnyTensor[], O extends Shape, D extends DType>(
  f: TensorFunction<Inputs, O, D>,
): (inputs: Inputs, directions: GradientsOf<Inputs>) => Tensor<O, D> {
  const run = (inputs: Inputs, directions: readonly AnyTensor[]) => {
    inputs.forEach((x, k) => {
      if (sameShape(x.shape, directions[k].shape)) return;
      throw new ShapeError({
        what: `jvp, direction ${k}`,
        expected: `the shape of its argument, ${showShape(x.shape)}`,
        received: showShape(directions[k].shape),
      });
    });
    const { value, leaves } = evaluate(f, inputs);
    const u = leaf(zeros(value.shape, value.dtype));
    const along = gradientsBy(leaves, value, u).map((row, k) => row.mul(directions[k]).sum());
    const total = along.reduce((sum, term) => sum.add(term));
    const [result] = gradientsBy([u], total);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the gradient by u has the shape and type of u, which are those of f's result
    return result as unknown as Tensor<O, D>;
  };
  return (inputs, directions) => withGradients(() => run(inputs, directions));
}
