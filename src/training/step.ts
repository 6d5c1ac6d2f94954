/** One step of training, and the same measures without training. */
import { withoutGradients } from '../ops/apply.ts';
import type { Rng } from '../random/rng.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { Batch } from './batch.ts';
import { breathe } from './breathe.ts';
import { badData, ExplosionWatch, gradientError, lossError, type Place } from './diagnosis.ts';
import { RunningMeans } from './goals.ts';
import { Passes } from './passes.ts';
import type { Parts } from './parts.ts';

/** The steps of one training. */
export class TrainingSteps {
  readonly #parts: Parts;
  readonly #rng: Rng;
  readonly #passes: Passes;
  readonly #watch = new ExplosionWatch();
  #parameters: readonly AnyParameter[] = [];

  /** @param coming how many samples will be trained on in all, 0 where nobody knows */
  constructor(parts: Parts, rng: Rng, coming: number) {
    this.#parts = parts;
    this.#rng = rng;
    this.#passes = new Passes(parts, { rng, coming });
  }

  /**
   * Forward, loss, backward, update:  θ ← θ − … ∂L/∂θ. The running means count it in.
   * @throws TrainingError when loss or gradients are not finite, ArgumentError when the data are not; then the model is as
   * it was before the step
   */
  async step(batch: Batch, place: Place, means: RunningMeans): Promise<void> {
    const { model, optimizer } = this.#parts;
    const rng = this.#rng;
    const { state } = rng;
    const pass = await this.#passes.run(batch);
    if (!Number.isFinite(pass.loss)) {
      rng.state = state;
      const error = lossError({ parts: this.#parts, batch, place, watch: this.#watch, rng, loss: pass.loss });
      pass.undo();
      throw error;
    }
    // Once an epoch: a model of one's own makes its layers when the first batch comes.
    if (place.step === 1 || this.#parameters.length === 0) this.#parameters = model.parameters();
    pass.backward();
    const error = gradientError(this.#parameters, pass.loss, place);
    if (error !== undefined) {
      pass.undo();
      throw error;
    }
    this.#watch.see(pass.loss, place, this.#parameters);
    optimizer.step(this.#parameters, { overwriteGradients: true });
    means.add(batch, pass.loss, pass.losses, pass.outputs);
  }
}

/** The mean loss and the metrics over batches, as often as they are asked for. */
export class Measures {
  readonly #what: string;
  readonly #parts: Parts;
  readonly #passes: Passes;

  /**
   * @param what for messages
   * @param coming how many samples will be measured in all
   */
  constructor(what: string, parts: Parts, coming: number) {
    this.#what = what;
    this.#parts = parts;
    this.#passes = new Passes(parts, { coming });
  }

  /**
   * @param after is told after each batch how many there were
   * @throws ArgumentError when the data are not finite
   */
  async over(batches: Iterable<Batch>, after?: (done: number) => void): Promise<Record<string, number>> {
    const means = new RunningMeans(this.#parts.goals);
    let done = 0;
    for (const batch of batches) {
      const { loss, losses, outputs } = await this.#passes.run(batch);
      const error = Number.isFinite(loss) ? undefined : badData(this.#what, batch);
      if (error !== undefined) throw error;
      withoutGradients(() => means.add(batch, loss, losses, outputs));
      done++;
      if (await breathe()) after?.(done);
    }
    return means.logs();
  }
}
