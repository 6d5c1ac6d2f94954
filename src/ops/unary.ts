/** Functions of one number, applied to every element. In order of complexity. */
import type { DType } from '../tensor/dtype.ts';
import type { Broadcast, Fits, Shape } from '../tensor/shape-types.ts';
import { apply } from './apply.ts';
import { arithmetic, binary, method, unary } from './define.ts';
import { rememberLogits } from './logits.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /** −x */
    neg(): Tensor<S, D>;
    /** |x| */
    abs(): Tensor<S, D>;
    /** −1, 0 or 1 */
    sign(): Tensor<S, D>;
    /** x² */
    square(): Tensor<S, D>;
    /** √x */
    sqrt(): Tensor<S, D>;
    /** eˣ */
    exp(): Tensor<S, D>;
    /** ln x */
    log(): Tensor<S, D>;
    /** ln(1 + x), exact for small x */
    log1p(): Tensor<S, D>;
    /** sin x, x in radians */
    sin(): Tensor<S, D>;
    /** cos x, x in radians */
    cos(): Tensor<S, D>;
    /** max(x, 0) */
    relu(): Tensor<S, D>;
    /** This where b > 0, else 0 */
    gate<R extends Shape = readonly []>(b: (Tensor<R, D> & Fits<S, R>) | number): Tensor<Broadcast<S, R>, D>;
    /** 1 / (1 + e⁻ˣ) */
    sigmoid(): Tensor<S, D>;
    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) */
    tanh(): Tensor<S, D>;
    /** ln(1 + eˣ), without overflow */
    softplus(): Tensor<S, D>;
    /** 2/√π ∫₀ˣ e^−t² dt: how likely a normal number with variance ½ lies within ±x */
    erf(): Tensor<S, D>;
  }
}

/** y = −x            dy/dx = −1 */
unary('neg', { formula: 'y = −x', f: (x) => -x, gradient: [(dy) => dy.neg()], dtype: arithmetic });

/** y = |x|           dy/dx = sign x */
unary('abs', {
  formula: 'y = |x|',
  f: (x) => Math.abs(x),
  gradient: [(dy, { inputs: [x] }) => dy.mul(x.sign())],
  dtype: arithmetic,
});

/** y = sign x        dy/dx = 0 */
unary('sign', { formula: 'y = sign x', f: (x) => Math.sign(x), gradient: [null], dtype: arithmetic });

/** y = x²            dy/dx = 2x */
unary('square', {
  formula: 'y = x²',
  f: (x) => x * x,
  gradient: [(dy, { inputs: [x] }) => dy.mul(x).mul(2)],
  dtype: arithmetic,
});

/** y = √x            dy/dx = 1 / (2y) */
unary('sqrt', {
  formula: 'y = √x',
  f: (x) => Math.sqrt(x),
  gradient: [(dy, { output: y }) => dy.div(y.mul(2))],
  range: [0.2, 2],
});

/** y = eˣ            dy/dx = y */
unary('exp', { formula: 'y = eˣ', f: (x) => Math.exp(x), gradient: [(dy, { output: y }) => dy.mul(y)] });

/** y = ln x          dy/dx = 1/x */
unary('log', {
  formula: 'y = ln x',
  f: (x) => Math.log(x),
  gradient: [(dy, { inputs: [x] }) => dy.div(x)],
  range: [0.2, 2],
});

/** y = ln(1 + x)     dy/dx = 1/(1 + x) */
unary('log1p', {
  formula: 'y = ln(1 + x)',
  f: (x) => Math.log1p(x),
  gradient: [(dy, { inputs: [x] }) => dy.div(x.add(1))],
  range: [-0.5, 2],
});

/** y = sin x         dy/dx = cos x */
unary('sin', { formula: 'y = sin x', f: (x) => Math.sin(x), gradient: [(dy, { inputs: [x] }) => dy.mul(x.cos())] });

