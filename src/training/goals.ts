/** What is wanted of the outputs of a model: losses to minimise and metrics to report, and how they are counted. */
import { ArgumentError } from '../errors.ts';
import type { LossFunction } from '../losses/loss.ts';
import type { AnyMetric } from '../metrics/metric.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { type Batch, sizeOfBatch } from './batch.ts';

/** What is wanted of one output. */
export interface Goal {
  /** Stands in front of its loss and its metrics in reports; empty for a model with one output. */
  readonly name: string;
  readonly loss: LossFunction;
  /** What its loss counts in the sum that is minimised. */
  readonly weight: number;
  readonly metrics: readonly AnyMetric[];
}

/**
 * The loss of every output, a scalar each: the mean over the batch, of samples that count more or less the weighted sum by
 * their number,  L = (1/B) Σᵢ wᵢ Lᵢ,  as in Keras.
 */
export function lossesOf(goals: readonly Goal[], { y, weights }: Batch, outputs: readonly AnyTensor[]): AnyTensor[] {
  return goals.map(({ loss }, i) => {
    const values = loss(y[i], outputs[i]);
    if (weights === undefined) return values.mean();
    const alongSamples = [values.shape[0], ...values.shape.slice(1).fill(1)];
    return values.mul(weights.cast(values.dtype).reshape(alongSamples)).mean();
  });
}

/** `valLoss`, `digitAccuracy`: the name of a number with what it belongs to in front; nothing in front leaves it alone. */
export function prefixed(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}${name[0].toUpperCase()}${name.slice(1)}`;
}

/** Losses and metrics over the batches of an epoch, each sample counted once. */
export class RunningMeans {
  readonly #goals: readonly Goal[];
  #states: readonly (readonly unknown[])[];
  #losses: number[];
  readonly #named: boolean;
  #total = 0;
  #samples = 0;

  constructor(goals: readonly Goal[]) {
    this.#goals = goals;
    this.#named = goals.some(({ name }) => name !== '');
    this.#states = goals.map(({ metrics }) => metrics.map(({ start }) => start));
    this.#losses = goals.map(() => 0);
  }

  /**
   * @param total the loss that is minimised: the weighted sum of `losses`, and penalties
   * @param losses one of each output; they are reported where the outputs have names
   */
  add(batch: Batch, total: number, losses: readonly AnyTensor[], outputs: readonly AnyTensor[]): void {
    const samples = sizeOfBatch(batch);
    this.#samples += samples;
    this.#total += samples * total;
    if (this.#named) this.#losses = this.#losses.map((sum, i) => sum + samples * losses[i].reshape([]).item());
    withoutGradients(() => {
      this.#states = this.#goals.map(({ metrics }, i) =>
        metrics.map((m, k) => m.update(this.#states[i][k], batch.y[i], outputs[i])),
      );
    });
  }

  /** In Keras' order: the loss, those of the outputs where these have names, the metrics. */
  logs(): Record<string, number> {
    const losses = this.#goals.map(({ name }, i) => [prefixed(name, 'loss'), this.#losses[i] / this.#samples] as const);
    const metrics = this.#goals.flatMap(({ name, metrics: own }, i) =>
      own.map((m, k) => [prefixed(name, m.name), m.result(this.#states[i][k])] as const),
    );
    return Object.fromEntries([['loss', this.#total / this.#samples], ...(this.#named ? losses : []), ...metrics]);
  }
}

/** @throws ArgumentError where two numbers would be reported under one name */
export function checkNames(goals: readonly Goal[]): void {
  const names = [
    'loss',
    ...goals.flatMap(({ name }) => (name === '' ? [] : [prefixed(name, 'loss')])),
    ...goals.flatMap(({ name, metrics }) => metrics.map((m) => prefixed(name, m.name))),
  ];
  const taken = names.find((name, i) => names.indexOf(name) < i);
  if (taken === undefined) return;
  throw new ArgumentError({
    what: 'compile',
    expected: 'metrics with names of their own',
    received: taken === 'loss' ? "one named 'loss'" : `'${taken}' twice`,
    hint: 'give one of them another name',
  });
}
