/** One step of training, and the same measures without training. */
import { withoutGradients } from '../ops/apply.ts';
import type { Rng } from '../random/rng.ts';
import type { DType } from '../tensor/dtype.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Batch } from './batch.ts';
import { breathe } from './breathe.ts';
import { badData, ExplosionWatch, gradientError, lossError, type Place } from './diagnosis.ts';
import { lossesOf, RunningMeans } from './goals.ts';
import type { Parts } from './parts.ts';

/** The steps of one training. */
export class TrainingSteps {
  readonly #parts: Parts;
  readonly #rng: Rng;
  readonly #watch = new ExplosionWatch();
  #weights: readonly AnyParameter[];
  #parameters: readonly AnyParameter[] = [];

  constructor(parts: Parts, rng: Rng) {
    this.#parts = parts;
    this.#rng = rng;
    this.#weights = [...parts.model.weights().values()];
  }

  /**
   * Forward, loss, backward, update:  θ ← θ − … ∂L/∂θ. The running means count it in.
   * @throws TrainingError when loss or gradients are not finite, ArgumentError when the data are not; then the model is as
   * it was before the step
   */
  step(batch: Batch, place: Place, means: RunningMeans): void {
    const { model, goals, optimizer } = this.#parts;
    const rng = this.#rng;
    const { state } = rng;
    // Moving averages are assigned to on the way forward.
    const undo = this.#weights.filter(({ trainable }) => !trainable).map((p) => ({ p, values: valuesOf(p) }));
    const fail: (error: Error) => never = (error) => {
      for (const { p, values } of undo) p.assign(values);
      throw error;
    };
    const outputs = model.run(batch.x, { training: true, rng });
    const losses = lossesOf(goals, batch, outputs);
    const loss = totalLoss(this.#parts, losses);
    const value = loss.item();
    if (!Number.isFinite(value)) {
      rng.state = state;
      fail(lossError({ parts: this.#parts, batch, place, watch: this.#watch, rng, loss: value }));
    }
    // Once an epoch: a model of one's own makes its layers when the first batch comes.
    if (place.step === 1 || this.#parameters.length === 0) {
      this.#weights = [...model.weights().values()];
      this.#parameters = this.#weights.filter(({ trainable }) => trainable);
    }
    loss.backward();
    const error = gradientError(this.#parameters, value, place);
    if (error !== undefined) fail(error);
    this.#watch.see(value, place, this.#parameters);
    optimizer.step(this.#parameters, { overwriteGradients: true });
    means.add(batch, value, losses, outputs);
  }
}

/**
 * The mean loss and the metrics over batches.
 * @param what for messages
 * @param after is told after each batch how many there were
 * @throws ArgumentError when the data are not finite
 */
export async function measure(
  what: string,
  parts: Parts,
  batches: Iterable<Batch>,
  after?: (done: number) => void,
): Promise<Record<string, number>> {
  const means = new RunningMeans(parts.goals);
  let done = 0;
  for (const batch of batches) {
    // A batch at a time: what others do in the pauses is recorded as ever.
    withoutGradients(() => {
      const outputs = parts.model.run(batch.x, { training: false });
      const losses = lossesOf(parts.goals, batch, outputs);
      const loss = totalLoss(parts, losses).item();
      const error = Number.isFinite(loss) ? undefined : badData(what, batch);
      if (error !== undefined) throw error;
      means.add(batch, loss, losses, outputs);
    });
    done++;
    if (await breathe()) after?.(done);
  }
  return means.logs();
}

/** The loss that is minimised and reported, as in Keras: the outputs' by their weights, with the penalties. */
function totalLoss({ goals, model }: Parts, losses: readonly AnyTensor[]): Tensor<readonly [], DType> {
  const terms = losses.map((loss, i) => (goals[i].weight === 1 ? loss : loss.mul(goals[i].weight)));
  const penalty = model.penalty();
  return [...terms, ...(penalty === undefined ? [] : [penalty])].reduce((sum, term) => sum.add(term)).reshape([]);
}

function valuesOf({ data, shape, dtype }: AnyTensor): AnyTensor {
  return new Tensor(data, shape, dtype);
}
