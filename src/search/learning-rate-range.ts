/** The learning-rate range test: one short training with an ever larger rate shows which rates are of use. */
import { batches } from '../data/batches.ts';
import { generatorOf, type Seed } from '../data/seed.ts';
import { text } from '../display/language.ts';
import { progress } from '../display/progress.ts';
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, TrainingError } from '../errors.ts';
import { callOf } from '../explain/score.ts';
import { breathe } from '../training/breathe.ts';
import type { LossFunction } from '../losses/loss.ts';
import type { LossName } from '../losses/losses.ts';
import type { MetricChoice } from '../metrics/metrics.ts';
import type { Compiled } from '../training/compiled.ts';
import type { LabelsFit, SamplesFit } from '../training/fit-types.ts';
import type { Trainable } from '../training/trainable.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { type LearningRateRange, rangeTest, rateCurve } from './rate-curve.ts';

/** Which rates are tried, and on what. */
export interface LearningRateRangeOptions {
  /** The first rate, 1e-6 by default. */
  readonly from?: number;
  /** The last rate, 10 by default. */
  readonly to?: number;
  /** How many steps lie between them, 100 by default; more steps make the curve smoother. */
  readonly steps?: number;
  /** Samples a step, 32 by default. */
  readonly batchSize?: number;
  /** β, how much of the smoothed loss stays from step to step, 0.9 by default. */
  readonly smoothing?: number;
  /** In which order samples come; a whole number, or a generator; the shared generator by default. */
  readonly seed?: Seed;
  /** Whether a progress bar is shown, true by default. */
  readonly progress?: boolean;
}

/**
 * Trains on batches with a rate that grows from step to step, until the loss explodes, and gives back the model as it was,
 * weights and optimiser.
 *
 *     αₖ = from · (to / from)^(k / (steps − 1))        ℓₖ = (β ℓₖ₋₁ + (1 − β) Lₖ),  divided by 1 − βᵏ⁺¹
 *
 * A rate is of use from where ℓ begins to fall to where it falls no more. The suggestion is the rate at which ℓ falls most
 * steeply over ln α, before its minimum; the first tenth of the steps, where ℓ is hardly smooth, does not count. The loss
 * has exploded when it is not finite, or ℓ exceeds four times its least value.
 *
 *     const range = await learningRateRange(model, x, y);
 *     range.figure; range.suggestion
 *
 * @param model compiled; any schedule of its optimiser is set aside
 * @param x samples
 * @param y their labels
 * @throws ArgumentError unless 0 < from < to, there are at least 10 steps, and 0 ≤ smoothing < 1
 * Source: Smith, “Cyclical learning rates for training neural networks”, WACV 2017, section 3.3; the smoothing and the
 * steepest descent: Gugger, “How do you find a good learning rate”, 2018, and fastai's `lr_find`.
 */
export async function learningRateRange<
  I extends Shape,
  O extends Shape,
  L extends LossName | LossFunction,
  M extends readonly MetricChoice[],
  X extends Shape,
  Y extends Shape,
>(
  model: Compiled<I, O, L, M>,
  x: Tensor<X> & SamplesFit<X, I>,
  y: Tensor<Y, 'float32' | 'int32'> & LabelsFit<Y, L, O>,
  options: LearningRateRangeOptions = {},
): Promise<LearningRateRange> {
  const { batchSize = 32, smoothing = 0.9, seed } = options;
  const rates = checkedRates(options);
  const random = generatorOf(seed);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: batches of x and y have the samples and labels that were checked above
  const fit = model.fit.bind(model) as unknown as FitBatch;
  const [losses, smoothed]: [number[], number[]] = [[], []];
  let [mean, least] = [0, Infinity];
  /** One step with that rate; false when the loss has exploded. */
  const step = async (k: number, xBatch: AnyTensor, yBatch: AnyTensor): Promise<boolean> => {
    setRate(model.optimizer, rates[k]);
    const { loss } = await fit(xBatch, yBatch, { batchSize, shuffle: false, progress: false }).catch(exploded);
    mean = smoothing * mean + (1 - smoothing) * loss[0];
    const level = mean / (1 - smoothing ** (k + 1));
    losses.push(loss[0]);
    smoothed.push(level);
    least = Math.min(least, level);
    return Number.isFinite(loss[0]) && level <= 4 * least;
  };
  await unchanged(model, x, async () => {
    const bar = options.progress === false ? undefined : progress({ total: rates.length, label: text(rangeTest) });
    try {
      for (let k = 0; k < rates.length;) {
        for (const [xBatch, yBatch] of batches(x, y, { size: batchSize, shuffle: random })) {
          if (!(await step(k, xBatch, yBatch)) || ++k === rates.length) return;
          if (await breathe()) bar?.update(k, { learningRate: rates[k], loss: smoothed[k - 1] });
        }
      }
    } finally {
      bar?.end();
    }
  });
  return rateCurve(rates.slice(0, losses.length), losses, smoothed);
}

type FitBatch = (
  x: AnyTensor,
  y: AnyTensor,
  options: { readonly batchSize: number; readonly shuffle: false; readonly progress: false },
) => Promise<{ readonly loss: readonly number[] }>;

/** A step that refuses a loss which is not finite has found where the rates end. */
function exploded(error: unknown): { readonly loss: readonly number[] } {
  if (error instanceof TrainingError) return { loss: [NaN] };
  throw error;
}

/** from · (to / from)^(k / (steps − 1)) */
function checkedRates({
  from = 1e-6,
  to = 10,
  steps = 100,
  batchSize = 32,
  smoothing = 0.9,
}: LearningRateRangeOptions) {
  checkWholeNumber('learningRateRange', 'batchSize', batchSize);
  checkWholeNumber('learningRateRange', 'steps', steps, 10);
  if (!(from > 0 && from < to && to < Infinity)) {
    throw new ArgumentError({
      what: 'learningRateRange',
      expected: 'rates with 0 < from < to',
      received: `from ${from} to ${to}`,
    });
  }
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new ArgumentError({
      what: 'learningRateRange',
      expected: 'a smoothing with 0 ≤ β < 1',
      received: String(smoothing),
    });
  }
  return Array.from({ length: steps }, (_, k) => from * (to / from) ** (k / (steps - 1)));
}

/** The next step takes this rate, whatever the schedule says. */
function setRate(optimizer: Optimizer, rate: number): void {
  optimizer.rateFactor = 1;
  const scheduled = optimizer.learningRate;
  if (!(scheduled > 0)) {
    throw new ArgumentError({
      what: 'learningRateRange',
      expected: 'an optimiser whose own learning rate is not 0',
      received: `${scheduled} at step ${optimizer.steps + 1}`,
      hint: 'compile with a constant rate for the test',
    });
  }
  optimizer.rateFactor = rate / scheduled;
}

/** Runs `train`; afterwards weights and optimiser are as they were, also where it was interrupted. */
async function unchanged<I extends Shape, O extends Shape>(
  { model, optimizer }: { readonly model: Trainable<I, O>; readonly optimizer: Optimizer },
  x: AnyTensor,
  train: () => Promise<void>,
): Promise<void> {
  // Layers of a model of one's own are made by the first samples that come.
  withoutGradients(() => callOf(model)(x.slice([0], [1])));
  const weights = [...model.weights().values()];
  const trained = weights.filter(({ trainable }) => trainable);
  const values = weights.map(({ data, shape, dtype }) => new Tensor(data.slice(), shape, dtype));
  const state = optimizer.state(trained);
  try {
    await train();
  } finally {
    weights.forEach((p, i) => p.assign(values[i]));
    optimizer.restore(state, trained);
  }
}
