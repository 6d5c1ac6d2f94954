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
