/** Running sums along an axis. */
import type { DType } from '../tensor/dtype.ts';
import type { Primitive, Values } from '../tensor/primitive.ts';
import { resolveAxis, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { arithmetic, method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** yₖ = x₀ + … + xₖ along `axis`: the sums of all beginnings. */
    cumsum(axis: number): Tensor<S, D>;
  }
}

type Direction = { readonly axis: number; readonly reverse: boolean };

/** yₖ = x₀ + … + xₖ, from the other end with `reverse`        dx = the same of dy, from the other end */
const cumsum: Primitive = primitive<Direction>({
  name: 'cumsum',
  formula: 'yₖ = x₀ + … + xₖ',
  output: ([{ shape, dtype }]) => ({ shape, dtype: arithmetic('cumsum', [dtype]) }),
  kernel: ([x], y, direction) => cumsumKernel(x, y, direction),
  gradient: [(dy, { attributes: { axis, reverse } }) => apply(cumsum, [dy], { axis, reverse: !reverse })],
  samples: [
    { shapes: [[2, 3, 2]], attributes: { axis: 1, reverse: false } },
    { shapes: [[4]], attributes: { axis: 0, reverse: true } },
  ],
});

function cumsumKernel(x: Values, y: Values, { axis, reverse }: Direction): void {
  const n = x.shape[axis];
  const inner = sizeOf(x.shape.slice(axis + 1));
  const outer = sizeOf(x.shape.slice(0, axis));
  const [first, step] = reverse ? [n - 1, -1] : [0, 1];
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      // In float64, whatever the tensor holds.
      let sum = 0;
      for (let k = 0; k < n; k++) {
        const at = (o * n + first + k * step) * inner + i;
        sum += x.data[at];
        y.data[at] = sum;
      }
    }
  }
}

method('cumsum', function (axis: number): AnyTensor {
  return apply(cumsum, [this], { axis: resolveAxis('cumsum', axis, this.rank), reverse: false });
});
