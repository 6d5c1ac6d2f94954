/** The product of two matrices, or of the matrices in two stacks, with either read as its transpose. */
import type { DType, SameType } from '../tensor/dtype.ts';
import type { Attributes, Values } from '../tensor/primitive.ts';
import { eachProduct, productOf } from '../tensor/product.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Multiplies, Product as ProductShape, Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { composite } from './composite.ts';
import { floatOnly, method, primitive } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * The matrix product a·b: [m, k] · [k, n] → [m, n]. With further axes in front, which broadcast, every matrix of one
     * stack meets its partner in the other: […, m, k] · […, k, n] → […, m, n].
     * @throws ShapeError for a vector, and where inner lengths or leading axes do not agree
     */
    matmul<R extends Shape, E extends DType>(
      b: Tensor<R, E> & Multiplies<S, R> & SameType<'matmul', D, E>,
    ): Tensor<ProductShape<S, R>, D>;
  }
}

type Transposes = { readonly transposeA: boolean; readonly transposeB: boolean };

/** Y = A·B           ∂L/∂A = dY·Bᵀ     ∂L/∂B = Aᵀ·dY */
const matmul = primitive<Transposes>({
  name: 'matmul',
  formula: 'yᵢⱼ = Σₖ aᵢₖ bₖⱼ',
  output: ([a, b], attributes) => {
    const { leading, m, n } = productOf(a.shape, b.shape, attributes);
    return { shape: [...leading, m, n], dtype: floatOnly('matmul', [a.dtype, b.dtype]) };
  },
  kernel: ([a, b], y, attributes) => multiply(a, b, y, attributes),
  gradient: [
    (dy, { inputs: [, b], attributes: { transposeA, transposeB } }) =>
      transposeA ? times(b, dy, transposeB, true) : times(dy, b, false, !transposeB),
    (dy, { inputs: [a], attributes: { transposeA, transposeB } }) =>
      transposeB ? times(dy, a, true, transposeA) : times(a, dy, !transposeA, false),
  ],
  samples: [
    {
      shapes: [
        [2, 3],
        [3, 4],
      ],
      attributes: { transposeA: false, transposeB: false },
    },
    {
      shapes: [
        [3, 2],
        [3, 4],
      ],
      attributes: { transposeA: true, transposeB: false },
    },
    {
      shapes: [
        [2, 3],
        [4, 3],
      ],
      attributes: { transposeA: false, transposeB: true },
    },
    {
      shapes: [
        [3, 2],
        [4, 3],
      ],
      attributes: { transposeA: true, transposeB: true },
    },
    // Stacks that broadcast, one of them given by its transposes.
    {
      shapes: [
        [2, 1, 2, 3],
        [3, 4, 3],
      ],
      attributes: { transposeA: false, transposeB: true },
    },
    {
      shapes: [
        [3, 2],
        [2, 3, 1],
      ],
      attributes: { transposeA: true, transposeB: false },
    },
  ],
});

function times(a: AnyTensor, b: AnyTensor, transposeA: boolean, transposeB: boolean): AnyTensor {
  return apply(matmul, [a, b], { transposeA, transposeB });
}

function multiply(a: Values, b: Values, y: Values, attributes: Attributes): void {
  const product = productOf(a.shape, b.shape, attributes);
  const { m, k, n, a: stepA, b: stepB } = product;
  eachProduct(a.shape, b.shape, product, (startA, startB, startY) => {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) {
          sum += a.data[startA + i * stepA.row + l * stepA.column] * b.data[startB + l * stepB.row + j * stepB.column];
        }
        y.data[startY + i * n + j] = sum;
      }
    }
  });
}

/** a·b for tensors whose rank the compiler does not know. */
export function matrixProduct(a: AnyTensor, b: AnyTensor): AnyTensor {
  if (a.rank <= 2 || b.rank !== 2 || a.shape[a.rank - 1] !== b.shape[0]) return times(a, b, false, false);
  // All matrices of a meet the same b: their rows are the rows of one large matrix.
  const [k, n] = b.shape;
  const rows = a.shape.slice(0, -1);
  const y = times(a.reshape([sizeOf(rows), k]), b, false, false).reshape([...rows, n]);
  return composite('matrixProduct', [a, b], {}, y);
}

method('matmul', function (b: AnyTensor) {
  return matrixProduct(this, b);
});
