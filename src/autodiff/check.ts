/** The numerical check of gradients: a derivative is a quotient of differences, so compare with one. */
import type { Shape } from '../tensor/shape-types.ts';
import { Tensor } from '../tensor/tensor.ts';
import { valueAndGrad } from './grad.ts';

type Float64 = Tensor<Shape, 'float64'>;

export interface GradientCheck {
  /** max |numerical − analytical| / max(1, |numerical|, |analytical|) over all elements. */
  readonly error: number;
  readonly analytical: readonly Float64[];
  readonly numerical: readonly Float64[];
}

/**
 * Compares the gradients of `f` with central differences,  ∂f/∂xᵢ ≈ (f(x + εeᵢ) − f(x − εeᵢ)) / 2ε.
 *
 * The truncation error is O(ε²) and the rounding error O(2⁻⁵³/ε), so ε = 10⁻⁵ leaves about 10⁻¹⁰; only float64 is
 * precise enough.
 * @param f from float64 tensors to a scalar
 * @param inputs where to check
 * @param epsilon step, 1e-5 by default
 */
export function checkGradients(
  f: (...inputs: Float64[]) => Tensor<readonly [], 'float64'>,
  inputs: readonly Float64[],
  epsilon = 1e-5,
): GradientCheck {
  const { gradients: analytical } = valueAndGrad(f)(...inputs);
  const numerical = inputs.map((input, which) => {
    const slope = new Float64Array(input.size);
    for (let i = 0; i < slope.length; i++) {
      const at = (offset: number): number => {
        const data = input.data.slice();
        data[i] += offset;
        return f(...inputs.map((x, k) => (k === which ? new Tensor(data, x.shape, x.dtype) : x))).item();
      };
      slope[i] = (at(epsilon) - at(-epsilon)) / (2 * epsilon);
    }
    return new Tensor(slope, input.shape, 'float64');
  });
  let error = 0;
  analytical.forEach((gradient, which) => {
    gradient.data.forEach((a, i) => {
      const n = numerical[which].data[i];
      const relative = Math.abs(a - n) / Math.max(1, Math.abs(a), Math.abs(n));
      // NaN must not pass for small.
      error = Number.isNaN(relative) ? Infinity : Math.max(error, relative);
    });
  });
  return { error, analytical, numerical };
}
