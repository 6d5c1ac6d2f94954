/** One step of training, and the same without training. */
import { batches } from '../data/batches.ts';
import type { Context } from '../layers/layer.ts';
import type { LossFunction } from '../losses/loss.ts';
import type { AnyMetric } from '../metrics/metric.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { DType } from '../tensor/dtype.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { breathe } from './breathe.ts';

/** What a step needs, with the shapes forgotten. */
export interface Parts {
  call(x: AnyTensor, context: Context): AnyTensor;
  parameters(): readonly AnyParameter[];
  /** What the weights add to the loss. */
  penalty(): AnyTensor | undefined;
  readonly loss: LossFunction;
  readonly metrics: readonly AnyMetric[];
  readonly optimizer: Optimizer;
}

/** Forward, loss, backward, update:  θ ← θ − … ∂L/∂θ with L the mean over the batch. The running means count it in. */
export function trainStep(parts: Parts, x: AnyTensor, y: AnyTensor, context: Context, means: RunningMeans): void {
  const prediction = parts.call(x, { ...context, training: true });
  const loss = penalized(parts, parts.loss(y, prediction).mean());
  loss.backward();
  parts.optimizer.step(parts.parameters(), { overwriteGradients: true });
  means.add(x.shape[0], loss.item(), y, prediction);
}

/** The mean loss and the metrics over all samples. */
export async function measure(
  parts: Parts,
  x: AnyTensor,
  y: AnyTensor,
  batchSize: number,
): Promise<Record<string, number>> {
  const means = new RunningMeans(parts.metrics);
  for (const [xBatch, yBatch] of batches(x, y, { size: batchSize })) {
    // A batch at a time: what others do in the pauses is recorded as ever.
    withoutGradients(() => {
      const prediction = parts.call(xBatch, { training: false });
      means.add(xBatch.shape[0], penalized(parts, parts.loss(yBatch, prediction).mean()).item(), yBatch, prediction);
    });
    await breathe();
  }
  return means.logs();
}

/** The loss that is minimised and reported, as in Keras: with the penalties on the weights. */
function penalized(parts: Parts, loss: AnyTensor): Tensor<readonly [], DType> {
  const penalty = parts.penalty();
  return (penalty === undefined ? loss : loss.add(penalty)).reshape([]);
}

/** Loss and metrics over the batches of an epoch, each sample counted once. */
export class RunningMeans {
  readonly #metrics: readonly AnyMetric[];
  #states: readonly unknown[];
  #loss = 0;
  #samples = 0;

  constructor(metrics: readonly AnyMetric[]) {
    this.#metrics = metrics;
    this.#states = metrics.map(({ start }) => start);
  }

  add(samples: number, loss: number, y: AnyTensor, prediction: AnyTensor): void {
    this.#loss += samples * loss;
    this.#samples += samples;
    withoutGradients(() => {
      this.#states = this.#metrics.map((m, i) => m.update(this.#states[i], y, prediction));
    });
  }

  logs(): Record<string, number> {
    const results = this.#metrics.map((m, i) => [m.name, m.result(this.#states[i])] as const);
    return { loss: this.#loss / this.#samples, ...Object.fromEntries(results) };
  }
}
