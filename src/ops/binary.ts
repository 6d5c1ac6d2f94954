/** Functions of two numbers, applied element by element with broadcasting. */
import type { DType } from '../tensor/dtype.ts';
import type { Broadcast, Fits, Shape } from '../tensor/shape-types.ts';
import { binary, floatOnly } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** a + b */
    add<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** a − b */
    sub<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** a · b, element by element */
    mul<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** a / b */
    div<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** aᵇ */
    pow<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** The larger of a and b */
    maximum<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** The smaller of a and b */
    minimum<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
  }
}

/** y = a + b         ∂y/∂a = 1         ∂y/∂b = 1 */
binary('add', { formula: 'y = a + b', f: (a, b) => a + b, gradient: [(dy) => dy, (dy) => dy] });

/** y = a − b         ∂y/∂a = 1         ∂y/∂b = −1 */
binary('sub', { formula: 'y = a − b', f: (a, b) => a - b, gradient: [(dy) => dy, (dy) => dy.neg()] });

/** y = a · b         ∂y/∂a = b         ∂y/∂b = a */
binary('mul', {
  formula: 'y = a · b',
  f: (a, b) => a * b,
  gradient: [(dy, { inputs: [, b] }) => dy.mul(b), (dy, { inputs: [a] }) => dy.mul(a)],
});

/** y = a / b         ∂y/∂a = 1/b       ∂y/∂b = −y/b */
binary('div', {
  formula: 'y = a / b',
  f: (a, b) => a / b,
  gradient: [(dy, { inputs: [, b] }) => dy.div(b), (dy, { inputs: [, b], output: y }) => dy.mul(y).div(b).neg()],
  range: [0.5, 2],
});

/** y = aᵇ            ∂y/∂a = b·aᵇ⁻¹    ∂y/∂b = y·ln a     (both 0 where a factor 0 stands before an infinite one) */
binary('pow', {
  formula: 'y = aᵇ',
  f: (a, b) => Math.pow(a, b),
  gradient: [
    // Where b is 0, a⁰ stands for a⁻¹, and where a is 0, ln 1 for ln 0: 0 times an infinity would be NaN.
    (dy, { inputs: [a, b] }) => dy.mul(b.mul(a.pow(b.equal(0).where(b, b.sub(1))))),
    (dy, { inputs: [a], output: y }) => dy.mul(y.mul(a.equal(0).where(a.add(1), a).log())),
  ],
  range: [0.5, 2],
  dtype: floatOnly,
});

/** y = max(a, b)     ∂y/∂a = [a ≥ b]   ∂y/∂b = [a < b]     (NaN stays NaN) */
binary('maximum', {
  formula: 'y = max(a, b)',
  f: (a, b) => Math.max(a, b),
  gradient: [
    (dy, { inputs: [a, b] }) => a.greaterEqual(b).where(dy, 0),
    (dy, { inputs: [a, b] }) => a.less(b).where(dy, 0),
  ],
});

/** y = min(a, b)     ∂y/∂a = [a ≤ b]   ∂y/∂b = [a > b]     (NaN stays NaN) */
binary('minimum', {
  formula: 'y = min(a, b)',
  f: (a, b) => Math.min(a, b),
  gradient: [
    (dy, { inputs: [a, b] }) => a.lessEqual(b).where(dy, 0),
    (dy, { inputs: [a, b] }) => a.greater(b).where(dy, 0),
  ],
});
