/** Comparisons, which answer with bools, and the choice between two values by a bool. No gradient flows through a bool. */
import type { DType } from '../tensor/dtype.ts';
import type { Broadcast, Fits, Shape } from '../tensor/shape-types.ts';
import { apply } from './apply.ts';
import { binary, comparison, method, operand, sameDType, ternary } from './define.ts';
import { ArgumentError } from '../errors.ts';
import type { Primitive } from '../tensor/primitive.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** a = b */
    equal<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, 'bool'>;
    /** a < b */
    less<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, 'bool'>;
    /** a ≤ b */
    lessEqual<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, 'bool'>;
    /** a > b */
    greater<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, 'bool'>;
    /** a ≥ b */
    greaterEqual<R extends Shape = readonly []>(
      b: (Tensor<R, D> & Fits<S, R>) | number,
    ): Tensor<Broadcast<S, R>, 'bool'>;
    /** a where this condition holds, else b; all three broadcast, and b may be a number. */
    where<A extends Shape, E extends DType, B extends Shape = readonly []>(
      this: Tensor<S, 'bool'>,
      a: Tensor<A, E>,
      b: Tensor<B, E> | number,
    ): Tensor<Broadcast<Broadcast<S, A>, B>, E>;
  }
}

const compare = (name: string, formula: string, f: (a: number, b: number) => number): void => {
  binary(name, { formula, f, gradient: [null, null], dtype: comparison });
};

compare('equal', 'y = [a = b]', (a, b) => (a === b ? 1 : 0));
compare('less', 'y = [a < b]', (a, b) => (a < b ? 1 : 0));
compare('lessEqual', 'y = [a ≤ b]', (a, b) => (a <= b ? 1 : 0));
compare('greater', 'y = [a > b]', (a, b) => (a > b ? 1 : 0));
compare('greaterEqual', 'y = [a ≥ b]', (a, b) => (a >= b ? 1 : 0));

/** y = c ? a : b     ∂y/∂a = [c]       ∂y/∂b = [not c] */
const whereEntry: Primitive = ternary('where', {
  formula: 'y = a where c, else b',
  f: (c, a, b) => (c !== 0 ? a : b),
  gradient: [null, (dy, { inputs: [c] }) => where(c, dy, 0), (dy, { inputs: [c] }) => where(c.equal(0), dy, 0)],
  dtype: (name, [condition, ...values]) => {
    if (condition !== 'bool') {
      throw new ArgumentError({ what: name, expected: 'a bool condition', received: condition, hint: 'compare first' });
    }
    return sameDType(name, values);
  },
  samples: [
    {
      shapes: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
      attributes: {},
      dtypes: ['bool', 'float64', 'float64'],
    },
    { shapes: [[3], [2, 3], []], attributes: {}, dtypes: ['bool', 'float64', 'float64'] },
  ],
});

method('where', function (a: AnyTensor, b: AnyTensor | number) {
  return where(this, a, b);
});

function where(condition: AnyTensor, a: AnyTensor, b: AnyTensor | number): AnyTensor {
  return apply(whereEntry, [condition, a, operand('where', b, a.dtype)]);
}
