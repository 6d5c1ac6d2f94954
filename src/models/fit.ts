/** The training loop: epochs of shuffled batches, with progress, validation and callbacks. */
import { ArgumentError } from '../errors.ts';
import type { Callback, Logs } from '../callbacks/callback.ts';
import { batches, checkBatchSize } from '../data/batches.ts';
import { progress } from '../display/progress.ts';
import { rng, sharedRng } from '../random/rng.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { breathe } from './breathe.ts';
import { measure, type Parts, RunningMeans, trainStep } from './step.ts';

/** How long, in which portions, and with whom watching a model is trained. */
export interface FitOptions<X = AnyTensor, Y = AnyTensor> {
  /** How many times all samples are seen, 1 by default. */
  readonly epochs?: number;
  /** Samples a step, 32 by default. */
  readonly batchSize?: number;
  /** Share of the samples, taken from the end, that is kept for validation, 0 by default. */
  readonly validationSplit?: number;
  /** Samples and labels to validate with after every epoch, in place of a split. */
  readonly validationData?: readonly [X, Y];
  /** Whether samples are shuffled before each epoch, true by default. */
  readonly shuffle?: boolean;
  /** Told after each batch and epoch, in this order; none by default. */
  readonly callbacks?: readonly Callback[];
  /** Makes shuffling and dropout repeatable; without it they draw from the shared generator. */
  readonly seed?: number;
  /** Whether a progress bar is shown, true by default. */
  readonly progress?: boolean;
}

/** Loss and metrics, one number an epoch; those with `val` in front are of the validation samples. */
export type History<M extends string = string> = { readonly [Name in 'loss' | M]: readonly number[] } & {
  readonly [Name in `val${Capitalize<'loss' | M>}`]?: readonly number[];
};

export async function fit<M extends string>(
  parts: Parts,
  x: AnyTensor,
  y: AnyTensor,
  options: FitOptions,
): Promise<History<M>> {
  const { epochs = 1, batchSize = 32, callbacks = [], shuffle = true } = options;
  if (!Number.isInteger(epochs) || epochs < 0) {
    throw new ArgumentError({ what: 'fit', expected: 'a whole number of epochs ≥ 0', received: String(epochs) });
  }
  checkBatchSize('fit', batchSize);
  const { train, validation } = split(x, y, options);
  const random = options.seed === undefined ? sharedRng() : rng(options.seed);
  const steps = Math.ceil(train.x.shape[0] / batchSize);
  const order = shuffle ? { size: batchSize, shuffle: random } : { size: batchSize };
  // Names are there from the start: without epochs there are no numbers, but a history all the same.
  const history: Record<string, number[]> = Object.fromEntries(
    Object.keys(new RunningMeans(parts.metrics).logs()).map((name) => [name, []]),
  );
  const bar =
    options.progress === false
      ? undefined
      : progress({ total: epochs * steps, label: 'fit', epochs: Math.max(epochs, 1) });
  let last: Logs = {};
  for (const callback of callbacks) callback.onTrainBegin?.(parts);
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const means = new RunningMeans(parts.metrics);
      let batch = 0;
      for (const [xBatch, yBatch] of batches(train.x, train.y, order)) {
        trainStep(parts, xBatch, yBatch, { rng: random }, means);
        batch++;
        for (const callback of callbacks) callback.onBatchEnd?.(batch, means.logs());
        if (await breathe()) bar?.update(epoch * steps + batch, means.logs());
      }
      last = { ...means.logs(), ...(await validated(parts, validation, batchSize)) };
      for (const [name, value] of Object.entries(last)) (history[name] ??= []).push(value);
      bar?.update((epoch + 1) * steps, last);
      const answers = await Promise.all(callbacks.map((callback) => callback.onEpochEnd?.(epoch, last)));
      if (answers.includes('stop')) break;
    }
  } finally {
    bar?.end(last);
    for (const callback of callbacks) callback.onTrainEnd?.();
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: every epoch reports the loss and each metric of M
  return history as unknown as History<M>;
}

interface Samples {
  readonly x: AnyTensor;
  readonly y: AnyTensor;
}

/** The last samples for validation, the others for training. */
function split(x: AnyTensor, y: AnyTensor, options: FitOptions): { train: Samples; validation: Samples | undefined } {
  const { validationSplit = 0, validationData } = options;
  if (validationData !== undefined)
    return { train: { x, y }, validation: { x: validationData[0], y: validationData[1] } };
  const count = x.shape[0];
  const first = Math.round(count * (1 - validationSplit));
  if (!(validationSplit >= 0) || first <= 0 || first > count) {
    throw new ArgumentError({
      what: 'fit',
      expected: 'a validationSplit with 0 ≤ split < 1 that leaves samples to train on',
      received: `${validationSplit} of ${count} samples`,
    });
  }
  if (first === count) return { train: { x, y }, validation: undefined };
  return {
    train: { x: x.slice([0], [first]), y: y.slice([0], [first]) },
    validation: { x: x.slice([first]), y: y.slice([first]) },
  };
}

/** The same measures of the validation samples: `loss` as `valLoss`, … */
async function validated(parts: Parts, validation: Samples | undefined, batchSize: number): Promise<Logs> {
  if (validation === undefined) return {};
  const logs = await measure(parts, validation.x, validation.y, Math.max(batchSize, 256));
  return Object.fromEntries(
    Object.entries(logs).map(([name, value]) => [`val${name[0].toUpperCase()}${name.slice(1)}`, value]),
  );
}
