/** Activation functions composed of others. In order of complexity. */
import type { DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { composite } from './composite.ts';
import { method } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * x where x > 0, else slope · x
     * @param slope 0.2 by default, as in Keras
     */
    leakyRelu(slope?: number): Tensor<S, D>;
    /** x / (1 + |x|) */
    softsign(): Tensor<S, D>;
    /** x / 6 + ½, kept between 0 and 1: a sigmoid of straight lines */
    hardSigmoid(): Tensor<S, D>;
    /** ln sigmoid x, without overflow */
    logSigmoid(): Tensor<S, D>;
    /**
     * x where x > 0, else α · (eˣ − 1)
     *
     * Source: Clevert, Unterthiner and Hochreiter, “Fast and accurate deep network learning by exponential linear units”,
     * ICLR 2016.
     * @param alpha 1 by default
     */
    elu(alpha?: number): Tensor<S, D>;
    /**
     * x · sigmoid x, also called swish
     *
     * Source: Ramachandran, Zoph and Le, “Searching for activation functions”, 2017.
     */
    silu(): Tensor<S, D>;
    /**
     * x · P(Z ≤ x) for a normal Z = x/2 · (1 + erf(x/√2))
     *
     * Source: Hendrycks and Gimpel, “Gaussian error linear units”, 2016.
     * @param options with `approximate` the formula with tanh that GPT-2 uses, within 5e-4 of the exact one
     */
    gelu(options?: { readonly approximate?: boolean }): Tensor<S, D>;
  }
}

method('leakyRelu', function (slope: number = 0.2) {
  return this.greater(0).where(this, this.mul(slope));
});

method('softsign', function () {
  return this.div(this.abs().add(1));
});

method('hardSigmoid', function () {
  return this.mul(1 / 6)
    .add(0.5)
    .clip(0, 1);
});

method('logSigmoid', function () {
  return this.neg().softplus().neg();
});

method('elu', function (alpha: number = 1) {
  // Where x > 0 the power is taken of 0, so that it is finite: an infinite one times 0 would be a NaN in the gradient.
  const negative = this.minimum(0).exp().sub(1).mul(alpha);
  return this.greater(0).where(this, negative);
});

method('silu', function () {
  return this.mul(this.sigmoid());
});

method('gelu', function ({ approximate = false }: { readonly approximate?: boolean } = {}) {
  const share = approximate
    ? this.add(this.mul(this.square()).mul(0.044715)).mul(Math.sqrt(2 / Math.PI)).tanh() // prettier-ignore
    : this.mul(Math.SQRT1_2).erf();
  return composite('gelu', [this], { approximate }, this.mul(0.5).mul(share.add(1)));
});