/** y = cos x         dy/dx = −sin x */
unary('cos', {
  formula: 'y = cos x',
  f: (x) => Math.cos(x),
  gradient: [(dy, { inputs: [x] }) => dy.mul(x.sin()).neg()],
});

/** y = a if b > 0     ∂y/∂a = [b > 0]     (what a ReLU lets back) */
binary('gate', {
  formula: 'y = a where b > 0, else 0',
  f: (a, b) => (b > 0 ? a : 0),
  gradient: [(dy, { inputs: [, b] }) => dy.gate(b), null],
});

/** y = max(x, 0)     dy/dx = [x > 0]    (NaN stays NaN) */
unary('relu', {
  formula: 'y = max(x, 0)',
  f: (x) => (x <= 0 ? 0 : x),
  gradient: [(dy, { output: y }) => dy.gate(y)],
  dtype: arithmetic,
});

/** y = 1/(1 + e⁻ˣ)   dy/dx = y(1 − y) */
const sigmoid = unary('sigmoid', {
  formula: 'y = 1 / (1 + e⁻ˣ)',
  f: (x) => 1 / (1 + Math.exp(-x)),
  gradient: [(dy, { output: y }) => dy.mul(y.sub(y.square()))],
});

method('sigmoid', function () {
  return rememberLogits('sigmoid', apply(sigmoid, [this]), this);
});

/** y = tanh x        dy/dx = 1 − y² */
unary('tanh', {
  formula: 'y = tanh x',
  f: (x) => Math.tanh(x),
  gradient: [(dy, { output: y }) => dy.sub(dy.mul(y.square()))],
});

/** y = ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|)     dy/dx = sigmoid x */
unary('softplus', {
  formula: 'y = ln(1 + eˣ)',
  f: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  gradient: [(dy, { inputs: [x] }) => dy.mul(x.sigmoid())],
});

/**
 * y = erf x         dy/dx = 2/√π · e^−x²
 *
 * Quotients of polynomials for the middle and the flanks, to about 1e-15.
 * Source: Cody, “Rational Chebyshev approximations for the error function”, Mathematics of Computation 23, 1969; the
 * coefficients of its FORTRAN program CALERF.
 */
unary('erf', {
  formula: 'y = 2/√π ∫₀ˣ e^−t² dt',
  f: (x) => {
    const t = Math.abs(x);
    if (t < 0.46875) {
      const z = x * x;
      const over = 3209.37758913846947 + z * (377.485237685302021 + z * (113.864154151050156 + z * (3.1611237438705656 + z * 0.185777706184603153))); // prettier-ignore
      const under = 2844.23683343917062 + z * (1282.61652607737228 + z * (244.024637934444173 + z * (23.6012909523441209 + z))); // prettier-ignore
      return (x * over) / under;
    }
    // erfc 6 is 2e-17: nothing is left of it beside 1. (A NaN goes on through the polynomials.)
    if (t > 6) return Math.sign(x);
    const over = 1230.33935479799725 + t * (2051.07837782607147 + t * (1712.04761263407058 + t * (881.95222124176909 + t * (298.635138197400131 + t * (66.1191906371416295 + t * (8.88314979438837594 + t * (0.564188496988670089 + t * 2.15311535474403846e-8))))))); // prettier-ignore
    const under = 1230.33935480374942 + t * (3439.36767414372164 + t * (4362.61909014324716 + t * (3290.79923573345963 + t * (1621.38957456669019 + t * (537.181101862009858 + t * (117.693950891312499 + t * (15.7449261107098347 + t))))))); // prettier-ignore
    return Math.sign(x) * (1 - (Math.exp(-t * t) * over) / under);
  },
  gradient: [
    (dy, { inputs: [x] }) =>
      dy.mul(
        x
          .square()
          .neg()
          .exp()
          .mul(2 / Math.sqrt(Math.PI)),
      ),
  ],
});
