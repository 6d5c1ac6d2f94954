/** Differentiation of functions: from f to ∇f. Its results can be differentiated again. */
import type { DType } from '../tensor/dtype.ts';
import { ArgumentError } from '../errors.ts';
import { withGradients } from '../ops/apply.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { evaluate, gradientsBy } from './gradients.ts';

/** From tensors to a scalar. */
export type ScalarFunction<Inputs extends readonly AnyTensor[], D extends DType> = (
  ...inputs: Inputs
) => Tensor<readonly [], D>;

/** A gradient has the shape and type of what it is taken by. */
export type GradientsOf<Inputs extends readonly AnyTensor[]> = {
  [I in keyof Inputs]: Inputs[I] extends Tensor<infer S extends Shape, infer D extends DType> ? Tensor<S, D> : never;
};

/**
 * ∇f: the gradients of a scalar function by each of its arguments.
 *
 *     const [dx] = grad((x: Tensor<readonly [3]>) => x.square().sum())(x);   // 2x
 *
 * @param f from tensors to a scalar
 * @returns a function of the same arguments that gives one gradient for each
 */
export function grad<Inputs extends readonly AnyTensor[], D extends DType>(
  f: ScalarFunction<Inputs, D>,
): (...inputs: Inputs) => GradientsOf<Inputs> {
  const both = valueAndGrad(f);
  return (...inputs) => both(...inputs).gradients;
}

/** Like `grad`, and gives the value of f too, which was computed on the way. */
export function valueAndGrad<Inputs extends readonly AnyTensor[], D extends DType>(
  f: ScalarFunction<Inputs, D>,
): (...inputs: Inputs) => { readonly value: Tensor<readonly [], D>; readonly gradients: GradientsOf<Inputs> } {
  const run = (...inputs: Inputs) => {
    const { value, leaves } = evaluate(f, inputs);
    if (value.rank !== 0) {
      throw new ArgumentError({
        what: 'grad',
        expected: 'a function that returns a scalar',
        received: `a result of shape ${showShape(value.shape)}`,
        hint: 'reduce it with .sum() or .mean()',
      });
    }
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: gradients are summed to their input's shape
    return { value, gradients: gradientsBy(leaves, value) as unknown as GradientsOf<Inputs> };
  };
  return (...inputs) => withGradients(() => run(...inputs));
}
