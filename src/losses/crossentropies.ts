/** Cross-entropies: the surprise at the labels, for one that believes the predicted probabilities. */
import { described } from '../config/described.ts';
import { checkShare } from '../checks.ts';
import { logitsOf } from '../ops/logits.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { whenKnown } from '../tensor/tracing.ts';
import {
  checkClasses,
  checkSame,
  checkShares,
  type ClassLossFunction,
  labelsFor,
  type LossFunction,
  onClassNumbers,
  perSample,
} from './loss.ts';

/** What predictions are, and how much labels are trusted. */
export interface CrossentropyOptions {
  /** Whether predictions are logits z instead of probabilities. False by default. */
  readonly fromLogits?: boolean;
  /**
   * ε, 0 by default: this share of every label is spread evenly over the k classes, y ← (1 − ε) y + ε/k (k = 2 for the
   * binary one). Source: Szegedy et al., “Rethinking the Inception architecture”, CVPR 2016, section 7.
   */
  readonly labelSmoothing?: number;
}

/** Probabilities are kept this far from 0 and 1 where their logits are not known (as in Keras). */
const EPSILON = 1e-7;

/**
 * Binary cross-entropy:  L = −(1/d) Σⱼ [ yⱼ ln ŷⱼ + (1 − yⱼ) ln(1 − ŷⱼ) ]
 *
 * From logits z, with ŷ = sigmoid z, the same is  softplus(z) − y·z,  which neither overflows nor takes ln 0. It is also
 * used for probabilities that a sigmoid activation has just computed.
 */
export function binaryCrossentropy(options: CrossentropyOptions = {}): LossFunction {
  const labelSmoothing = smoothingOf('binaryCrossentropy', options);
  return described({ kind: 'binaryCrossentropy', ...options }, (labels: AnyTensor, prediction: AnyTensor) => {
    checkSame('binaryCrossentropy', labels, prediction);
    whenKnown(labels, (values) => checkShares('binaryCrossentropy', values));
    const y = smoothed(labels.cast(prediction.dtype), 2, labelSmoothing);
    const z = options.fromLogits === true ? prediction : logitsOf('sigmoid', prediction);
    if (z !== undefined) return perSample(z.softplus().sub(y.mul(z)));
    const p = prediction.clip(EPSILON, 1 - EPSILON);
    const q = p.neg().add(1);
    return perSample(y.mul(p.log()).add(y.neg().add(1).mul(q.log())).neg());
  });
}

/**
 * Categorical cross-entropy, for labels that are one-hot (or any distribution):  L = −Σⱼ yⱼ ln ŷⱼ
 *
 * From logits z, with ŷ = softmax z, ln ŷ = z − ln Σ eᶻ is computed without overflow. It is also used for probabilities
 * that softmax has just computed. Its gradient is  ∂L/∂z = ŷ − y.
 */
export function categoricalCrossentropy(options: CrossentropyOptions = {}): LossFunction {
  const labelSmoothing = smoothingOf('categoricalCrossentropy', options);
  return described({ kind: 'categoricalCrossentropy', ...options }, (labels: AnyTensor, prediction: AnyTensor) => {
    checkSame('categoricalCrossentropy', labels, prediction);
    whenKnown(labels, (values) => checkShares('categoricalCrossentropy', values));
    const classes = prediction.shape[prediction.rank - 1];
    const y = smoothed(labels.cast(prediction.dtype), classes, labelSmoothing);
    return y.mul(logProbabilities(prediction, options)).sum(-1).neg();
  });
}

/** The same for labels that are class numbers c:  L = −ln ŷ_c */
export function sparseCategoricalCrossentropy(options: CrossentropyOptions = {}): ClassLossFunction {
  const labelSmoothing = smoothingOf('sparseCategoricalCrossentropy', options);
  const loss = onClassNumbers((y, prediction) => {
    const labels = labelsFor('sparseCategoricalCrossentropy', y, prediction);
    const classes = prediction.shape[prediction.rank - 1];
    whenKnown(labels, (values) => checkClasses(values, classes));
    const oneHot = smoothed(labels.oneHot(classes).cast(prediction.dtype), classes, labelSmoothing);
    return oneHot.mul(logProbabilities(prediction, options)).sum(-1).neg();
  });
  return described({ kind: 'sparseCategoricalCrossentropy', ...options }, loss);
}

function logProbabilities(prediction: AnyTensor, { fromLogits = false }: CrossentropyOptions): AnyTensor {
  const z = fromLogits ? prediction : logitsOf('softmax', prediction);
  if (z !== undefined) return z.logSoftmax();
  // Probabilities from elsewhere: scaled to sum to 1, as in Keras.
  return prediction
    .div(prediction.sum(-1, { keepDims: true }))
    .clip(EPSILON, 1 - EPSILON)
    .log();
}

function smoothed(y: AnyTensor, classes: number, share: number): AnyTensor {
  return share === 0 ? y : y.mul(1 - share).add(share / classes);
}

function smoothingOf(what: string, { labelSmoothing = 0 }: CrossentropyOptions): number {
  checkShare(what, 'labelSmoothing', labelSmoothing, 'ε');
  return labelSmoothing;
}
