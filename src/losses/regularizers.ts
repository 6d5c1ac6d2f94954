/** Penalties on weights, added to the loss in training: small weights make a smoother function. */
import { checkAtLeast } from '../checks.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** From weights to one number, which is added to the loss. */
export type Regularizer = (W: AnyTensor) => AnyTensor;

/**
 * λ Σ |W|: draws weights to 0 exactly. Its gradient is λ sign W, and 0 at 0.
 * @param lambda λ ≥ 0
 * Source: Tibshirani, “Regression shrinkage and selection via the lasso”, J. Royal Statistical Society B 58 (1996).
 */
export function l1(lambda: number): Regularizer {
  checkAtLeast('l1', 'lambda', lambda);
  return (W) => W.abs().sum().mul(lambda);
}

/**
 * λ Σ W²: draws large weights most; without the factor ½, as in Keras. Its gradient is 2 λ W.
 * @param lambda λ ≥ 0
 */
export function l2(lambda: number): Regularizer {
  checkAtLeast('l2', 'lambda', lambda);
  return (W) => W.square().sum().mul(lambda);
}

/** What a layer with weights can be told; its bias is not regularised. */
export interface RegularizerOptions {
  /** λ of the penalty λ Σ |W|; none by default. */
  readonly l1?: number;
  /** λ of the penalty λ Σ W²; none by default. */
  readonly l2?: number;
}

/** Every penalty that is an option of a layer; the one place where a name is listed. */
const regularizers = { l1, l2 } satisfies { readonly [Name in keyof RegularizerOptions]-?: unknown };

/** The sum of the penalties that the options name; undefined without any. */
export function regularizer(options: RegularizerOptions): Regularizer | undefined {
  const chosen = Object.entries(regularizers).flatMap(([name, make]) => {
    const lambda = Object.entries(options).find(([option]) => option === name)?.[1];
    return typeof lambda === 'number' ? [make(lambda)] : [];
  });
  if (chosen.length === 0) return undefined;
  const [first, ...rest] = chosen;
  return (W) => rest.reduce((sum, penalty) => sum.add(penalty(W)), first(W));
}

/** The options that were given, for a configuration. */
export function regularizerConfig({ l1, l2 }: RegularizerOptions): Readonly<Record<string, number>> {
  return { ...(l1 === undefined ? {} : { l1 }), ...(l2 === undefined ? {} : { l2 }) };
}
